package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Order;
import io.netlink4j.nft.match.Selection;
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

    final Selection selection() {
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

    /** Its name in nft: {@code ip saddr . tcp dport}. */
    @Override
    public final String toString() {
        return selection.toString();
    }
}
