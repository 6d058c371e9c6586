package io.netlink4j.rtnl.link;

import java.util.EnumSet;
import java.util.Set;

/** A flag of a link ({@code IFF_*} of {@code linux/if.h}), in the order of {@code ip}. */
public enum LinkFlag {
    /** The loopback. */
    LOOPBACK(0x8),
    /** It has a broadcast address. */
    BROADCAST(0x2),
    /** It is a point-to-point link. */
    POINTOPOINT(0x10),
    /** It supports multicast. */
    MULTICAST(0x1000),
    /** It uses no ARP or neighbour discovery. */
    NOARP(0x80),
    /** It receives all multicasts. */
    ALLMULTI(0x200),
    /** It receives all packets. */
    PROMISC(0x100),
    /** It is the master of a load balancing bundle. */
    MASTER(0x400),
    /** It is a port of a master such as a bond. */
    SLAVE(0x800),
    /** Its driver logs messages for debugging. */
    DEBUG(0x4),
    /** It loses its addresses when it goes down. */
    DYNAMIC(0x8000),
    /** It selects its medium automatically. */
    AUTOMEDIA(0x4000),
    /** Its medium can be selected. */
    PORTSEL(0x2000),
    /** It avoids trailers. */
    NOTRAILERS(0x20),
    /** It is administratively up. */
    UP(0x1),
    /** Its device has a carrier. */
    LOWER_UP(0x10000),
    /** It is dormant: it waits for an external event. */
    DORMANT(0x20000),
    /** It echoes sent packets. */
    ECHO(0x40000),
    /** It is operational; {@code ip} shows its absence as {@code NO-CARRIER}. */
    RUNNING(0x40);

    /** The flags that the kernel accepts from a program ({@code __dev_change_flags} in {@code net/core/dev.c}). */
    static final long SETTABLE = UP.bit
            | DEBUG.bit
            | NOTRAILERS.bit
            | NOARP.bit
            | DYNAMIC.bit
            | MULTICAST.bit
            | PORTSEL.bit
            | AUTOMEDIA.bit
            | PROMISC.bit
            | ALLMULTI.bit;

    private final long bit;

    LinkFlag(long bit) {
        this.bit = bit;
    }

    /** The bit in {@code ifi_flags}. */
    public long bit() {
        return bit;
    }

    /** Whether a program may set it. */
    public boolean isSettable() {
        return (bit & SETTABLE) != 0;
    }

    static Set<LinkFlag> of(long bits) {
        EnumSet<LinkFlag> flags = EnumSet.noneOf(LinkFlag.class);
        for (LinkFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
