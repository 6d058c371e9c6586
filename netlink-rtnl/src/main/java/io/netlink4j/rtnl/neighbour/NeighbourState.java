package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.error.NetlinkException;

/** The state of the resolution of a neighbour ({@code NUD_*} of {@code linux/neighbour.h}). */
public enum NeighbourState {
    /** Not resolved ({@code NUD_NONE}). */
    NONE(0),
    /** Being resolved ({@code NUD_INCOMPLETE}). */
    INCOMPLETE(0x1),
    /** Confirmed recently ({@code NUD_REACHABLE}). */
    REACHABLE(0x2),
    /** Not confirmed recently. The next use confirms it ({@code NUD_STALE}). */
    STALE(0x4),
    /** Used while stale, and about to be confirmed ({@code NUD_DELAY}). */
    DELAY(0x8),
    /** Being confirmed ({@code NUD_PROBE}). */
    PROBE(0x10),
    /** Nobody answered ({@code NUD_FAILED}). */
    FAILED(0x20),
    /** No resolution is needed ({@code NUD_NOARP}). */
    NOARP(0x40),
    /** Set by the administrator and never resolved ({@code NUD_PERMANENT}). */
    PERMANENT(0x80);

    private static final NeighbourState[] VALUES = values();

    private final int bit;

    NeighbourState(int bit) {
        this.bit = bit;
    }

    /** The bit of the kernel. */
    public int bit() {
        return bit;
    }

    static NeighbourState of(int bit) {
        for (NeighbourState state : VALUES) {
            if (state.bit == bit) {
                return state;
            }
        }
        throw new NetlinkException.Malformed("no neighbour is in the state 0x" + Integer.toHexString(bit));
    }
}
