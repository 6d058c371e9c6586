package io.netlink4j.nft.match;

import static io.netlink4j.nft.expression.Comparison.AT_LEAST;
import static io.netlink4j.nft.expression.Comparison.AT_MOST;
import static io.netlink4j.nft.expression.Comparison.EQUAL;
import static io.netlink4j.nft.expression.Comparison.NOT_EQUAL;
import static io.netlink4j.nft.match.Selection.REGISTER;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Range;
import io.netlink4j.nft.match.Element.ValueRange;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The right side of a match. */
public sealed interface Operand {
    /** Adds the expressions that load and compare the field or fields. */
    void compile(Selection on, boolean negated, Compilation compilation);

    /** The operator and the value in the syntax of nft. */
    String text(Selection on, boolean negated);

    /** The text as nft lists it. */
    default String listing(Selection on, boolean negated) {
        return text(on, negated);
    }

    private static void load(Field field, Compilation compilation) {
        field.load(compilation, field.length(), REGISTER);
    }

    private static Comparison equality(boolean negated) {
        return negated ? NOT_EQUAL : EQUAL;
    }

    private static Cmp compare(boolean negated, Data data) {
        return Cmp.of(equality(negated), REGISTER).with(Cmp.DATA, data);
    }

    private static String operator(boolean negated) {
        return negated ? "!= " : "";
    }

    /** As above; nft says equality after operators, and takes the conversion of numbers for ranges as a sign of it. */
    private static String operator(Selection on, boolean negated, boolean ranges) {
        return on.isComputed() && !negated && !(ranges && isConverted(on.field())) ? "== " : operator(negated);
    }

    /** Order comparisons compare registers byte by byte from the first, so numbers in host byte order are converted first. */
    private static void order(Field field, Compilation compilation) {
        if (isConverted(field)) {
            compilation.match(field.toNetwork(REGISTER));
        }
    }

    private static boolean isConverted(Field field) {
        return field.order() == ByteOrdering.HOST && field.length() > 1;
    }

