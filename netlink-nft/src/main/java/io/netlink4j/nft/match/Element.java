package io.netlink4j.nft.match;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.set.SetElement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A value that a field is compared with, alone or in a set. */
public sealed interface Element {

    /** The text in the syntax of nft. */
    String text(Selection on);

    /** The single value as a register holds it. */
    Data data(Selection on);

    /** The element of a set. */
    default SetElement member(Selection on) {
        return SetElement.of().with(SetElement.KEY, data(on));
    }

    /** Whether it is more than one value, so that a set of it needs ranges. */
    default boolean isRange() {
        return false;
    }

    /** All values without an element of their own, as the key of a map. */
    record CatchAll() implements Element {
        @Override
        public String text(Selection on) {
            return "*";
        }

        @Override
        public Data data(Selection on) {
            throw new IllegalArgumentException("'*' is a key of maps only, and no value of '" + on + "'.");
        }

        @Override
        public SetElement member(Selection on) {
            return SetElement.catchAll();
        }
    }

    /**
     * An element of a set with a state, a timeout or a comment.
     *
     * @param like an element with these
     * @param words their text in the syntax of nft, with a space before
     */
    record Annotated(Element value, SetElement like, String words) implements Element {
        @Override
        public String text(Selection on) {
            return value.text(on) + words;
        }

        @Override
        public Data data(Selection on) {
            return value.data(on);
        }

        @Override
        public SetElement member(Selection on) {
            SetElement member = value.member(on);
            for (Attribute<?> key :
                    List.of(SetElement.TIMEOUT, SetElement.USERDATA, SetElement.EXPR, SetElement.EXPRESSIONS)) {
                member = copy(key, member);
            }
            return member;
        }

        private <T> SetElement copy(Attribute<T> key, SetElement to) {
            return like.get(key).map(value -> to.with(key, value)).orElse(to);
        }

        @Override
        public boolean isRange() {
            return value.isRange();
        }
    }

    /** A value for each field of a concatenation. */
    record Tuple(List<Element> parts) implements Element {
        @Override
        public String text(Selection on) {
            return IntStream.range(0, parts.size())
                    .mapToObj(i -> parts.get(i).text(part(on, i)))
                    .collect(Collectors.joining(" . "));
        }

        private static Selection part(Selection on, int index) {
            return Selection.of(on.fields().get(index));
        }

        @Override
        public Data data(Selection on) {
            return Data.value(member(on).key());
        }

        @Override
        public SetElement member(Selection on) {
            return SetElement.concat(IntStream.range(0, parts.size())
                    .mapToObj(i -> parts.get(i).member(part(on, i)))
                    .toArray(SetElement[]::new));
        }

        @Override
        public boolean isRange() {
            return parts.stream().anyMatch(Element::isRange);
        }
    }

    /** An interface by its name, whose index is looked up when the rule is sent. */
    record LinkName(String name) implements Element {
        @Override
        public String text(Selection on) {
            return '"' + name + '"';
        }

        @Override
        public Data data(Selection on) {
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

        @Override
        public boolean isRange() {
            return !isSingle();
        }

        boolean isPrefix() {
            return prefix != NO_PREFIX;
        }

        @Override
        public String text(Selection on) {
            if (isPrefix()) {
                return on.field().notation().prefix(first, prefix);
            }
            ValueFormat format = on.field().notation();
            return isSingle() ? format.value(first) : format.bound(first) + "-" + format.bound(last);
        }

        @Override
        public Data data(Selection on) {
            return Data.value(on.field().register(first));
        }

        @Override
        public SetElement member(Selection on) {
            return SetElement.range(on.field().register(first), on.field().register(last));
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
