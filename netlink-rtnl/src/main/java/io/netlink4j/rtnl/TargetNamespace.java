package io.netlink4j.rtnl;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.Addresses;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.TargetLinks;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.nsid.NsidFilter;
import io.netlink4j.rtnl.nsid.Nsids;
import java.util.List;

/**
 * Another namespace, seen through a socket of this one by its number here ({@code IFLA_TARGET_NETNSID}, {@code IFA_TARGET_NETNSID},
 * {@code NETNSA_TARGET_NSID}). Use it where a number is known and there is no handle. It needs {@code CAP_NET_ADMIN} over the other
 * namespace, for reading as well. The kernel offers these few operations; for everything else open the namespace.
 *
 * <p>Indexes and nsids in the answers are those of the other namespace. Kernels before 5.0 cannot do this, and every method throws {@link
 * NetlinkException.NotSupported} there.
 */
public final class TargetNamespace {
    private final RtnlSender sender;
    private final int nsid;

    TargetNamespace(RtnlSender sender, int nsid) {
        if (nsid < 0) {
            throw new IllegalArgumentException("an nsid is not negative, as " + nsid + " is");
        }
        this.sender = sender;
        this.nsid = nsid;
    }

    /** Its links, which can be listed, created and deleted. */
    public TargetLinks links() {
        return new TargetLinks(sender, nsid);
    }

    /** Lists its addresses. */
    public List<Address> addresses() {
        return new Addresses(sender).listIn(nsid);
    }

    /** Lists the numbers that it gave to others, with the numbers of the same namespaces here ({@link Nsid#currentNumber()}). */
    public List<Nsid> nsids() {
        return new Nsids(sender).list(NsidFilter.in(nsid));
    }

    @Override
    public String toString() {
        return "nsid " + nsid + " of " + sender.where();
    }
}
