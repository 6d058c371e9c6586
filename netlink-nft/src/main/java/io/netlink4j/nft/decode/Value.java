package io.netlink4j.nft.decode;

import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contents of a register. */
@SuppressWarnings("ArrayRecordComponent") // short-lived, and never compared
sealed interface Value {

    /** Bytes of the rule. */
    record Constant(byte[] bytes) implements Value {}

    /** A field that was found already. */
    record Known(Field field) implements Value {}

    /**
     * What an expression read.
     *
     * @param length the number of bytes
     * @param ordered whether it was converted from host byte order
     * @param steps what was done to it then
     */
    record Read(Source source, int length, boolean ordered, List<Step> steps) implements Value {
        static Read of(Source source, int length) {
            return new Read(source, length, false, List.of());
        }

        Read then(Step step) {
            return new Read(
                    source,
                    length,
                    ordered,
                    Stream.concat(steps.stream(), Stream.of(step)).toList());
        }

        /** The same without what was done to it. */
        Read loaded() {
            return of(source, length);
        }

        /** The same after the first {@code count} steps only. */
        Read after(int count) {
            return new Read(source, length, ordered, steps.subList(0, count));
        }

        /** What was done to its bits, if nothing else was done to it. */
        Optional<Step.Bits> bits() {
            return steps.size() == 1 && steps.getFirst() instanceof Step.Bits bits
                    ? Optional.of(bits)
                    : Optional.empty();
        }
    }

    /** Whether one of the values was converted from host byte order. */
    static boolean isOrdered(List<Value> row) {
        return row.stream().anyMatch(value -> value instanceof Read read && read.ordered());
    }

    /** The value of a map for a key. */
    record Mapped(Selection key, Lookup lookup, boolean ordered) implements Value {}
}
