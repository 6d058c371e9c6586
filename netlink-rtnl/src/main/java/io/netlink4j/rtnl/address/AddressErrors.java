package io.netlink4j.rtnl.address;

import static io.netlink4j.core.error.Errno.EACCES;
import static io.netlink4j.core.error.Errno.EADDRNOTAVAIL;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ENOBUFS;
import static io.netlink4j.core.error.Errno.ENODEV;
import static io.netlink4j.rtnl.address.Address.DELADDR;
import static io.netlink4j.rtnl.address.Address.GETADDR;
import static io.netlink4j.rtnl.address.Address.NEWADDR;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.rtnl.internal.NamespaceReference;
import org.jspecify.annotations.Nullable;

/** Explains why the kernel refused a request for an address ({@code inet_rtm_newaddr} and {@code inet6_rtm_newaddr}). */
final class AddressErrors {
    private AddressErrors() {}

    static void add(ErrorExplainer.Builder<Address> rows) {
        rows.on(EINVAL)
                .of(GETADDR)
                .maySay("namespace id")
                .when(address -> address.has(Address.TARGET_NETNSID))
                .means(NamespaceReference.NO_SUCH_NUMBER);
        rows.on(EEXIST).of(NEWADDR).maySay("already assigned").means("the link has this address already");
        rows.on(EADDRNOTAVAIL).of(DELADDR).maySay("not found").means("the link does not have this address");
        rows.on(ENODEV)
                .maySay("device not found", "Unable to find")
                .means(refused ->
                        "there is no link with the index " + refused.object().get(Address.INDEX));
        rows.on(EADDRNOTAVAIL)
                .of(NEWADDR)
                .saysAnything()
                .means(Kind.INVALID, refused -> unfit(refused.object().address()));
        rows.on(EADDRNOTAVAIL).of(NEWADDR).saysAnything().means(Kind.INVALID);
        rows.on(EACCES)
                .maySay("IPv6 is disabled")
                .when(address -> address.get(Address.FAMILY) == IpFamily.IPV6.number())
                .means(Kind.INVALID, "IPv6 is disabled on the link");
        rows.on(ENOBUFS)
                .of(NEWADDR)
                .when(address -> address.get(Address.FAMILY) == IpFamily.IPV4.number())
                .means(Kind.INVALID, "the link has no IPv4, for example because its MTU is less than 68");
    }

    private static @Nullable String unfit(IpAddress address) {
        if (address.isMulticast()) {
            return "a multicast address needs the flag autojoin";
        }
        if (address.isLoopback()) {
            return "only the link 'lo' accepts the loopback address";
        }
        return address.isUnspecified() ? address + " is not the address of a host" : null;
    }
}
