package io.netlink4j.rtnl.address;

import java.util.EnumSet;
import java.util.Set;

/** A flag of an address ({@code IFA_F_*} of {@code linux/if_addr.h}), in the order in which {@code ip} shows them. */
public enum AddressFlag {
    /** IPv4: another address of the same network was there first. IPv6: it is temporary, as RFC 8981 says. */
    SECONDARY(0x01, "secondary"),
    /** Nobody was asked whether it is taken. */
    NODAD(0x02, "nodad"),
    /** It is used while is asked whether it is taken. */
    OPTIMISTIC(0x04, "optimistic"),
    /** It is taken by somebody else. */
    DADFAILED(0x08, "dadfailed"),
    /** The home address of mobile IPv6. */
    HOMEADDRESS(0x10, "home"),
    /** It is not chosen for new connections. */
    DEPRECATED(0x20, "deprecated"),
    /** It is not yet known whether it is taken. */
    TENTATIVE(0x40, "tentative"),
    /** It has no lifetime; {@code ip} shows the absence as {@code dynamic}. */
    PERMANENT(0x80, "permanent"),
    /** The kernel makes temporary addresses beside it. */
    MANAGETEMPADDR(0x100, "mngtmpaddr"),
    /** It brings no route to its network along. */
    NOPREFIXROUTE(0x200, "noprefixroute"),
    /** The link joins the multicast group that it is. */
    MCAUTOJOIN(0x400, "autojoin"),
    /** It was made as RFC 7217 says. */
    STABLE_PRIVACY(0x800, "stable-privacy");

    /** The flags that a program can give to an address. */
    static final long SETTABLE =
            NODAD.bit | OPTIMISTIC.bit | HOMEADDRESS.bit | MANAGETEMPADDR.bit | NOPREFIXROUTE.bit | MCAUTOJOIN.bit;

    private final long bit;
    private final String word;

    AddressFlag(long bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** The flag's bit in {@code IFA_FLAGS}. */
    public long bit() {
        return bit;
    }

    /** Whether a program can set it. */
    public boolean isSettable() {
        return (bit & SETTABLE) != 0;
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

    /** The word that {@code ip} has for it. */
    @Override
    public String toString() {
        return word;
    }
}
