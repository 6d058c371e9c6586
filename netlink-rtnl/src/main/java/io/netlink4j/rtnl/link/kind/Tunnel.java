package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.link.LinkReference;
import java.util.Optional;

/**
 * The endpoints of a tunnel. A change of one option keeps the others, although the kernel replaces all of them: it costs one more request
 * to read them. Flags are added to the current ones, so change a link that was listed to turn one off.
 *
 * @param <K> the kind itself
 */
public interface Tunnel<K extends KnownKind<K>> extends KindOptions<K> {
    /** The remote endpoint ({@code REMOTE}); unspecified for any. */
    default Optional<IpAddress> remote() {
        return TunnelOptions.REMOTE.get(this);
    }

    /** A copy with another remote endpoint, of the family of the outer packets. */
    default K remote(IpAddress address) {
        return TunnelOptions.REMOTE.with(this, address);
    }

    /** A copy with another remote endpoint, such as {@code 192.0.2.2}. */
    default K remote(String address) {
        return remote(IpAddress.of(address));
    }

    /** The local endpoint, the source address of the outer packets ({@code LOCAL}); unspecified for any. */
    default Optional<IpAddress> local() {
        return TunnelOptions.LOCAL.get(this);
    }

    /** A copy with another local endpoint, of the family of the outer packets. */
    default K local(IpAddress address) {
        return TunnelOptions.LOCAL.with(this, address);
    }

    /** A copy with another local endpoint, such as {@code 192.0.2.1}. */
    default K local(String address) {
        return local(IpAddress.of(address));
    }

    /** The link that the outer packets are sent through ({@code LINK}); empty if routes decide. */
    default Optional<LinkReference> link() {
        return TunnelOptions.LINK.get(this).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy that sends the outer packets through a link. */
    default K link(LinkReference link) {
        return TunnelOptions.LINK.with(this, link);
    }

    /** A copy that sends the outer packets through the link with a name. */
    default K link(String link) {
        return link(LinkReference.of(link));
    }

    /** The firewall mark of the outer packets ({@code FWMARK}); 0 for none. */
    default Optional<Long> fwmark() {
        return TunnelOptions.FWMARK.get(this);
    }

    /** A copy with another firewall mark of the outer packets, an unsigned 32-bit number; 0 for none. */
    default K fwmark(long mark) {
        return TunnelOptions.FWMARK.with(this, mark);
    }
}
