package io.netlink4j.nft.statement;

import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Order;
import java.util.Arrays;

/** The source or the destination port of a packet, to be compared. */
public final class Ports extends Selector {
    private final Field field;

    Ports(Field field) {
        super(field);
        this.field = field;
    }

    /**
     * It is one of these.
     *
     * @throws IllegalArgumentException if one is not in 0 to 65535
     */
    public Match is(int first, int... more) {
        return is(
                PortRange.of(first), Arrays.stream(more).mapToObj(PortRange::of).toArray(PortRange[]::new));
    }

    /** It is in one of these ranges. */
    public Match is(PortRange first, PortRange... more) {
        return new Match(field, Operands.anyOf(field, first, more, each -> Operands.ports(field, each)));
    }

    /**
     * It is one of these ports and ranges, or in the set with this name, as in {@code "@web"}.
     *
     * @throws IllegalArgumentException if a text is none of these
     */
    public Match is(String first, String... more) {
        return new Match(field, Operands.read(field, first, more, text -> Operands.ports(field, PortRange.of(text))));
    }

    /** It is less than {@code port}: {@code <}. */
    public Match below(int port) {
        return ordered(Order.BELOW, port);
    }

    /** It is at most {@code port}: {@code <=}. */
    public Match atMost(int port) {
        return ordered(Order.AT_MOST, port);
    }

    /** It is greater than {@code port}: {@code >}. */
    public Match above(int port) {
        return ordered(Order.ABOVE, port);
    }

    /** It is at least {@code port}: {@code >=}. */
    public Match atLeast(int port) {
        return ordered(Order.AT_LEAST, port);
    }

    private Match ordered(Order order, int port) {
        return new Match(field, new Operand.Ordered(order, Operands.ports(field, PortRange.of(port))));
    }
}
