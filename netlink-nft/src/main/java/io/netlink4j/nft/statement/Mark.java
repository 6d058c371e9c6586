package io.netlink4j.nft.statement;

import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Order;
import java.util.Arrays;

/** The mark of a packet or of a connection, 32 bits that mean what the rules want them to mean, to be compared. */
public final class Mark {
    private final Field field;

    Mark(Field field) {
        this.field = field;
    }

    /** It is any of those. */
    public Match is(long first, long... more) {
        return new Match(field, anyOf(first, more));
    }

    /**
     * It is any of those, of the bits in {@code mask} only.
     *
     * @throws IllegalArgumentException if a value has other bits, which could never match
     */
    public Match masked(long mask, long first, long... more) {
        requireInside(mask, first);
        Arrays.stream(more).forEach(value -> requireInside(mask, value));
        return new Match(field, new Operand.Masked(Operands.number(field, mask), anyOf(first, more)));
    }

    /**
     * It is that, or one between, as unsigned numbers.
     *
     * @throws IllegalArgumentException if the order is wrong
     */
    public Match between(long first, long last) {
        return new Match(field, new Operand.One(Operands.range(field, first, last)));
    }

    /** It is less than that, as an unsigned number: {@code <}. */
    public Match below(long mark) {
        return ordered(Order.BELOW, mark);
    }

    /** It is more than that, as an unsigned number: {@code >}. */
    public Match above(long mark) {
        return ordered(Order.ABOVE, mark);
    }

    private Match ordered(Order order, long mark) {
        return new Match(field, new Operand.Ordered(order, Operands.number(field, mark)));
    }

    private Operand anyOf(long first, long... more) {
        Long[] others = Arrays.stream(more).boxed().toArray(Long[]::new);
        return Operands.anyOf(field, first, others, each -> Operands.number(field, each));
    }

    private void requireInside(long mask, long value) {
        if ((value & ~mask) != 0) {
            throw new IllegalArgumentException("'" + field + " & " + hex(mask) + "' is never " + hex(value)
                    + ", which has bits outside of the mask.");
        }
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits);
    }
}
