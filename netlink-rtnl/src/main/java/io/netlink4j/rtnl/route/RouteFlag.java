package io.netlink4j.rtnl.route;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A flag of a route or next hop ({@code RTNH_F_*} and {@code RTM_F_*} of {@code linux/rtnetlink.h}). */
public enum RouteFlag {
    /** Its link is down; reported only ({@code RTNH_F_DEAD}). */
    DEAD(0x1),
    /** The gateway is looked up as if it were on every link ({@code RTNH_F_PERVASIVE}). */
    PERVASIVE(0x2),
    /** The gateway is treated as directly connected to the link, whatever addresses the link has ({@code RTNH_F_ONLINK}). */
    ONLINK(0x4),
    /** The next hop is offloaded to hardware; reported only ({@code RTNH_F_OFFLOAD}). */
    OFFLOAD(0x8),
    /** Its link has no carrier; reported only ({@code RTNH_F_LINKDOWN}). */
    LINKDOWN(0x10),
    /** An unresolved entry of multicast routing; reported only ({@code RTNH_F_UNRESOLVED}). */
    UNRESOLVED(0x20),
    /** The hardware passes its packets to the kernel; reported only ({@code RTNH_F_TRAP}). */
    TRAP(0x40),
    /** Notify the user of changes ({@code RTM_F_NOTIFY}). */
    NOTIFY(0x100),
    /** Learned for one destination, such as its path MTU; reported only ({@code RTM_F_CLONED}). */
    CLONED(0x200),
    /** The route is offloaded to hardware; reported only ({@code RTM_F_OFFLOAD}). */
    RT_OFFLOAD(0x4000),
    /** The hardware passes the packets of the route to the kernel; reported only ({@code RTM_F_TRAP}). */
    RT_TRAP(0x8000),
    /** The offload to hardware failed; reported only ({@code RTM_F_OFFLOAD_FAILED}). */
    RT_OFFLOAD_FAILED(0x20000000);

    /** In a lookup: reply with the route that matched instead of the result ({@code RTM_F_FIB_MATCH}). */
    static final int FIB_MATCH = 0x2000;
    /** In a lookup: reply with the table in which it was found ({@code RTM_F_LOOKUP_TABLE}). */
    static final int LOOKUP_TABLE = 0x1000;

    /** In the reply to a lookup the upper bits are {@code RTCF_*} of {@code linux/in_route.h}. */
    private static final int LOW_BITS = 0xffff;

    private static final RouteFlag[] VALUES = values();

    private final int bit;

    RouteFlag(int bit) {
        this.bit = bit;
    }

    /** The bit of the kernel. */
    public int bit() {
        return bit;
    }

    /** The flags in a number. */
    public static Set<RouteFlag> in(int bits) {
        Set<RouteFlag> flags = EnumSet.noneOf(RouteFlag.class);
        int meant = (bits & CLONED.bit) == 0 ? bits : bits & LOW_BITS;
        for (RouteFlag flag : VALUES) {
            if ((meant & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return Collections.unmodifiableSet(flags);
    }

    /** The bits that the kernel accepts. It refuses those that it only reports. */
    static int writable(int bits) {
        return bits & (PERVASIVE.bit | ONLINK.bit | NOTIFY.bit);
    }

    /** The name as {@code ip route} writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
