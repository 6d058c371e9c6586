package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.RouteAttributes.DPORT;
import static io.netlink4j.rtnl.route.RouteAttributes.FLAGS;
import static io.netlink4j.rtnl.route.RouteAttributes.IIF;
import static io.netlink4j.rtnl.route.RouteAttributes.IP_PROTO;
import static io.netlink4j.rtnl.route.RouteAttributes.MARK;
import static io.netlink4j.rtnl.route.RouteAttributes.SPORT;
import static io.netlink4j.rtnl.route.RouteAttributes.UID;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;

/**
 * A packet whose way is asked for ({@code RTM_GETROUTE}), as {@code ip route get} does.
 *
 * {@snippet :
 * Route way = rtnl.routes().lookup(RouteLookup.to("8.8.8.8").mark(7));
 * }
 */
public final class RouteLookup {
    private final Route packet;

    private RouteLookup(Route packet) {
        this.packet = packet;
    }

    /** A packet to an address, from this host. */
    public static RouteLookup to(IpAddress destination) {
        Route route = Route.toDefault(destination.family())
                .scope(RouteScope.UNIVERSE)
                .with(RouteAttributes.DST_LEN, destination.family().bits())
                .with(RouteAttributes.DST, destination);
        // The kernel answers with the table it found the route in; for IPv6 it does so anyway, and refuses the flag.
        return new RouteLookup(
                destination.family() == IpFamily.IPV4 ? route.with(FLAGS, RouteFlag.LOOKUP_TABLE) : route);
    }

    /** A packet to an address, given as a literal. */
    public static RouteLookup to(String destination) {
        return to(IpAddress.of(destination));
    }

    /** With a source address. */
    public RouteLookup from(IpAddress source) {
        return new RouteLookup(packet.from(IpPrefix.of(source)));
    }

    /** With a source address, given as a literal. */
    public RouteLookup from(String source) {
        return from(IpAddress.of(source));
    }

    /** That came in by a link and is to be forwarded; for IPv4 the kernel wants a source address as well. */
    public RouteLookup iif(LinkReference link) {
        return new RouteLookup(packet.with(IIF, link));
    }

    /** That came in by the link with a name. */
    public RouteLookup iif(String link) {
        return iif(LinkReference.of(link));
    }

    /** That has to go out by a link, or is of that virtual routing domain. */
    public RouteLookup oif(LinkReference link) {
        return new RouteLookup(packet.link(link));
    }

    /** That has to go out by the link with a name. */
    public RouteLookup oif(String link) {
        return oif(LinkReference.of(link));
    }

    /** With a firewall mark. */
    public RouteLookup mark(long mark) {
        return new RouteLookup(packet.with(MARK, mark));
    }

    /** Sent by a user. */
    public RouteLookup uid(long uid) {
        return new RouteLookup(packet.with(UID, uid));
    }

    /** With a type of service; IPv4 only. */
    public RouteLookup tos(int tos) {
        return new RouteLookup(packet.tos(tos));
    }

    /**
     * Of a transport protocol, with ports.
     *
     * @param protocol such as 6 for TCP, 17 for UDP
     */
    public RouteLookup transport(int protocol, int sourcePort, int destinationPort) {
        return new RouteLookup(
                packet.with(IP_PROTO, protocol).with(SPORT, sourcePort).with(DPORT, destinationPort));
    }

    /**
     * Answered with the route that matched, as it is listed, instead of the way of this packet ({@code
     * RTM_F_FIB_MATCH}).
     */
    public RouteLookup matchedRoute() {
        return new RouteLookup(packet.with(FLAGS, packet.get(FLAGS) | RouteFlag.FIB_MATCH));
    }

    Route packet() {
        return packet;
    }

    /** The packet in the words of {@code ip route get}. */
    @Override
    public String toString() {
        Words words = new Words();
        words.add(packet.destination().address().toString());
        words.add("from", packet.from().map(IpPrefix::address));
        words.add("iif", packet.get(IIF).map(Words.LINKS));
        words.add("oif", packet.link().map(Words.LINKS));
        words.add("mark", packet.get(MARK));
        words.add("uid", packet.get(UID));
        return words.toString();
    }
}
