package io.netlink4j.nft.packet;

import java.util.Locale;

/** What a lookup in the routing tables uses of a packet: nft's {@code fib saddr . iif}. */
public enum FibKey {
    /** The source address. */
    SADDR(1),
    /** The destination address. */
    DADDR(2),
    /** The mark, in addition to an address. */
    MARK(4),
    /** The link that the packet came in through, in addition to an address. */
    IIF(8),
    /** The link that the packet goes out through, in addition to an address. */
    OIF(16);

    private final int flag;

    FibKey(int flag) {
        this.flag = flag;
    }

    /** Its bit in {@code NFTA_FIB_FLAGS} ({@code NFTA_FIB_F_*}). */
    public int flag() {
        return flag;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
