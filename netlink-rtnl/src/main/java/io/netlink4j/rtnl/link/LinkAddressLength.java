package io.netlink4j.rtnl.link;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.AddressLengths;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks that the link-layer addresses of a request have the length of those of the link ({@code dev->addr_len}). The kernel silently
 * truncates longer ones, and fills shorter ones of a new link with zeros ({@code rtnl_create_link} and {@code do_setlink} in {@code
 * net/core/rtnetlink.c}, {@code neigh_add} in {@code net/core/neighbour.c}).
 */
final class LinkAddressLength {
    private static final int ARPHRD_ETHER = 1;
    private static final int ETH_ALEN = 6;
    private static final List<Attribute<MacAddress>> KEYS = List.of(LinkAttributes.ADDRESS, LinkAttributes.BROADCAST);

    /** The address lengths of new links by kind. Those of other kinds are known only after a link was created. */
    private LinkAddressLength() {}

    /** Whether {@code link} has an address to check. */
    static boolean concerns(Link link) {
        return KEYS.stream().anyMatch(link::has);
    }

    /**
     * Checks a link to be created, and its peer.
     *
     * @throws NetlinkException.Invalid if links of its kind have addresses of another length
     */
    static void checkNew(Link link, Supplier<String> operation) {
        link.kind().ifPresent(kind -> {
            checkNew(link, kind.kind(), operation);
            LinkCreationRequest.peer(kind).ifPresent(peer -> checkNew(peer, kind.kind(), operation));
        });
    }

    /** If the length of the kind is not known, it is checked after the creation. */
    private static void checkNew(Link link, String kind, Supplier<String> operation) {
        int type = link.hardwareType();
        Optional<Integer> length = type == ARPHRD_ETHER
                ? Optional.of(ETH_ALEN)
                : type == 0 ? LinkKinds.addressLength(kind) : Optional.empty();
        length.ifPresent(bytes -> check(link, bytes, operation));
    }

    /**
     * Checks a change of {@code current}, or the request that created it.
     *
     * @throws NetlinkException.Invalid if {@code current} has addresses of another length
     */
    static void check(Link wanted, Link current, Supplier<String> operation) {
        check(wanted, of(current), operation);
    }

    /** The length of the address of a link that was read, in bytes; 0 if it has none. */
    static int of(Link link) {
        return link.macAddress().map(MacAddress::length).orElse(0);
    }

    private static void check(Link link, int length, Supplier<String> operation) {
        KEYS.forEach(key -> link.get(key).ifPresent(address -> AddressLengths.check(address, length, operation)));
    }
}
