package io.netlink4j.rtnl;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.ObjectEvents;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How the kernel tells of the objects of one kind.
 *
 * @param plural what several are called
 * @param messages the messages and what they hold
 * @param groups where they are sent
 */
record RtnlEvents<T>(String plural, ObjectEvents<T> messages, Set<RtnlGroup> groups) {
    /**
     * The port of a bridge is told as a link of the family {@code AF_BRIDGE}, and deleted as such when it leaves the bridge; what a wireless
     * driver tells has only its own attribute. Neither is a link.
     */
    static final RtnlEvents<Link> LINKS = new RtnlEvents<>(
            "links",
            messages(RtnlProtocol.NEWLINK, RtnlProtocol.DELLINK, (type, flags, body) -> {
                Link link = Link.decode(body);
                return link.get(LinkAttributes.FAMILY) == 0 && !link.has(LinkAttributes.WIRELESS) ? link : null;
            }),
            EnumSet.of(RtnlGroup.LINK));

    static final RtnlEvents<Address> ADDRESSES = new RtnlEvents<>(
            "addresses",
            messages(
                    RtnlProtocol.NEWADDR,
                    RtnlProtocol.DELADDR,
                    ofIp(Address::decode, address -> address.get(Address.FAMILY))),
            EnumSet.of(RtnlGroup.IPV4_IFADDR, RtnlGroup.IPV6_IFADDR));

    static final RtnlEvents<Route> ROUTES = new RtnlEvents<>(
            "routes",
            messages(
                    RtnlProtocol.NEWROUTE,
                    RtnlProtocol.DELROUTE,
                    ofIp(Route::decode, route -> route.get(RouteAttributes.FAMILY))),
            EnumSet.of(RtnlGroup.IPV4_ROUTE, RtnlGroup.IPV6_ROUTE));

    /** An entry of a forwarding table is told as a neighbour of the family {@code AF_BRIDGE}. */
    static final RtnlEvents<Neighbour> NEIGHBOURS = new RtnlEvents<>(
            "neighbours",
            messages(
                    RtnlProtocol.NEWNEIGH,
                    RtnlProtocol.DELNEIGH,
                    ofIp(Neighbour::decode, neighbour -> neighbour.get(NeighbourAttributes.FAMILY))),
            EnumSet.of(RtnlGroup.NEIGH));

    static final RtnlEvents<Nsid> NSIDS = new RtnlEvents<>(
            "nsids",
            messages(RtnlProtocol.NEWNSID, RtnlProtocol.DELNSID, (type, flags, body) -> Nsid.decode(body)),
            EnumSet.of(RtnlGroup.NSID));

    private static final List<RtnlEvents<? extends NetlinkObject<?>>> ALL =
            List.of(LINKS, ADDRESSES, ROUTES, NEIGHBOURS, NSIDS);

    private static <T> ObjectEvents<T> messages(MessageType changed, MessageType deleted, Decoder<T> decoder) {
        return new ObjectEvents<>(changed, deleted, decoder);
    }

    private static <T> Decoder<T> ofIp(Function<byte[], T> decoder, Function<T, Integer> family) {
        return (type, flags, body) -> {
            T object = decoder.apply(body);
            return IpFamily.ofNumber(family.apply(object)).isPresent() ? object : null;
        };
    }

    /** A subscription to the objects of this kind, in {@code chosen} of their groups or in all where none is chosen. */
    Subscription<T> subscribe(RtnlSender sender, RtnlGroup... chosen) {
        return subscribe(sender, plural, List.of(this), chosen);
    }

    /** A subscription to the objects of all kinds. */
    static Subscription<NetlinkObject<?>> subscribeToAll(RtnlSender sender, RtnlGroup... chosen) {
        return subscribe(sender, "links, addresses, routes, neighbours and nsids", ALL, chosen);
    }

    private static <T> Subscription<T> subscribe(
            RtnlSender sender, String plural, List<? extends RtnlEvents<? extends T>> kinds, RtnlGroup... chosen) {
        Set<RtnlGroup> possible = EnumSet.noneOf(RtnlGroup.class);
        List<ObjectEvents<? extends T>> messages = new ArrayList<>();
        for (RtnlEvents<? extends T> kind : kinds) {
            possible.addAll(kind.groups);
            messages.add(kind.messages);
        }
        for (RtnlGroup group : chosen) {
            if (!possible.contains(group)) {
                throw new IllegalArgumentException(plural + " are told in " + possible + ", and not in " + group
                        + ": see Rtnl.socket().subscribe");
            }
        }
        return sender.socket().subscribe(messages, RtnlGroup.numbers(chosen.length == 0 ? possible : List.of(chosen)));
    }
}
