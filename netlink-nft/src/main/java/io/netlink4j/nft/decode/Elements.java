package io.netlink4j.nft.decode;

import io.netlink4j.nft.analysis.KeyFields;
import io.netlink4j.nft.match.ByteOrdering;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Reads bytes of registers and sets as values of fields. */
public final class Elements {
    private final IntFunction<Optional<String>> links;

    /** Reads values; {@code links} knows the names of links by their indexes. */
    public Elements(IntFunction<Optional<String>> links) {
        this.links = links;
    }

    /** Fields with the values of a set's keys or values. */
    public static Selection selection(SetKey type) {
        List<SetKey> fields = type.isConcatenation() ? type.fields() : List.of(type);
        return new Selection(fields.stream().map(Fields::of).toList());
    }

    /** The key of an element. */
    public Element key(Selection on, SetElement element) {
        return element.isCatchAll() ? new Element.CatchAll() : read(on, element.key(), element.last());
    }

    /**
     * The key of an element of a set with keys of {@code type}.
     *
     * @param ordered whether numbers in host byte order were converted before the lookup
     */
    Element key(Selection on, SetElement element, SetKey type, boolean ordered) {
        return ordered || KeyFields.of(type).size() == 1
                ? key(on, element, type, field -> field.order() == ByteOrdering.HOST)
                : key(on, element);
    }

    /** As above, for a set of concatenated ranges that is declared with fields: nft does not convert those of headers. */
    public Element declaredKey(Selection on, SetElement element, SetKey type) {
        return key(
                on,
                element,
                type,
                field -> field.order() == ByteOrdering.HOST && !(field.source() instanceof Source.Header));
    }

    private Element key(Selection on, SetElement element, SetKey type, Predicate<Field> isConverted) {
        List<SetKey> types = KeyFields.of(type);
        List<Field> fields = on.fields();
        if (element.isCatchAll() || types.size() != fields.size()) {
            return key(on, element);
        }
        byte[] first = element.key().clone();
        byte[] last = element.last().clone();
        int at = 0;
        for (int i = 0; i < types.size(); i++) {
            Field field = fields.get(i);
            if (isConverted.test(field) && !KeyFields.isMachineNumber(types.get(i))) {
                reverse(first, at, field.length());
                reverse(last, at, field.length());
            }
            at += field.key().paddedLength();
        }
        return read(on, first, last);
    }

    /** The set has the number in network byte order, the field in host byte order. */
    private static void reverse(byte[] key, int from, int length) {
        byte[] number = ByteOrdering.HOST.of(Arrays.copyOfRange(key, from, Math.min(from + length, key.length)));
        System.arraycopy(number, 0, key, from, number.length);
    }

    /** A value or range in the byte order of the registers. */
    public Element read(Selection on, byte[] first, byte[] last) {
        if (!on.isConcatenation()) {
            return read(on.field(), first, last);
        }
        List<Element> parts = new ArrayList<>();
        int at = 0;
        for (Field field : on.fields()) {
            int end = at + field.length();
            parts.add(read(field, Arrays.copyOfRange(first, at, end), Arrays.copyOfRange(last, at, end)));
            at += field.key().paddedLength();
        }
        return new Element.Tuple(parts);
    }

    /** The range that a map of ranges has, in the syntax of nft: one address is a prefix, too. */
    public String range(Selection on, byte[] first, byte[] last) {
        String text = read(on, first, last).text(on);
        return !on.isConcatenation() && on.field().notation() == ValueFormat.ADDRESS && Arrays.equals(first, last)
                ? text + "/" + first.length * Byte.SIZE
                : text;
    }

    private Element read(Field field, byte[] first, byte[] last) {
        byte[] low = field.value(first);
        byte[] high = field.value(last);
        return Arrays.equals(low, high) ? value(field, low) : range(field, low, high);
    }

    /** One value, as a number in network byte order. */
    public Element value(Field field, byte[] number) {
        if (field.notation() == ValueFormat.LINK) {
            Optional<String> name = links.apply(new BigInteger(1, number).intValue());
            if (name.isPresent()) {
                return new Element.LinkName(name.get());
            }
        }
        return new Element.ValueRange(number, number, -1);
    }

    private static Element range(Field field, byte[] low, byte[] high) {
        boolean prefixes = field.notation() == ValueFormat.ADDRESS || field.notation() == ValueFormat.NAME;
        return new Element.ValueRange(low, high, prefixes ? prefix(low, high) : -1);
    }

    /** The length of the prefix of which the range is all values; -1 if there is none. */
    static int prefix(byte[] low, byte[] high) {
        BigInteger differing = new BigInteger(1, low).xor(new BigInteger(1, high));
        int bits = differing.bitLength();
        boolean all = differing.bitCount() == bits
                && (bits == 0
                        || new BigInteger(1, low).getLowestSetBit() >= bits
                        || new BigInteger(1, low).signum() == 0);
        return all ? low.length * Byte.SIZE - bits : -1;
    }
}
