package io.netlink4j.rtnl.route;

import io.netlink4j.core.error.NetlinkException;
import java.util.Locale;

/** What the kernel does with a packet that a route matches ({@code RTN_*} of {@code linux/rtnetlink.h}). */
public enum RouteType {
    /** Sends it to the gateway or the link ({@code RTN_UNICAST}). */
    UNICAST(1),
    /** Accepts it: the destination is an address of this host ({@code RTN_LOCAL}). */
    LOCAL(2),
    /** Accepts it as a broadcast, sends it as one ({@code RTN_BROADCAST}). */
    BROADCAST(3),
    /** Accepts it as a broadcast, sends it as unicast ({@code RTN_ANYCAST}). */
    ANYCAST(4),
    /** Multicast ({@code RTN_MULTICAST}). */
    MULTICAST(5),
    /** Drops it silently ({@code RTN_BLACKHOLE}). */
    BLACKHOLE(6),
    /** Answers that the host is unreachable ({@code RTN_UNREACHABLE}). */
    UNREACHABLE(7),
    /** Answers that it is prohibited ({@code RTN_PROHIBIT}). */
    PROHIBIT(8),
    /** Continues with the next routing rule ({@code RTN_THROW}). */
    THROW(9),
    /** Translates the address; no kernel since 2.6 does ({@code RTN_NAT}). */
    NAT(10),
    /** Asks a program ({@code RTN_XRESOLVE}). */
    XRESOLVE(11);

    private static final RouteType[] VALUES = values();

    private final int number;

    RouteType(int number) {
        this.number = number;
    }

    /** The number of the kernel. */
    public int number() {
        return number;
    }

    /** Whether the kernel drops a matching packet, with or without an error to its sender. */
    public boolean isRefusal() {
        return this == BLACKHOLE || this == UNREACHABLE || this == PROHIBIT || this == THROW;
    }

    /** Whether such routes belong to the table {@code local}. */
    boolean isLocal() {
        return this == LOCAL || this == BROADCAST || this == ANYCAST || this == NAT;
    }

    static RouteType of(int number) {
        if (number < 1 || number > VALUES.length) {
            throw new NetlinkException.Malformed("no route is of type " + number);
        }
        return VALUES[number - 1];
    }

    /** The name as {@code ip route} writes it, such as {@code blackhole}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
