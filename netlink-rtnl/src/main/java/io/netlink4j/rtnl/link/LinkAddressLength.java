package io.netlink4j.rtnl.link;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.AddressLengths;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds the link-layer addresses of a request to the length that those of the link have ({@code dev->addr_len}). The kernel cuts longer ones
 * without a word, and fills shorter ones of a new link with zeros ({@code rtnl_create_link} and {@code do_setlink} in
 * {@code net/core/rtnetlink.c}, {@code neigh_add} in {@code net/core/neighbour.c}).
 */
final class LinkAddressLength {
    private static final int ARPHRD_ETHER = 1;
    private static final int ETH_ALEN = 6;
    private static final List<Attribute<MacAddress>> KEYS = List.of(LinkAttributes.ADDRESS, LinkAttributes.BROADCAST);

    /** The lengths of new links by their kind; those of other kinds are seen when a link is made. */
    private LinkAddressLength() {}

    /** Whether {@code link} has an address that is to be checked. */
    static boolean concerns(Link link) {
        return KEYS.stream().anyMatch(link::has);
    }

    /**
     * Checks a link that is to be created, and the other end of one.
     *
     * @throws NetlinkException.Invalid if links of its kind have addresses of another length
     */
    static void checkNew(Link link, Supplier<String> operation) {
        link.kind().ifPresent(kind -> {
            checkNew(link, kind.kind(), operation);
            LinkCreationRequest.peer(kind).ifPresent(peer -> checkNew(peer, kind.kind(), operation));
        });
    }

    /** A length that is not known of the kind is seen when the link is made. */
    private static void checkNew(Link link, String kind, Supplier<String> operation) {
        int type = link.hardwareType();
        Optional<Integer> length = type == ARPHRD_ETHER
                ? Optional.of(ETH_ALEN)
                : type == 0 ? LinkKinds.addressLength(kind) : Optional.empty();
        length.ifPresent(bytes -> check(link, bytes, operation));
    }

    /**
     * Checks what is to be changed in {@code current}, or was asked for when that was made.
     *
     * @throws NetlinkException.Invalid if that has addresses of another length
     */
    static void check(Link wanted, Link current, Supplier<String> operation) {
        check(wanted, of(current), operation);
    }

    /** How many bytes an address of a link has that was read; 0 if it has none. */
    static int of(Link link) {
        return link.macAddress().map(MacAddress::length).orElse(0);
    }

    private static void check(Link link, int length, Supplier<String> operation) {
        KEYS.forEach(key -> link.get(key).ifPresent(address -> AddressLengths.check(address, length, operation)));
    }
}
