package io.netlink4j.nft.match;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.match.Element.LinkName;
import io.netlink4j.nft.match.Element.ValueRange;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Converts and validates the arguments of matches. */
public final class Operands {
    /** {@code IFNAMSIZ} without the NUL byte. */
    private static final int LONGEST_LINK_NAME = 15;

    /** {@code NFT_SET_MAXNAMELEN} without the NUL byte. */
    private static final int LONGEST_SET_NAME = 255;

    private Operands() {}

    /** One element as a single value, several as a set. */
    public static Operand anyOf(Field field, List<? extends Element> elements) {
        List<Element> distinct =
                elements.stream().<Element>map(e -> e).distinct().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("A set of no values for '" + field + "' would never match.");
        }
        return distinct.size() == 1 ? new Operand.One(distinct.getFirst()) : new Operand.Several(distinct);
    }

    /** One element, or a set if there are more; {@code reader} converts each. */
    public static <T> Operand anyOf(Field field, T first, T[] more, Function<? super T, ? extends Element> reader) {
        if (more.length == 0) {
            return new Operand.One(reader.apply(first));
        }
        List<Element> elements = new ArrayList<>(more.length + 1);
        elements.add(reader.apply(first));
        for (T each : more) {
            elements.add(reader.apply(each));
        }
        return anyOf(field, elements);
    }

    /** A named set if there is one text and it begins with {@code @}; otherwise the values that {@code reader} parses. */
    public static Operand read(Field field, String first, String[] more, Function<String, Element> reader) {
        if (more.length == 0 && first.startsWith("@")) {
            return inSet(first.substring(1));
        }
        return anyOf(field, first, more, text -> readOne(field, text, reader));
    }

    private static Element readOne(Object field, String text, Function<String, Element> reader) {
        if (text.startsWith("@")) {
            throw new IllegalArgumentException(
                    "The set '" + Printable.of(text) + "' cannot be one of several values of '" + field + "'.");
        }
        return reader.apply(text);
    }

    /** One of these values, or a named set if there is one text and it begins with {@code @}. A concatenation is always looked up in a set. */
    public static Operand anyOf(Selection on, Object first, Object... more) {
        if (more.length == 0 && first instanceof String text && text.startsWith("@")) {
            return inSet(text.substring(1));
        }
        if (more.length == 0 && !on.isConcatenation()) {
            return new Operand.One(on.read(first));
        }
        List<Element> elements = Stream.concat(Stream.of(first), Arrays.stream(more))
                .map(value -> value instanceof String text ? readOne(on, text, on::read) : on.read(value))
                .distinct()
                .toList();
        return elements.size() == 1 && !on.isConcatenation()
                ? new Operand.One(elements.getFirst())
                : new Operand.Several(elements);
    }

    /** One of the values from {@code first} to {@code last}. */
    public static Operand between(Selection on, Object first, Object last) {
        byte[] low = single(on, first).first();
        byte[] high = single(on, last).first();
        if (Arrays.compareUnsigned(low, high) > 0) {
            throw new IllegalArgumentException("The range from '" + Printable.of(first.toString()) + "' to '"
                    + Printable.of(last.toString()) + "' of '" + on + "' is in the wrong order.");
        }
        return new Operand.One(ValueRange.range(low, high));
    }

    private static ValueRange single(Selection on, Object bound) {
        if (on.read(bound) instanceof ValueRange value && value.isSingle()) {
            return value;
        }
        throw new IllegalArgumentException(
                "'" + on + "' can only be compared with one value, not with '" + Printable.of(bound.toString()) + "'.");
    }

    /** An order comparison with one value. */
    public static Operand ordered(Selection on, Order order, Object bound) {
        return new Operand.Ordered(order, single(on, bound));
    }

    public static Operand inSet(String name) {
        return inSet(name, false);
    }

    private static Operand inSet(String name, boolean interval) {
        return new Operand.InSet(setName(name), interval);
    }

    /** A map with a name, which may begin with {@code @}. */
    public static ValueMap inMap(Selection on, String name) {
        return new ValueMap.Named(on, nameOf(name), false, Optional.empty());
    }

    /** A map with a name, whose keys must have the type of the selection. */
    public static ValueMap inMap(Selection on, NamedSet map) {
        requireKey(on, map);
        return new ValueMap.Named(on, setName(map.name()), map.isInterval(), map.value());
    }

    /** The name of a set, which may be written with {@code @}. */
    public static String nameOf(String set) {
        return setName(set.startsWith("@") ? set.substring(1) : set);
    }

    private static String setName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_SET_NAME) {
            throw new IllegalArgumentException("'@" + Printable.of(name) + "' does not name a set: a name has 1 to "
                    + LONGEST_SET_NAME + " characters.");
        }
        return name;
    }

    /** A lookup in the set, whose keys must have the type of the field. */
    public static Operand inSet(Field field, NamedSet set) {
        return inSet(Selection.of(field), set);
    }

    /** A lookup in the set, whose keys must have the type of the selection. */
    public static Operand inSet(Selection on, NamedSet set) {
        requireKey(on, set);
        return inSet(set.name(), set.isInterval());
    }

    private static void requireKey(Selection on, NamedSet set) {
        SetKey key = on.key();
        if (set.key().length() != key.length() || set.key().type() != key.type()) {
            throw new IllegalArgumentException("'" + on + "' cannot be looked up in the "
                    + (set.isMap() ? "map" : "set") + " '@"
                    + Printable.of(set.name()) + "', whose keys are " + set.key() + ", not " + key + ".");
        }
    }

    /** Reads an address, a prefix without host bits, or a range. */
    public static ValueRange address(Field field, IpFamily family, String text) {
        return text.indexOf('-') < 0
                ? address(field, family, IpPrefix.of(text))
                : address(field, family, AddressRange.of(text));
    }

    public static ValueRange address(Field field, IpFamily family, IpPrefix prefix) {
        requireFamily(field, family, prefix.family(), prefix);
        return ValueRange.prefix(prefix.address().toByteArray(), prefix.prefixLength());
    }

    public static ValueRange address(Field field, IpFamily family, AddressRange range) {
        requireFamily(field, family, range.family(), range);
        return ValueRange.range(range.first().toByteArray(), range.last().toByteArray());
    }

    public static ValueRange address(Field field, IpFamily family, IpAddress address) {
        requireFamily(field, family, address.family(), address);
        return ValueRange.value(address.toByteArray());
    }

    private static void requireFamily(Field field, IpFamily wanted, IpFamily given, Object what) {
        if (wanted != given) {
            throw new IllegalArgumentException(
                    "'" + field + "' is an " + wanted + " address, but " + what + " is " + given + ".");
        }
    }

    public static ValueRange number(Field field, long value) {
        return number(field, BigInteger.valueOf(value));
    }

    static ValueRange number(Field field, BigInteger value) {
        requireNumber(field, value);
        return ValueRange.value(Numbers.of(value, field.length()));
    }

    public static ValueRange range(Field field, long first, long last) {
        return range(field, BigInteger.valueOf(first), BigInteger.valueOf(last));
    }

    static ValueRange range(Field field, BigInteger first, BigInteger last) {
        requireNumber(field, first);
        requireNumber(field, last);
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("The range " + first + "-" + last + " of '" + field
                    + "' is in the wrong order; " + last + "-" + first + " was probably meant.");
        }
        return ValueRange.range(Numbers.of(first, field.length()), Numbers.of(last, field.length()));
    }

    public static ValueRange ports(Field field, PortRange ports) {
        return range(field, ports.first(), ports.last());
    }

    public static ValueRange bits(Field field, int bits) {
        return ValueRange.value(Numbers.of(Integer.toUnsignedLong(bits), field.length()));
    }

    /** Text of at most the length of the field without a NUL byte. */
    static ValueRange text(Field field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length >= field.length() || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("'" + Printable.of(text) + "' is not a value of '" + field
                    + "', whose values have 1 to " + (field.length() - 1) + " bytes.");
        }
        return ValueRange.value(Arrays.copyOf(bytes, field.length()));
    }

    /** At least one of the bits with these numbers. */
    public static Operand.AnyBit anyBit(Field field, int first, int... more) {
        BigInteger bits = BigInteger.ZERO.setBit(requireBit(field, first));
        for (int bit : more) {
            bits = bits.setBit(requireBit(field, bit));
        }
        return new Operand.AnyBit(number(field, bits));
    }

    private static int requireBit(Field field, int bit) {
        if (bit < 0 || bit >= field.width()) {
            throw new IllegalArgumentException(
                    bit + " is not a bit of '" + field + "', whose bits are 0 to " + (field.width() - 1) + ".");
        }
        return bit;
    }

    private static void requireNumber(Field field, BigInteger value) {
        BigInteger highest = field.highest();
        if (value.signum() < 0 || value.compareTo(highest) > 0) {
            throw new IllegalArgumentException(
                    value + " is not a value of '" + field + "', whose values are 0 to " + highest + ".");
        }
    }

    /** A link by name, which must exist when the rule is sent. */
    public static LinkName link(Field field, String name) {
        requireLinkName(field, name, name.getBytes(StandardCharsets.UTF_8));
        if (name.endsWith("*")) {
            throw new IllegalArgumentException("'" + field + "' takes no wildcard such as '" + Printable.of(name)
                    + "'; '" + field + "name' does.");
        }
        return new LinkName(name);
    }

    /** The name of an interface, all of it or, with a {@code *} at its end, its beginning. */
    public static ValueRange linkName(Field field, String name) {
        boolean literal = name.endsWith("\\*");
        boolean wildcard = !literal && name.endsWith("*");
        String plain = literal || wildcard ? name.substring(0, name.length() - (literal ? 2 : 1)) : name;
        byte[] bytes = (literal ? plain + "*" : plain).getBytes(StandardCharsets.UTF_8);
        if (wildcard && bytes.length == 0) {
            throw new IllegalArgumentException("'" + field + " \"*\"' would match every interface; leave it out.");
        }
        requireLinkName(field, name, bytes);
        byte[] padded = Arrays.copyOf(bytes, field.length());
        return wildcard ? ValueRange.prefix(padded, bytes.length * Byte.SIZE) : ValueRange.value(padded);
    }

    private static void requireLinkName(Field field, String name, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > LONGEST_LINK_NAME) {
            throw new IllegalArgumentException("'" + Printable.of(name) + "' cannot be compared with '" + field
                    + "': the name of an interface has 1 to " + LONGEST_LINK_NAME + " bytes, not " + bytes.length
                    + ".");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == '/' || c == ':' || c == 0x7f) {
                throw new IllegalArgumentException("'" + Printable.of(name) + "' cannot be compared with '" + field
                        + "': no interface has such a character in its name.");
            }
        }
    }
}
