package io.netlink4j.rtnl.address;

import java.util.EnumSet;
import java.util.Set;

/** A flag of an address ({@code IFA_F_*} of {@code linux/if_addr.h}), in the order in which {@code ip} shows them. */
public enum AddressFlag {
    /** IPv4: a secondary address, added after another one of the same network. IPv6: a temporary address (RFC 8981). */
    SECONDARY(0x01, "secondary"),
    /** Duplicate address detection is skipped. */
    NODAD(0x02, "nodad"),
    /** The address may be used during duplicate address detection (optimistic, RFC 4429). */
    OPTIMISTIC(0x04, "optimistic"),
    /** Duplicate address detection failed: another host has the address. */
    DADFAILED(0x08, "dadfailed"),
    /** The home address of Mobile IPv6. */
    HOMEADDRESS(0x10, "home"),
    /** Not chosen as source address of new connections. */
    DEPRECATED(0x20, "deprecated"),
    /** Duplicate address detection has not finished. */
    TENTATIVE(0x40, "tentative"),
    /** The lifetime is unlimited; {@code ip} shows the absence as {@code dynamic}. */
    PERMANENT(0x80, "permanent"),
    /** The kernel creates temporary addresses from its prefix. */
    MANAGETEMPADDR(0x100, "mngtmpaddr"),
    /** The kernel adds no prefix route for it. */
    NOPREFIXROUTE(0x200, "noprefixroute"),
    /** The link joins this multicast address. */
    MCAUTOJOIN(0x400, "autojoin"),
    /** A stable privacy address (RFC 7217). */
    STABLE_PRIVACY(0x800, "stable-privacy");

    /** The flags that a program may set. */
    static final long SETTABLE =
            NODAD.bit | OPTIMISTIC.bit | HOMEADDRESS.bit | MANAGETEMPADDR.bit | NOPREFIXROUTE.bit | MCAUTOJOIN.bit;

    /** Those of {@link #SETTABLE} that mean nothing for IPv4. */
    private static final long IPV6_ONLY = NODAD.bit | OPTIMISTIC.bit | HOMEADDRESS.bit | MANAGETEMPADDR.bit;

    private final long bit;
    private final String word;

    AddressFlag(long bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** The bit in {@code IFA_FLAGS}. */
    public long bit() {
        return bit;
    }

    /** Whether a program may set it. */
    public boolean isSettable() {
        return (bit & SETTABLE) != 0;
    }

    boolean isForIpv6Only() {
        return (bit & IPV6_ONLY) != 0;
    }

    static Set<AddressFlag> of(long bits) {
        EnumSet<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
        for (AddressFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** The word of {@code ip}. */
    @Override
    public String toString() {
        return word;
    }
}
