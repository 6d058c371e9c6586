package io.netlink4j.nft.statement;

import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Order;
import java.util.Arrays;

/** Matches on the mark of a packet or of a connection, a number from 0 to 4294967295. */
public final class Mark extends Selector {
    private final Field field;

    Mark(Field field) {
        super(field);
        this.field = field;
    }

    /** The mark is one of these. */
    public Match is(long first, long... more) {
        return new Match(field, anyOf(first, more));
    }

    /**
     * The bits of the mark in {@code mask} are one of these.
     *
     * @throws IllegalArgumentException if a value has other bits, which could never match
     */
    public Match masked(long mask, long first, long... more) {
        requireInside(mask, first);
        Arrays.stream(more).forEach(value -> requireInside(mask, value));
        return new Match(field, new Operand.Masked(Operands.number(field, mask), anyOf(first, more)));
    }

    /**
     * The mark is a number from {@code first} to {@code last}, both included.
     *
     * @throws IllegalArgumentException if the order is wrong
     */
    public Match between(long first, long last) {
        return new Match(field, new Operand.One(Operands.range(field, first, last)));
    }

    /** The mark is less than {@code mark}: {@code <}. */
    public Match below(long mark) {
        return ordered(Order.BELOW, mark);
    }

    /** The mark is greater than {@code mark}: {@code >}. */
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
