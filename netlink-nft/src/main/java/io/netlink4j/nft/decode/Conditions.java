package io.netlink4j.nft.decode;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Range;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.ByteOrdering;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Order;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Step;
import io.netlink4j.nft.match.ValueFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads comparisons and lookups as matches: what {@link Operand#compile} compiles. */
final class Conditions {
    private static final Map<Comparison, Order> ORDERS = Map.of(
            Comparison.LESS, Order.BELOW,
            Comparison.AT_MOST, Order.AT_MOST,
            Comparison.GREATER, Order.ABOVE,
            Comparison.AT_LEAST, Order.AT_LEAST);

    private final FieldFinder fields;
    private final Guards guards;
    private final RuleContext context;
    private final Elements elements;
    private final Vocabulary words;

    Conditions(FieldFinder fields, Guards guards, RuleContext context, Vocabulary words) {
        this.fields = fields;
        this.guards = guards;
        this.context = context;
        this.elements = new Elements(context.links());
        this.words = words;
    }

    /** The matches that a comparison is; none if it has no statement. */
    List<RulePart> compare(Cmp cmp, Value value) {
        if (!(value instanceof Value.Read loaded)) {
            return List.of();
        }
        Value.Read read = fields.listed(loaded);
        boolean equal = cmp.comparison().equals(Comparison.EQUAL);
        boolean unequal = cmp.comparison().equals(Comparison.NOT_EQUAL);
        if (!equal && !unequal) {
            return ordered(read, cmp).stream().toList();
        }
        return read.bits().isPresent() && !fields.isKnown(read)
                ? masked(read, cmp.value(), unequal).stream().toList()
                : plain(read, cmp.value(), unequal);
    }

    private List<RulePart> plain(Value.Read read, byte[] bytes, boolean negated) {
        if (bytes.length < read.length() && bytes.length > 0 && bytes[bytes.length - 1] == 0 && fields.isText(read)) {
            return plain(read, Arrays.copyOf(bytes, read.length()), negated); // a name with its end
        }
        if (bytes.length < read.length()) {
            Value.Read beginning = Value.Read.of(read.source(), bytes.length);
            return prefix(beginning, bytes, negated).stream().toList();
        }
        List<Field> parts = negated || !read.steps().isEmpty() ? List.of() : fields.parts(read);
        if (parts.size() > 1) {
            List<RulePart> matches = new ArrayList<>();
            int from = 0;
            for (Field part : parts) {
                matches.add(equal(part, part.value(Arrays.copyOfRange(bytes, from, from + part.length())), false));
                from += part.length();
            }
            return matches;
        }
        Optional<RulePart> prefix = !(read.source() instanceof Source.Metadata) && !fields.isKnown(read)
                ? prefix(read, bytes, negated)
                : Optional.empty();
        return prefix
                .or(() -> fields.whole(read)
                        .filter(field -> field.length() == bytes.length)
                        .map(field -> equal(field, number(field, read, bytes), negated)))
                .stream()
                .toList();
    }

    /** A number in network byte order. */
    private static byte[] number(Field field, Value.Read read, byte[] bytes) {
        return read.ordered() ? bytes : field.value(bytes);
    }

    private RulePart equal(Field field, byte[] number, boolean negated) {
        Element value = elements.value(field, number);
        RulePart match = words.match(
                Selection.of(field),
                field.notation().isBits() && value instanceof Element.ValueRange bits
                        ? new Operand.ExactBits(bits)
                        : new Operand.One(value),
                negated);
        if (!negated) {
            guards.compare(field, number, match);
        }
        return match;
    }

    private Optional<RulePart> prefix(Value.Read read, byte[] bytes, boolean negated) {
        return fields.beginning(read)
                .map(field -> prefix(
                        field,
                        new Element.ValueRange(
                                Arrays.copyOf(bytes, field.length()),
                                fill(bytes, field.length()),
                                bytes.length * Byte.SIZE),
                        negated));
    }

    private RulePart prefix(Field field, Element.ValueRange prefix, boolean negated) {
        RulePart match = words.match(Selection.of(field), new Operand.One(prefix), negated);
        if (!negated) {
            guards.compare(field, prefix.first(), match);
        }
        return match;
    }

    private static byte[] fill(byte[] beginning, int length) {
        byte[] filled = Arrays.copyOf(beginning, length);
        Arrays.fill(filled, beginning.length, length, (byte) 0xff);
        return filled;
    }

    private Optional<RulePart> ordered(Value.Read read, Cmp cmp) {
        Order order = ORDERS.get(cmp.comparison());
        byte[] bound = cmp.value();
        if (order == null) {
            return Optional.empty();
        }
        return orderedPrefix(read, order, bound)
                .or(() -> fields.ordered(read)
                        .filter(field -> bound.length == field.length() && isOrdered(field, read))
                        .map(field -> words.match(
                                keepCarrier(Selection.of(field)),
                                new Operand.Ordered(order, value(field.unshifted(bound))),
                                false)));
    }

    /** nft lists the first bits of an address as a prefix. */
    private Optional<RulePart> orderedPrefix(Value.Read read, Order order, byte[] bound) {
        return read.bits()
                .filter(bits -> isZero(bits.xor()) && bits.mask().length == bound.length && prefix(bits.mask()) > 0)
                .flatMap(bits -> fields.whole(read.loaded())
                        .filter(field -> field.notation() == ValueFormat.ADDRESS && field.length() == bound.length)
                        .map(field -> words.match(
                                keepCarrier(Selection.of(field)),
                                new Operand.Ordered(order, new Element.ValueRange(bound, bound, prefix(bits.mask()))),
                                false)));
    }

    private static boolean isOrdered(Field field, Value.Read read) {
        return field.order() == ByteOrdering.NETWORK || field.length() == 1 || read.ordered();
    }

    private static Element.ValueRange value(byte[] number) {
        return new Element.ValueRange(number, number, -1);
    }

    private Optional<RulePart> masked(Value.Read read, byte[] bytes, boolean negated) {
        Step.Bits bits = read.bits().orElseThrow();
        if (!isZero(bits.xor()) || bytes.length != read.length()) {
            return computed(read, bytes, negated);
        }
        Optional<Field> adjacent = fields.adjacentBits(read);
        if (adjacent.isPresent()) {
            return adjacent.map(field -> equal(field, field.value(bytes), negated));
        }
        return fields.whole(read.loaded()).map(field -> {
            byte[] mask = field.value(bits.mask());
            byte[] number = number(field, read, bytes);
            int prefix = field.notation() == ValueFormat.ADDRESS ? prefix(mask) : -1;
            Operand operand;
            boolean opposite = negated;
            if (prefix >= 0) {
                operand = new Operand.One(new Element.ValueRange(number, or(number, not(mask)), prefix));
            } else if (field.notation().isBits() && isZero(number)) {
                operand = new Operand.AnyBit(value(mask));
                opposite = !negated;
            } else if (isZero(not(mask))) {
                return equal(field, number, negated);
            } else {
                operand = new Operand.Masked(value(mask), new Operand.One(value(number)));
            }
            return words.match(Selection.of(field), operand, opposite);
        });
    }

    /** A field with operators. */
    private Optional<RulePart> computed(Value.Read read, byte[] bytes, boolean negated) {
        return fields.whole(read)
                .filter(field -> field.length() == bytes.length)
                .map(field -> equal(field, number(field, read, bytes), negated));
    }

    private static boolean isZero(byte[] bytes) {
        return new BigInteger(1, bytes).signum() == 0;
    }

    private static byte[] not(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    private static byte[] or(byte[] a, byte[] b) {
        byte[] both = a.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] |= b[i];
        }
        return both;
    }

    private static int prefix(byte[] mask) {
        return Elements.prefix(new byte[mask.length], not(mask));
    }

    /** The match that a comparison with a range is. */
    Optional<RulePart> range(Value value, byte[] from, byte[] to, boolean negated) {
        return value instanceof Value.Read read
                ? fields.whole(fields.listed(read))
                        .filter(field -> from.length == field.length() && isOrdered(field, read))
                        .map(field -> words.match(
                                keepCarrier(Selection.of(field)),
                                new Operand.One(new Element.ValueRange(field.unshifted(from), field.unshifted(to), -1)),
                                negated))
                : Optional.empty();
    }

    Optional<RulePart> range(Value value, Range range) {
        return range(value, range.from(), range.to(), range.isNegated());
    }

    /** The match that a lookup in a set is. */
    Optional<RulePart> lookUp(Lookup lookup, List<Value> values, int keyLength) {
        if (values.size() == 1
                && values.getFirst() instanceof Value.Read read
                && read.bits().isPresent()
                && !fields.isKnown(read)) {
            return maskedLookUp(lookup, read);
        }
        return (values.size() > 1 ? fields.rowOfKeys(values, keyLength) : fields.row(fields.listed(values), keyLength))
                .map(this::keepCarrier)
                .map(on -> on.isConcatenation() && guards.isListing() ? listed(on, lookup) : on)
                .map(on -> words.match(on.inHeader(), set(lookup, on, Value.isOrdered(values)), lookup.isInverted()));
    }

    private Selection listed(Selection on, Lookup lookup) {
        return context.sets()
                .apply(lookup)
                .map(set -> on.keysOf(set.set().key()))
                .orElse(on);
    }

    /** nft leaves out the guard of a tunnel only before values that it compares with one value. */
    private Selection keepCarrier(Selection on) {
        if (!on.isConcatenation()
                && on.field().source() instanceof Source.Inside
                && !on.field().isBits()) {
            guards.keepCarrier();
        }
        return on;
    }

    private Operand set(Lookup lookup, Selection on, boolean interval) {
        return context.sets()
                .apply(lookup)
                .<Operand>map(set -> new Operand.Several(set.elements().stream()
                        .map(element -> Annotations.of(
                                elements.key(on, element, set.set().key(), interval),
                                element,
                                guards.family(),
                                context))
                        .toList()))
                .orElseGet(() -> new Operand.InSet(lookup.set(), interval));
    }

    private Optional<RulePart> maskedLookUp(Lookup lookup, Value.Read read) {
        Step.Bits bits = read.bits().orElseThrow();
        return fields.whole(read.loaded())
                .filter(field -> isZero(bits.xor()))
                .map(field -> words.match(
                        Selection.of(field),
                        new Operand.Masked(
                                value(field.value(bits.mask())), set(lookup, Selection.of(field), read.ordered())),
                        lookup.isInverted()));
    }
}
