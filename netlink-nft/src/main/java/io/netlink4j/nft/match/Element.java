package io.netlink4j.nft.match;

import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.set.SetElement;
import java.util.Arrays;

/** A value that a field is compared with, alone or in a set. */
public sealed interface Element {

    /** The text in the syntax of nft. */
    String text(Field field);

    /** The single value as a register holds it. */
    Data data(Field field);

    /** The element of a set. */
    default SetElement member(Field field) {
        return SetElement.of().with(SetElement.KEY, data(field));
    }

    /** An interface by its name, whose index is looked up when the rule is sent. */
    record LinkName(String name) implements Element {
        @Override
        public String text(Field field) {
            return '"' + name + '"';
        }

        @Override
        public Data data(Field field) {
            return LinkIndex.of(name);
        }
    }

    /**
     * One value or a range of values.
     *
     * @param first the lowest, as a number of the field's length
     * @param last the highest
     * @param prefix the prefix length if it was written as a prefix, else -1
     */
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the contents of the arrays
    record ValueRange(byte[] first, byte[] last, int prefix) implements Element {
        private static final int NO_PREFIX = -1;

        static ValueRange value(byte[] value) {
            return new ValueRange(value, value, NO_PREFIX);
        }

        static ValueRange range(byte[] first, byte[] last) {
            return new ValueRange(first, last, NO_PREFIX);
        }

        static ValueRange prefix(byte[] value, int bits) {
            return bits == value.length * Byte.SIZE
                    ? value(value)
                    : new ValueRange(value, Numbers.fill(value, bits), bits);
        }

        boolean isSingle() {
            return Arrays.equals(first, last);
        }

        boolean isPrefix() {
            return prefix != NO_PREFIX;
        }

        @Override
        public String text(Field field) {
            if (isPrefix()) {
                return field.notation().prefix(first, prefix);
            }
            String from = field.notation().value(first);
            return isSingle() ? from : from + "-" + field.notation().value(last);
        }

        @Override
        public Data data(Field field) {
            return Data.value(field.order().of(first));
        }

        @Override
        public SetElement member(Field field) {
            return SetElement.range(field.order().of(first), field.order().of(last));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ValueRange that
                    && Arrays.equals(first, that.first)
                    && Arrays.equals(last, that.last);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(first) + Arrays.hashCode(last);
        }
    }
}
