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
 * Another namespace, reached through a socket of this one by its nsid here ({@code IFLA_TARGET_NETNSID}, {@code IFA_TARGET_NETNSID}, {@code
 * NETNSA_TARGET_NSID}). Use it if the nsid is known and there is no handle. It needs {@code CAP_NET_ADMIN} over the other namespace, for
 * reading as well. The kernel supports these few operations only. Open the namespace for all others.
 *
 * <p>Indexes and nsids in the results are those of the other namespace. Every method throws {@link NetlinkException.NotSupported} on
 * kernels before 5.0.
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

    /** Its links. They can be listed, created and deleted. */
    public TargetLinks links() {
        return new TargetLinks(sender, nsid);
    }

    /** Lists its addresses. */
    public List<Address> addresses() {
        return new Addresses(sender).listIn(nsid);
    }

    /** Lists its nsids, each with the nsid of the same namespace here ({@link Nsid#currentNumber()}). */
    public List<Nsid> nsids() {
        return new Nsids(sender).list(NsidFilter.in(nsid));
    }

    @Override
    public String toString() {
        return "nsid " + nsid + " of " + sender.where();
    }
}
