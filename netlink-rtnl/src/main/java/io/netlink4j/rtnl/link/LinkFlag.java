package io.netlink4j.rtnl.link;

import java.util.EnumSet;
import java.util.Set;

/** A flag of a link ({@code IFF_*} of {@code linux/if.h}), in the order in which {@code ip} shows them. */
public enum LinkFlag {
    /** It is the loopback. */
    LOOPBACK(0x8),
    /** It has a broadcast address. */
    BROADCAST(0x2),
    /** It has one other end. */
    POINTOPOINT(0x10),
    /** It passes multicasts. */
    MULTICAST(0x1000),
    /** It has no neighbours to resolve. */
    NOARP(0x80),
    /** It receives every multicast. */
    ALLMULTI(0x200),
    /** It receives everything. */
    PROMISC(0x100),
    /** It is the master of others. */
    MASTER(0x400),
    /** It belongs to a master such as a bond. */
    SLAVE(0x800),
    /** Its driver is asked for messages. */
    DEBUG(0x4),
    /** Its addresses are lost when it goes down. */
    DYNAMIC(0x8000),
    /** It chooses its medium by itself. */
    AUTOMEDIA(0x4000),
    /** Its medium can be chosen. */
    PORTSEL(0x2000),
    /** It avoids trailers. */
    NOTRAILERS(0x20),
    /** It was switched on. */
    UP(0x1),
    /** Its device has a carrier. */
    LOWER_UP(0x10000),
    /** It waits for something outside. */
    DORMANT(0x20000),
    /** It hears what it sends. */
    ECHO(0x40000),
    /** It is operational; {@code ip} shows its absence as {@code NO-CARRIER}. */
    RUNNING(0x40);

    /** The flags that the kernel takes from a program ({@code __dev_change_flags} in {@code net/core/dev.c}). */
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

    /** The flag's bit in {@code ifi_flags}. */
    public long bit() {
        return bit;
    }

    /** Whether a program can set it. */
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
