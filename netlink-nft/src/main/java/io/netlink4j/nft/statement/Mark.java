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
    public Match is(int first, int... more) {
        return new Match(field, anyOf(first, more));
    }

    /**
     * It is any of those, of the bits in {@code mask} only.
     *
     * @throws IllegalArgumentException if a value has other bits, which could never match
     */
    public Match masked(int mask, int first, int... more) {
        requireInside(mask, first);
        Arrays.stream(more).forEach(value -> requireInside(mask, value));
        return new Match(field, new Operand.Masked(Operands.bits(field, mask), anyOf(first, more)));
    }

    /**
     * It is that, or one between, as unsigned numbers.
     *
     * @throws IllegalArgumentException if the order is wrong
     */
    public Match between(int first, int last) {
        return new Match(
                field,
                new Operand.One(Operands.range(field, Integer.toUnsignedLong(first), Integer.toUnsignedLong(last))));
    }

    /** It is less than that, as an unsigned number: {@code <}. */
    public Match below(int mark) {
        return ordered(Order.BELOW, mark);
    }

    /** It is more than that, as an unsigned number: {@code >}. */
    public Match above(int mark) {
        return ordered(Order.ABOVE, mark);
    }

    private Match ordered(Order order, int mark) {
        return new Match(field, new Operand.Ordered(order, Operands.bits(field, mark)));
    }

    private Operand anyOf(int first, int... more) {
        Integer[] others = Arrays.stream(more).boxed().toArray(Integer[]::new);
        return Operands.anyOf(field, first, others, each -> Operands.bits(field, each));
    }

    private void requireInside(int mask, int value) {
        if ((value & ~mask) != 0) {
            throw new IllegalArgumentException("'" + field + " & " + hex(mask) + "' is never " + hex(value)
                    + ", which has bits outside of the mask.");
        }
    }

    private static String hex(int bits) {
        return "0x" + Integer.toHexString(bits);
    }
}
