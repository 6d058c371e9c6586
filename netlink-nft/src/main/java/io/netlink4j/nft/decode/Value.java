package io.netlink4j.nft.decode;

import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import java.util.Optional;

/** The contents of a register. */
@SuppressWarnings("ArrayRecordComponent") // short-lived, and never compared
sealed interface Value {

    /** Bytes of the rule. */
    record Constant(byte[] bytes) implements Value {}

    /**
     * What an expression read.
     *
     * @param length the number of bytes
     * @param ordered whether it was converted from host byte order
     * @param bits what was done to its bits
     */
    record Read(Source source, int length, boolean ordered, Optional<Bits> bits) implements Value {}

    /** Bits that stay, and bits that are inverted then. */
    record Bits(byte[] mask, byte[] xor) {}

    /** The largest segment that fits the route. */
    record RouteMtu() implements Value {}

    /** The value of a map for a key. */
    record Mapped(Selection key, Lookup lookup) implements Value {}
}
