package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.RouteAttributes.DPORT;
import static io.netlink4j.rtnl.route.RouteAttributes.FLAGS;
import static io.netlink4j.rtnl.route.RouteAttributes.FLOWLABEL;
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
import java.util.Optional;

/**
 * A packet whose route is looked up ({@code RTM_GETROUTE}), as with {@code ip route get}. Its words {@code notify} and {@code as} are not here: the
 * kernel has ignored the first since 3.6, and refuses the second for IPv4 and IPv6.
 *
 * {@snippet :
 * Route way = rtnl.routes().lookup(RouteLookup.to("8.8.8.8").mark(7));
 * }
 */
public final class RouteLookup {
    private final Route packet;
    private final boolean connected;

    private RouteLookup(Route packet) {
        this(packet, false);
    }

    private RouteLookup(Route packet, boolean connected) {
        this.packet = packet;
        this.connected = connected;
    }

    /** A packet to an address, from this host. */
    public static RouteLookup to(IpAddress destination) {
        Route route = Route.toDefault(destination.family())
                .scope(RouteScope.UNIVERSE)
                .with(RouteAttributes.DST_LEN, destination.family().bits())
                .with(RouteAttributes.DST, destination);
        // The kernel replies with the table of the route. For IPv6 it always does, and refuses the flag.
        return new RouteLookup(
                destination.family() == IpFamily.IPV4 ? route.with(FLAGS, RouteFlag.LOOKUP_TABLE) : route);
    }

    /** A packet to an address, given as a literal. */
    public static RouteLookup to(String destination) {
        return to(IpAddress.of(destination));
    }

    /** A copy with a source address. */
    public RouteLookup from(IpAddress source) {
        Route.checkFamily(packet.family(), source);
        return with(packet.from(IpPrefix.of(source)));
    }

    /** A copy with a source address, given as a literal. */
    public RouteLookup from(String source) {
        return from(IpAddress.of(source));
    }

    /** A copy with an incoming link: the packet is to be forwarded. For IPv4 the kernel also needs a source address. */
    public RouteLookup iif(LinkReference link) {
        return with(packet.with(IIF, link));
    }

    /** A copy with the incoming link of that name. */
    public RouteLookup iif(String link) {
        return iif(LinkReference.of(link));
    }

    /** A copy with an outgoing link, or with a VRF ({@code vrf} of {@code ip}). */
    public RouteLookup oif(LinkReference link) {
        return with(packet.link(link));
    }

    /** A copy with the outgoing link of that name. */
    public RouteLookup oif(String link) {
        return oif(LinkReference.of(link));
    }

    /** A copy with a firewall mark. */
    public RouteLookup mark(long mark) {
        return with(packet.with(MARK, mark));
    }

    /** A copy with the uid of the sender. */
    public RouteLookup uid(long uid) {
        return with(packet.with(UID, uid));
    }

    /** A copy with a type of service; for IPv6 with a traffic class, which only rules select by. */
    public RouteLookup tos(int tos) {
        return with(packet.tos(tos));
    }

    /**
     * A copy with a transport protocol and ports.
     *
     * @param protocol such as 6 for TCP, 17 for UDP
     */
    public RouteLookup transport(int protocol, int sourcePort, int destinationPort) {
        return with(packet.with(IP_PROTO, protocol).with(SPORT, sourcePort).with(DPORT, destinationPort));
    }

    /** A copy with a flow label of IPv6, 20 bits, since Linux 6.14. */
    public RouteLookup flowLabel(long label) {
        return with(packet.with(FLOWLABEL, label));
    }

    /** A copy that requests the matching route, as in a list, instead of the result for this packet ({@code RTM_F_FIB_MATCH}). */
    public RouteLookup matchedRoute() {
        return with(packet.with(FLAGS, packet.get(FLAGS) | RouteFlag.FIB_MATCH));
    }

    /**
     * A copy whose source address, if none was set, is the one that the route prefers: the route is looked up again with it, as for a socket that is connected
     * ({@code connected} of {@code ip}).
     */
    public RouteLookup connected() {
        return new RouteLookup(packet, true);
    }

    private RouteLookup with(Route changed) {
        return new RouteLookup(changed, connected);
    }

    /** Whether the route has to be looked up again. */
    boolean isConnected() {
        return connected && packet.from().isEmpty();
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
        words.add("tos", Optional.of(packet.tos()).filter(tos -> tos != 0));
        words.add("ipproto", packet.get(IP_PROTO));
        words.add("sport", packet.get(SPORT));
        words.add("dport", packet.get(DPORT));
        words.add("flowlabel", packet.get(FLOWLABEL));
        return words.toString();
    }
}
