package io.netlink4j.nft.statement;

import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Order;
import io.netlink4j.nft.set.NamedSet;
import java.util.Arrays;

/** The source or the destination port of a packet, to be compared. */
public final class Ports {
    private final Field field;

    Ports(Field field) {
        this.field = field;
    }

    /**
     * It is any of those.
     *
     * @throws IllegalArgumentException if one is not in 0 to 65535
     */
    public Match is(int first, int... more) {
        return is(
                PortRange.of(first), Arrays.stream(more).mapToObj(PortRange::of).toArray(PortRange[]::new));
    }

    /** It is in any of those ranges. */
    public Match is(PortRange first, PortRange... more) {
        return new Match(field, Operands.anyOf(field, first, more, each -> Operands.ports(field, each)));
    }

    /**
     * It is any of those ports and ranges, or in the set of that name, as in {@code "@web"}.
     *
     * @throws IllegalArgumentException if a text is none of these
     */
    public Match is(String first, String... more) {
        return new Match(field, Operands.read(field, first, more, text -> Operands.ports(field, PortRange.of(text))));
    }

    /**
     * It is in that set.
     *
     * @throws IllegalArgumentException if the keys of the set are no ports
     */
    public Match in(NamedSet set) {
        return new Match(field, Operands.inSet(field, set));
    }

    /** It is less than that: {@code <}. */
    public Match below(int port) {
        return ordered(Order.BELOW, port);
    }

    /** It is that or less: {@code <=}. */
    public Match atMost(int port) {
        return ordered(Order.AT_MOST, port);
    }

    /** It is more than that: {@code >}. */
    public Match above(int port) {
        return ordered(Order.ABOVE, port);
    }

    /** It is that or more: {@code >=}. */
    public Match atLeast(int port) {
        return ordered(Order.AT_LEAST, port);
    }

    private Match ordered(Order order, int port) {
        return new Match(field, new Operand.Ordered(order, Operands.ports(field, PortRange.of(port))));
    }
}
