package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.CtFields;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.MetaFields;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.packet.CtEvent;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Matches on the connection of a packet, and statements that change its mark ({@code ct} in nft). */
public final class Conntrack {
    static final Conntrack CT = new Conntrack();

    private static final int BOTH = Source.Conntrack.BOTH;

    private Conntrack() {}

    /** The state, for other comparisons, sets and maps. */
    public Selector state() {
        return new Selector(CtFields.STATE);
    }

    /** The state is one of these; negated, none of them. */
    public Match state(CtState first, CtState... more) {
        return anyOf(CtFields.STATE, CtState::bit, first, more);
    }

    /** The state is exactly this one: {@code == established}; or exactly one of these: {@code { established, related }}. */
    public Match stateIs(CtState first, CtState... more) {
        return oneOf(CtFields.STATE, CtState::bit, first, more);
    }

    /** The status, for other comparisons, sets and maps. */
    public Selector status() {
        return new Selector(CtFields.STATUS);
    }

    /** The status has at least one of these bits; negated, none of them. */
    public Match status(CtStatus first, CtStatus... more) {
        return anyOf(CtFields.STATUS, CtStatus::bit, first, more);
    }

    /** The status has exactly these bits: {@code ==}. */
    public Match statusIs(CtStatus first, CtStatus... more) {
        return exactly(CtFields.STATUS, CtStatus::bit, first, more);
    }

    /** The mark of the connection is one of these 32-bit numbers. */
    public Match mark(long first, long... more) {
        return mark().is(first, more);
    }

    /** The mark of the connection, for other comparisons. */
    public Mark mark() {
        return new Mark(CtFields.MARK);
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
        return MarkStatement.change(CtFields.MARK, CtFields.MARK, MarkStatement.Operation.OR, bits);
    }

    /** Clears all bits of the connection's mark except these. */
    public Statement andMark(long bits) {
        return MarkStatement.change(CtFields.MARK, CtFields.MARK, MarkStatement.Operation.AND, bits);
    }

    /** Inverts these bits of the connection's mark. */
    public Statement xorMark(long bits) {
        return MarkStatement.change(CtFields.MARK, CtFields.MARK, MarkStatement.Operation.XOR, bits);
    }

    /** Copies the mark of the packet to the connection. */
    public Statement setMarkFromMeta() {
        return MarkStatement.copy(CtFields.MARK, MetaFields.MARK);
    }

    /** The direction of the packet: {@code "original"} or {@code "reply"}. */
    public Selector direction() {
        return new Selector(CtFields.DIRECTION);
    }

    /** The time until the connection expires: a {@code Duration}, {@code "30s"}. */
    public Selector expiration() {
        return new Selector(CtFields.EXPIRATION);
    }

    /** The name of the helper, such as {@code "ftp"}. */
    public Selector helper() {
        return new Selector(CtFields.HELPER);
    }

    /** The labels, for sets and maps, and to be set to one: a number from 0 to 127. */
    public Selector label() {
        return new Selector(CtFields.LABEL);
    }

    /** The security mark; it can be set to that of the packet. */
    public Selector secmark() {
        return new Selector(CtFields.SECMARK);
    }

    /** The number of the connection. */
    public Selector id() {
        return new Selector(CtFields.ID);
    }

    /** Which events listeners are told of; it can only be set. */
    public Selector event() {
        return new Selector(CtFields.EVENT);
    }

    /** The zone, which can be set before connection tracking. */
    public Selector zone() {
        return new Selector(CtFields.zone(BOTH));
    }

    /** The transport protocol. */
    public Selector protocol() {
        return new Selector(CtFields.protocol(BOTH));
    }

    /** The IP version. */
    public Selector l3proto() {
        return new Selector(CtFields.l3proto(BOTH));
    }

    /** The number of packets in both directions, if the kernel counts them ({@code nf_conntrack_acct}). */
    public Selector packets() {
        return new Selector(CtFields.packets(BOTH));
    }

    /** The number of bytes in both directions. */
    public Selector bytes() {
        return new Selector(CtFields.bytes(BOTH));
    }

    /** The average number of bytes of a packet. */
    public Selector avgpkt() {
        return new Selector(CtFields.averagePacket(BOTH));
    }

    /**
     * The connection has one of these labels; negated, none of them.
     *
     * @throws IllegalArgumentException if a label is not in 0 to 127
     */
    public Match label(int first, int... more) {
        Operand.AnyBit any = Operands.anyBit(CtFields.LABEL, first, more);
        return new Match(CtFields.LABEL, any);
    }

    /** Tells listeners only of these events of the connection. */
    public Statement setEvents(CtEvent first, CtEvent... more) {
        int bits = bits(CtEvent::bit, first, more);
        return FieldStatement.set(Selection.of(CtFields.EVENT), Operands.bits(CtFields.EVENT, bits));
    }

    /** The side that sent the first packet of the connection: {@code ct original}. */
    public Direction original() {
        return Direction.ORIGINAL;
    }

    /** The side that answers: {@code ct reply}. */
    public Direction reply() {
        return Direction.REPLY;
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

    /** One direction of the connection of a packet: {@code ct original} and {@code ct reply} of nft. */
    public static final class Direction {
        static final Direction ORIGINAL = new Direction(0);
        static final Direction REPLY = new Direction(1);

        private final int number;

        private Direction(int number) {
            this.number = number;
        }

        /** The IPv4 source address. */
        public Selector saddr() {
            return new Selector(CtFields.sourceAddress(number));
        }

        /** The IPv4 destination address. */
        public Selector daddr() {
            return new Selector(CtFields.destinationAddress(number));
        }

        /** The IPv6 source address. */
        public Selector saddr6() {
            return new Selector(CtFields.sourceAddress6(number));
        }

        /** The IPv6 destination address. */
        public Selector daddr6() {
            return new Selector(CtFields.destinationAddress6(number));
        }

        /** The source port: {@code proto-src}. */
        public Selector sport() {
            return new Selector(CtFields.sourcePort(number));
        }

        /** The destination port: {@code proto-dst}. */
        public Selector dport() {
            return new Selector(CtFields.destinationPort(number));
        }

        /** The transport protocol. */
        public Selector protocol() {
            return new Selector(CtFields.protocol(number));
        }

        /** The IP version. */
        public Selector l3proto() {
            return new Selector(CtFields.l3proto(number));
        }

        /** The zone, which can be set before connection tracking. */
        public Selector zone() {
            return new Selector(CtFields.zone(number));
        }

        /** The number of packets, if the kernel counts them ({@code nf_conntrack_acct}). */
        public Selector packets() {
            return new Selector(CtFields.packets(number));
        }

        /** The number of bytes. */
        public Selector bytes() {
            return new Selector(CtFields.bytes(number));
        }

        /** The average number of bytes of a packet. */
        public Selector avgpkt() {
            return new Selector(CtFields.averagePacket(number));
        }
    }
}
