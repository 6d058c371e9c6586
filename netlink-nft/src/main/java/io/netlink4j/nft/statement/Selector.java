package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Order;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Step;
import io.netlink4j.nft.set.NamedSet;

/**
 * A field of the packet or of its connection, or a {@linkplain Lookups#concat concatenation} of several: what is compared, and what sets
 * and maps look up. Statements such as {@link Statements#ip()} have a method without arguments for each field.
 *
 * <p>A value of a field is a Java value or text in the syntax of nft:
 *
 * <ul>
 *   <li>an address: {@code IpAddress}, {@code IpPrefix}, {@code AddressRange}, {@code "10.0.0.0/8"};
 *   <li>a port or another number: {@code Integer}, {@code Long}, {@code PortRange}, {@code "80"}, {@code "0x10"}, {@code "8000-8080"};
 *   <li>the name of a link: {@code "eth0"}, and where names are compared {@code "eth*"};
 *   <li>a protocol, a type, a state: {@code IpProtocol.TCP}, {@code CtState.NEW} ..., {@code "tcp"};
 *   <li>a time: {@code Duration}, {@code Instant}, {@code LocalTime} in UTC, {@code DayOfWeek}, {@code "30s"};
 *   <li>a {@code MacAddress}, {@code "02:00:00:00:00:01"};
 *   <li>of a concatenation: {@link Lookups#tuple}, or {@code "10.0.0.1 . 80"}.
 * </ul>
 */
public class Selector {
    private final Selection selection;

    Selector(Field field) {
        this(Selection.of(field));
    }

    Selector(Selection selection) {
        this.selection = selection;
    }

    /** The selector of these fields; for this library. */
    @SuppressWarnings("exports") // programs cannot name the type, so they cannot call this
    public static Selector of(Selection fields) {
        return new Selector(fields);
    }

    /** The fields; for this library. */
    @SuppressWarnings("exports")
    public final Selection selection() {
        return selection;
    }

    /**
     * It is one of these values, or it is in the set with this name, as in {@code "@web"}.
     *
     * @throws IllegalArgumentException if a value is none of the field
     */
    public final Match oneOf(Object first, Object... more) {
        return new Match(selection, Operands.anyOf(selection, first, more));
    }

    /**
     * It is in this set.
     *
     * @throws IllegalArgumentException if the keys of the set have another type
     */
    public final Match in(NamedSet set) {
        return new Match(selection, Operands.inSet(selection, set));
    }

    /**
     * It is a value from {@code first} to {@code last}, both included.
     *
     * @throws IllegalArgumentException if a value is none of the field, or they are in the wrong order
     */
    public final Match between(Object first, Object last) {
        return new Match(selection, Operands.between(selection, first, last));
    }

    /** It is less than {@code bound}: {@code <}. */
    public final Match below(Object bound) {
        return ordered(Order.BELOW, bound);
    }

    /** It is at most {@code bound}: {@code <=}. */
    public final Match atMost(Object bound) {
        return ordered(Order.AT_MOST, bound);
    }

    /** It is greater than {@code bound}: {@code >}. */
    public final Match above(Object bound) {
        return ordered(Order.ABOVE, bound);
    }

    /** It is at least {@code bound}: {@code >=}. */
    public final Match atLeast(Object bound) {
        return ordered(Order.AT_LEAST, bound);
    }

    private Match ordered(Order order, Object bound) {
        return new Match(selection, Operands.ordered(selection, order, bound));
    }

    /**
     * Sets it to a value: {@code ip ttl set 64}. Checksums follow.
     *
     * @throws IllegalArgumentException if the value is none of the field, or more than one. A field that cannot be set is refused when the
     *     rule is made
     */
    public final Statement set(Object value) {
        return FieldStatement.set(selection, value);
    }

    /** Sets it to the value that a map has for the packet. */
    public final Statement set(MapLookup map) {
        return FieldStatement.set(selection, map);
    }

    /**
     * Sets it to the value of another field or number: {@code meta mark set ct mark}, {@code ct mark set ip dscp}.
     *
     * @throws IllegalArgumentException if either is a concatenation
     */
    public final Statement set(Selector from) {
        from.selection.field(); // refuses a concatenation
        return FieldStatement.copy(selection, from.selection);
    }

    /**
     * The bits of it that are in {@code mask}: {@code meta mark & 0xff}.
     *
     * @throws IllegalArgumentException if the mask is no value of the field
     */
    public final Selector and(Object mask) {
        return new Selector(selection.and(mask));
    }

    /** It with these bits set: {@code meta mark | 0x10}. */
    public final Selector or(Object bits) {
        return new Selector(selection.or(bits));
    }

    /** It with these bits inverted: {@code meta mark ^ 0x10}. */
    public final Selector xor(Object bits) {
        return new Selector(selection.xor(bits));
    }

    /** The bits that both have, {@code ct mark & meta mark}; from kernel 6.14 on. */
    public final Selector and(Selector other) {
        return new Selector(selection.combined(Step.Operator.AND, other.selection));
    }

    /** The bits that at least one of both has, {@code ct mark | meta mark}; from kernel 6.14 on. */
    public final Selector or(Selector other) {
        return new Selector(selection.combined(Step.Operator.OR, other.selection));
    }

    /** The bits that one of both has, {@code ct mark ^ meta mark}; from kernel 6.14 on. */
    public final Selector xor(Selector other) {
        return new Selector(selection.combined(Step.Operator.XOR, other.selection));
    }

    /** It as a number of 32 bits or more, shifted to the left: {@code meta mark << 8}. */
    public final Selector shiftLeft(int bits) {
        return new Selector(selection.shift(requireShift(bits)));
    }

    /** It as a number of 32 bits or more, shifted to the right: {@code meta mark >> 8}. */
    public final Selector shiftRight(int bits) {
        return new Selector(selection.shift(-requireShift(bits)));
    }

    private static int requireShift(int bits) {
        if (bits < 1 || bits >= Integer.SIZE) {
            throw new IllegalArgumentException("A shift is by 1 to 31 bits, not by " + bits + ".");
        }
        return bits;
    }

    /** Its name in nft: {@code ip saddr . tcp dport}. */
    @Override
    public final String toString() {
        return selection.toString();
    }
}
