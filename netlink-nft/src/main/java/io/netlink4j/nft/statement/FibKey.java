package io.netlink4j.nft.statement;

import io.netlink4j.nft.expression.Fib;
import java.util.Locale;

/** What a lookup in the routing tables uses of a packet: nft's {@code fib saddr . iif}. */
public enum FibKey {
    /** The source address. */
    SADDR(Fib.SADDR),
    /** The destination address. */
    DADDR(Fib.DADDR),
    /** The mark, in addition to an address. */
    MARK(Fib.MARK),
    /** The link that the packet came in through, in addition to an address. */
    IIF(Fib.IIF),
    /** The link that the packet goes out through, in addition to an address. */
    OIF(Fib.OIF);

    private final int flag;

    FibKey(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
