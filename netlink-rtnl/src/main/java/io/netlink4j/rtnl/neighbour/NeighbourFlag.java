package io.netlink4j.rtnl.neighbour;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Properties of a neighbour entry ({@code NTF_*} and {@code NTF_EXT_*} of {@code linux/neighbour.h}). */
public enum NeighbourFlag {
    /** The kernel uses the entry now and resolves it; in requests only ({@code NTF_USE}). */
    USE(0x1),
    /** In a forwarding table: an entry of the device itself ({@code NTF_SELF}). */
    SELF(0x2),
    /** In a forwarding table: an entry of the bridge that is the master of the device ({@code NTF_MASTER}). */
    MASTER(0x4),
    /** This host answers for the address ({@code NTF_PROXY}). */
    PROXY(0x8),
    /** Learned by a program, which also ages it ({@code NTF_EXT_LEARNED}). */
    EXTERN_LEARN(0x10),
    /** Offloaded to hardware; reported only ({@code NTF_OFFLOADED}). */
    OFFLOAD(0x20),
    /** In a forwarding table: never moves to another port ({@code NTF_STICKY}). */
    STICKY(0x40),
    /** The neighbour is a router ({@code NTF_ROUTER}). */
    ROUTER(0x80),
    /** The kernel keeps it confirmed; since Linux 5.16 ({@code NTF_EXT_MANAGED}). */
    MANAGED(0x100),
    /** In a forwarding table: locked until the station has authenticated; since Linux 6.2 ({@code NTF_EXT_LOCKED}). */
    LOCKED(0x200),
    /** A program validates it; since Linux 6.17 ({@code NTF_EXT_EXT_VALIDATED}). */
    EXTERN_VALID(0x400);

    /** Flags from this bit on are in {@code NDA_FLAGS_EXT}. */
    private static final int EXTENDED = 8;

    private static final NeighbourFlag[] VALUES = values();

    private final int bit;

    NeighbourFlag(int bit) {
        this.bit = bit;
    }

    /** The bit in {@code ndm_flags}; 0 if the flag is in {@code NDA_FLAGS_EXT}. */
    public int bit() {
        return bit & 0xff;
    }

    /** The bit in {@code NDA_FLAGS_EXT}; 0 if the flag is in {@code ndm_flags}. */
    public int extendedBit() {
        return bit >> EXTENDED;
    }

    static Set<NeighbourFlag> in(int bits, long extendedBits) {
        Set<NeighbourFlag> flags = EnumSet.noneOf(NeighbourFlag.class);
        for (NeighbourFlag flag : VALUES) {
            if ((bits & flag.bit()) != 0 || (extendedBits & flag.extendedBit()) != 0) {
                flags.add(flag);
            }
        }
        return Collections.unmodifiableSet(flags);
    }

    /** The name as {@code ip neigh} writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
