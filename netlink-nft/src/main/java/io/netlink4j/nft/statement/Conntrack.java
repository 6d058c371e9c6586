package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Matches on the connection of a packet, and statements that change its mark ({@code ct} in nft). */
public final class Conntrack {
    static final Conntrack CT = new Conntrack();

    private Conntrack() {}

    /** The state, for other comparisons, sets and maps. */
    public Selector state() {
        return new Selector(Field.CT_STATE);
    }

    /** The state is one of these; negated, none of them. */
    public Match state(CtState first, CtState... more) {
        return anyOf(Field.CT_STATE, CtState::bit, first, more);
    }

    /** The state is exactly this one: {@code == established}; or exactly one of these: {@code { established, related }}. */
    public Match stateIs(CtState first, CtState... more) {
        return oneOf(Field.CT_STATE, CtState::bit, first, more);
    }

    /** The status, for other comparisons, sets and maps. */
    public Selector status() {
        return new Selector(Field.CT_STATUS);
    }

    /** The status has at least one of these bits; negated, none of them. */
    public Match status(CtStatus first, CtStatus... more) {
        return anyOf(Field.CT_STATUS, CtStatus::bit, first, more);
    }

    /** The status has exactly these bits: {@code ==}. */
    public Match statusIs(CtStatus first, CtStatus... more) {
        return exactly(Field.CT_STATUS, CtStatus::bit, first, more);
    }

    /** The mark of the connection is one of these 32-bit numbers. */
    public Match mark(long first, long... more) {
        return mark().is(first, more);
    }

    /** The mark of the connection, for other comparisons. */
    public Mark mark() {
        return new Mark(Field.CT_MARK);
    }

    /** Sets the mark to the value that a map has for the packet. */
    public Statement setMark(MapLookup map) {
        return mark().set(map);
    }

    /** Sets the mark of the connection. */
    public Statement setMark(long mark) {
        return mark().set(mark);
    }

    /** Sets these bits of the connection's mark and keeps the others. */
    public Statement orMark(long bits) {
        return MarkStatement.change(Field.CT_MARK, Field.CT_MARK, MarkStatement.Operation.OR, bits);
    }

    /** Clears all bits of the connection's mark except these. */
    public Statement andMark(long bits) {
        return MarkStatement.change(Field.CT_MARK, Field.CT_MARK, MarkStatement.Operation.AND, bits);
    }

    /** Inverts these bits of the connection's mark. */
    public Statement xorMark(long bits) {
        return MarkStatement.change(Field.CT_MARK, Field.CT_MARK, MarkStatement.Operation.XOR, bits);
    }

    /** Copies the mark of the packet to the connection. */
    public Statement setMarkFromMeta() {
        return MarkStatement.copy(Field.CT_MARK, Field.MARK);
    }

    private static <E extends Enum<E>> Match anyOf(Field field, ToIntFunction<E> bit, E first, E[] more) {
        return new Match(field, new Operand.AnyBit(Operands.bits(field, bits(bit, first, more))));
    }

    private static <E extends Enum<E>> Match exactly(Field field, ToIntFunction<E> bit, E first, E[] more) {
        return new Match(field, new Operand.ExactBits(Operands.bits(field, bits(bit, first, more))));
    }

    private static <E extends Enum<E>> Match oneOf(Field field, ToIntFunction<E> bit, E first, E[] more) {
        List<Element.ValueRange> states = Stream.concat(Stream.of(first), Arrays.stream(more))
                .map(each -> Operands.bits(field, bit.applyAsInt(each)))
                .toList();
        return states.size() == 1
                ? new Match(field, new Operand.ExactBits(states.getFirst()))
                : new Match(field, Operands.anyOf(field, states));
    }

    private static <E extends Enum<E>> int bits(ToIntFunction<E> bit, E first, E[] more) {
        return Stream.concat(Stream.of(first), Arrays.stream(more))
                .mapToInt(bit)
                .reduce(0, (a, b) -> a | b);
    }
}
