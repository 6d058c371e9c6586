package io.netlink4j.nft.packet;

import java.util.Locale;

/** The type of an address in the routing tables ({@code RTN_*} of {@code linux/rtnetlink.h}). */
public enum AddressType {
    /** There is no route. */
    UNSPEC(0),
    /** The address of another host. */
    UNICAST(1),
    /** An address of this host. */
    LOCAL(2),
    /** A broadcast address. */
    BROADCAST(3),
    /** An anycast address. */
    ANYCAST(4),
    /** A multicast address. */
    MULTICAST(5),
    /** Packets are dropped. */
    BLACKHOLE(6),
    /** Packets are refused as unreachable. */
    UNREACHABLE(7),
    /** Packets are refused as prohibited. */
    PROHIBIT(8);

    private final int number;

    AddressType(int number) {
        this.number = number;
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
