package io.netlink4j.rtnl.route;

import io.netlink4j.rtnl.internal.CheckedCodecs;
import java.util.Map;

/**
 * The origin of a route or a neighbour entry ({@code RTPROT_*} of {@code linux/rtnetlink.h}). The kernel only stores the number. Every
 * routing daemon has its own.
 *
 * @param number 0 to 255
 */
public record RouteProtocol(int number) implements Comparable<RouteProtocol> {
    /** Unknown ({@code RTPROT_UNSPEC}). */
    public static final RouteProtocol UNSPEC = new RouteProtocol(0);
    /** An ICMP redirect ({@code RTPROT_REDIRECT}). */
    public static final RouteProtocol REDIRECT = new RouteProtocol(1);
    /** The kernel, for an address or a link ({@code RTPROT_KERNEL}). */
    public static final RouteProtocol KERNEL = new RouteProtocol(2);
    /** Set during boot; also the default ({@code RTPROT_BOOT}). */
    public static final RouteProtocol BOOT = new RouteProtocol(3);
    /** The administrator ({@code RTPROT_STATIC}). */
    public static final RouteProtocol STATIC = new RouteProtocol(4);
    /** An IPv6 router advertisement ({@code RTPROT_RA}). */
    public static final RouteProtocol RA = new RouteProtocol(9);
    /** A DHCP client ({@code RTPROT_DHCP}). */
    public static final RouteProtocol DHCP = new RouteProtocol(16);
    /** BGP ({@code RTPROT_BGP}). */
    public static final RouteProtocol BGP = new RouteProtocol(186);
    /** OSPF ({@code RTPROT_OSPF}). */
    public static final RouteProtocol OSPF = new RouteProtocol(188);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "unspec"),
            Map.entry(1, "redirect"),
            Map.entry(2, "kernel"),
            Map.entry(3, "boot"),
            Map.entry(4, "static"),
            Map.entry(8, "gated"),
            Map.entry(9, "ra"),
            Map.entry(10, "mrt"),
            Map.entry(11, "zebra"),
            Map.entry(12, "bird"),
            Map.entry(13, "dnrouted"),
            Map.entry(14, "xorp"),
            Map.entry(15, "ntk"),
            Map.entry(16, "dhcp"),
            Map.entry(18, "keepalived"),
            Map.entry(42, "babel"),
            Map.entry(186, "bgp"),
            Map.entry(187, "isis"),
            Map.entry(188, "ospf"),
            Map.entry(189, "rip"),
            Map.entry(192, "eigrp"));

    /** Checks that it fits a byte. */
    public RouteProtocol {
        CheckedCodecs.inRange(number, 0, 255, "a route's protocol");
    }

    @Override
    public int compareTo(RouteProtocol other) {
        return Integer.compare(number, other.number);
    }

    /** The name as {@code ip route} writes it, or the number. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }
}