    /** One value, range or prefix. */
    record One(Element element) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            Field field = on.field();
            if (element instanceof ValueRange span && span.isPrefix()) {
                prefix(field, span, negated, compilation);
            } else if (element instanceof ValueRange span && !span.isSingle()) {
                range(field, span, negated, compilation);
            } else if (!negated
                    && field.isPlain()
                    && element instanceof ValueRange span
                    && field.source() instanceof Source.Header header) {
                compilation.matchHeader(header.base(), header.offset(), span.first());
            } else {
                load(field, compilation);
                compilation.match(compare(negated, element.data(on)));
            }
        }

        private static void range(Field field, ValueRange span, boolean negated, Compilation compilation) {
            load(field, compilation);
            order(field, compilation);
            byte[] first = field.shifted(span.first());
            byte[] last = field.shifted(span.last());
            if (negated) {
                compilation.match(Range.outside(REGISTER, first, last));
            } else if (compilation.profile().hasRanges()) {
                compilation.match(Range.inside(REGISTER, first, last));
            } else {
                compilation.match(Cmp.of(AT_LEAST, REGISTER, first), Cmp.of(AT_MOST, REGISTER, last));
            }
        }

        /** Whole bytes are compared as such; other prefixes need a mask. */
        private static void prefix(Field field, ValueRange span, boolean negated, Compilation compilation) {
            int bytes = span.prefix() / Byte.SIZE;
            if (bytes > 0 && span.prefix() % Byte.SIZE == 0 && field.isPlain()) {
                field.load(compilation, bytes, REGISTER);
                compilation.match(Cmp.of(equality(negated), REGISTER, Arrays.copyOf(span.first(), bytes)));
            } else {
                load(field, compilation);
                compilation.match(
                        Bitwise.and(REGISTER, Numbers.mask(span.prefix(), field.length())),
                        Cmp.of(equality(negated), REGISTER, span.first()));
            }
        }

        @Override
        public String text(Selection on, boolean negated) {
            boolean converted = element.isRange() && isConverted(on.field());
            return (on.isComputed() && !negated && !converted ? "== " : operator(negated)) + element.text(on);
        }

        /** nft lists a range of hours that does not match as the range from its end to its beginning. */
        @Override
        public String listing(Selection on, boolean negated) {
            if (negated
                    && !on.isConcatenation()
                    && on.field().notation() == ValueFormat.HOUR
                    && element instanceof ValueRange span
                    && span.isRange()) {
                return ValueRange.range(/* first= */ span.last(), /* last= */ span.first())
                        .text(on);
            }
            return text(element.isRange() ? on.listed() : on, negated);
        }
    }

    /** One of several values. */
    record Several(List<Element> elements) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            Selection keys = on.keys(isInterval(), compilation.profile());
            keys.load(compilation, isInterval());
            lookUp(keys, negated, compilation);
        }

        void lookUp(Selection on, boolean negated, Compilation compilation) {
            AnonymousSet set = new AnonymousSet(
                    NamedSet.anonymous(on.key(), isInterval()),
                    elements.stream().map(element -> element.member(on)).toList());
            int number = compilation.add(set);
            compilation.match(lookup(AnonymousSet.NAME, negated).setId(number));
        }

        private boolean isInterval() {
            return elements.stream().anyMatch(Element::isRange);
        }

        @Override
        public String text(Selection on, boolean negated) {
            return text(on, negated, Element::text);
        }

        private String text(Selection on, boolean negated, BiFunction<Element, Selection, String> each) {
            return operator(on, negated, isInterval())
                    + elements.stream()
                            .map(element -> each.apply(element, on))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }

        @Override
        public String listing(Selection on, boolean negated) {
            Selection listed = on.listed();
            return isInterval()
                            && !on.isConcatenation()
                            && on.field().isBits()
                            && on.field().length() > 1
                    ? text(listed, negated, Several::nameless)
                    : text(listed, negated);
        }

        /** nft lists a value of bits in two bytes without its name beside ranges. */
        private static String nameless(Element element, Selection on) {
            return element instanceof ValueRange value && value.isSingle()
                    ? on.field().notation().bound(value.first())
                    : element.text(on);
        }
    }

    private static Lookup lookup(String set, boolean negated) {
        return negated ? Lookup.notIn(set, REGISTER) : Lookup.in(set, REGISTER);
    }

    /**
     * An element of a named set.
     *
     * @param interval whether its keys are known to be ranges
     */
    record InSet(String name, boolean interval) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            on.stored().load(compilation, interval);
            compilation.match(lookup(name, negated));
        }

        @Override
        public String text(Selection on, boolean negated) {
            return operator(on, negated, interval) + "@" + name;
        }
    }

    /** An order comparison; with a prefix, of the first bits of the field. */
    record Ordered(Order order, ValueRange bound) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            Field field = on.field();
            load(field, compilation);
            if (bound.isPrefix()) {
                compilation.match(Bitwise.and(REGISTER, field.register(Numbers.mask(bound.prefix(), field.length()))));
            }
            Operand.order(field, compilation);
            compilation.match(Cmp.of(order.comparison(negated), REGISTER, field.shifted(bound.first())));
        }

        @Override
        public String text(Selection on, boolean negated) {
            ValueFormat format = on.field().notation();
            boolean computed = on.field().isComputed() || bound.isPrefix();
            return order.sign(negated) + " " + (computed ? bound.text(on) : format.ordered(bound.first()));
        }

        @Override
        public String listing(Selection on, boolean negated) {
            return text(on.listed(), negated);
        }
    }

    /** At least one of these bits. */
    record AnyBit(ValueRange bits) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            Field field = on.field();
            load(field, compilation);
            compilation.match(
                    Bitwise.and(REGISTER, field.register(bits.first())),
                    Cmp.of(equality(!negated), REGISTER, new byte[field.length()]));
        }

        @Override
        public String text(Selection on, boolean negated) {
            return (negated ? "! " : "") + on.field().notation().anyOf(bits.first());
        }
    }

    /** Exactly these bits. */
    record ExactBits(ValueRange bits) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            new One(bits).compile(on, negated, compilation);
        }

        @Override
        public String text(Selection on, boolean negated) {
            return (negated ? "!= " : "== ") + bits.text(on);
        }

        /** nft lists several flags of TCP as a number, and leaves out the operator of other bits. */
        @Override
        public String listing(Selection on, boolean negated) {
            if (new BigInteger(1, bits.first()).bitCount() < 2) {
                return text(on, negated);
            }
            return on.field().notation() == ValueFormat.TCP_FLAG
                    ? (negated ? "!= " : "== ") + ValueFormat.RAW.value(bits.first())
                    : operator(negated) + bits.text(on);
        }
    }

    /** The masked bits of the field. */
    record Masked(ValueRange mask, Operand rest) implements Operand {
        @Override
        public void compile(Selection on, boolean negated, Compilation compilation) {
            Field field = on.field();
            load(field, compilation);
            compilation.match(Bitwise.and(REGISTER, field.register(mask.first())));
            switch (rest) {
                case One one -> compilation.match(compare(negated, one.element().data(on)));
                case Several several -> {
                    if (several.isInterval()) {
                        order(field, compilation);
                    }
                    several.lookUp(on, negated, compilation);
                }
                case InSet set -> {
                    if (set.interval()) {
                        order(field, compilation);
                    }
                    compilation.match(lookup(set.name(), negated));
                }
                default -> throw new IllegalStateException("no mask goes with " + rest);
            }
        }

        @Override
        public String text(Selection on, boolean negated) {
            return text(mask.text(on), rest.text(on, false), negated ? " != " : isConverted(on) ? " " : " == ");
        }

        /** nft takes the conversion of numbers for ranges as a sign of equality. */
        private boolean isConverted(Selection on) {
            boolean ranges = rest instanceof Several several
                    ? several.isInterval()
                    : rest instanceof InSet set && set.interval();
            return ranges && Operand.isConverted(on.field());
        }

        /** nft lists numbers of some bits of a byte, and of headers of tunnels, as hexadecimal ones here. */
        @Override
        public String listing(Selection on, boolean negated) {
            return on.field().notation() == ValueFormat.DECIMAL
                            && (on.field().isBits() || on.field().isOfTunnel())
                            && rest instanceof One(ValueRange value)
                            && value.isSingle()
                    ? text(
                            ValueFormat.RAW.value(mask.first()),
                            ValueFormat.RAW.value(value.first()),
                            negated ? " != " : " == ")
                    : text(on, negated);
        }

        private static String text(String bits, String compared, String operator) {
            return "& " + (bits.contains("|") ? "(" + bits + ")" : bits) + operator + compared;
        }
    }
}
