package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.packet.TcpOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** Matches on the TCP header ({@code tcp} in nft). */
public final class TcpHeader extends TransportHeader {
    static final TcpHeader TCP = new TcpHeader();

    private static final int MOST_OPTIONS = 255;
    private static final int MOST_BITS = 128;

    /** Options have 40 bytes at most. */
    private static final int LAST_BIT = 319;

    private TcpHeader() {
        super(TransportFields.TCP_SPORT, TransportFields.TCP_DPORT);
    }

    /** At least one of these flags is set; negated, none of them: {@code tcp flags syn,ack}. */
    public Match flags(TcpFlag first, TcpFlag... more) {
        return new Match(TransportFields.TCP_FLAGS, new Operand.AnyBit(bits(all(first, more))));
    }

    /** Exactly these flags are set: {@code tcp flags == syn}. */
    public Match flagsAre(TcpFlag first, TcpFlag... more) {
        return new Match(TransportFields.TCP_FLAGS, new Operand.ExactBits(bits(all(first, more))));
    }

    /**
     * Of the flags in {@code mask}, exactly {@code set} are set: {@code tcp flags & (fin | syn | rst | ack) == syn}.
     *
     * @throws IllegalArgumentException if a flag in {@code set} is not in {@code mask}, which could never match
     */
    public Match flags(Set<TcpFlag> mask, Set<TcpFlag> set) {
        if (!mask.containsAll(set)) {
            throw new IllegalArgumentException(
                    "'tcp flags & " + mask + "' is never " + set + ", which has flags outside of the mask.");
        }
        return new Match(TransportFields.TCP_FLAGS, new Operand.Masked(bits(mask), new Operand.One(bits(set))));
    }

    /** The flags, for sets and maps: a {@link TcpFlag}, or text such as {@code "syn|ack"}. */
    public Selector flags() {
        return new Selector(TransportFields.TCP_FLAGS);
    }

    /** The sequence number. */
    public Selector sequence() {
        return new Selector(TransportFields.TCP_SEQUENCE);
    }

    /** The acknowledged sequence number. */
    public Selector ackseq() {
        return new Selector(TransportFields.TCP_ACKSEQ);
    }

    /** The length of the header in units of 4 bytes. */
    public Selector doff() {
        return new Selector(TransportFields.TCP_DOFF);
    }

    /** The bits that have no meaning. */
    public Selector reserved() {
        return new Selector(TransportFields.TCP_RESERVED);
    }

    /** The checksum. */
    public Selector checksum() {
        return new Selector(TransportFields.TCP_CHECKSUM);
    }

    /** The pointer to urgent data. */
    public Selector urgptr() {
        return new Selector(TransportFields.TCP_URGPTR);
    }

    /** The window. */
    public Selector window() {
        return new Selector(TransportFields.TCP_WINDOW);
    }

    /** The largest segment that the sender accepts, an option of packets that begin a connection: {@code tcp option maxseg size}. */
    public Selector maxSegmentSize() {
        return new Selector(TransportFields.TCP_MAXSEG);
    }

    /** Sets the largest segment to what fits the route: {@code tcp option maxseg size set rt mtu}; at forward, output and postrouting. */
    public Statement maxSegmentSizeOfRoute() {
        return new FieldStatement(Selection.of(TransportFields.TCP_MAXSEG), new FieldStatement.RouteMtu());
    }

    /**
     * A field of an option by nft's name: {@code "count"} of the window, {@code "left"} of sack, {@code "tsval"} of the timestamp,
     * {@code "subtype"} of mptcp, {@code "length"} of each, and {@code "sack1 left"} to {@code "sack3 right"} of further blocks of sack.
     *
     * @throws IllegalArgumentException if nft knows no such field of the option
     */
    public Selector option(TcpOption option, String field) {
        return new Selector(ExtensionFields.find("tcp option " + option + " " + field)
                .or(() -> Fields.named("tcp option " + option + " " + field))
                .or(() -> ExtensionFields.find("tcp option " + field)
                        .filter(block -> option == TcpOption.SACK && field.matches("sack[1-3] .*")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The TCP option '" + option + "' has no field '" + Printable.of(field) + "'.")));
    }

    /**
     * Bytes of an option by the number of the option: {@code tcp option @255,8,8} of nft.
     *
     * @throws IllegalArgumentException if the bits are no whole bytes, or more than 16 of them
     */
    public Selector option(int number, int firstBit, int bits) {
        requireOption(number);
        if (firstBit < 0
                || firstBit > LAST_BIT
                || firstBit % Byte.SIZE != 0
                || bits < Byte.SIZE
                || bits > MOST_BITS
                || bits % Byte.SIZE != 0) {
            throw new IllegalArgumentException("'tcp option @" + number + "," + firstBit + "," + bits
                    + "' names no bytes of an option; there are 1 to 16, and their bits begin at a multiple of 8.");
        }
        return new Selector(ExtensionFields.rawOption(
                        new Source.Extension(Exthdr.TCP_OPTION, number, firstBit / Byte.SIZE), bits / Byte.SIZE)
                .orElseThrow());
    }

    private static int requireOption(int number) {
        if (number < 0 || number > MOST_OPTIONS) {
            throw new IllegalArgumentException(
                    number + " is no TCP option: their numbers are 0 to " + MOST_OPTIONS + ".");
        }
        return number;
    }

    /** The packet has the option with this number. */
    public Match has(int option) {
        return presence(option).oneOf(true);
    }

    /** The packet does not have the option with this number. */
    public Match lacks(int option) {
        return presence(option).oneOf(false);
    }

    private static Selector presence(int option) {
        return new Selector(Arrays.stream(TcpOption.values())
                .filter(known -> known.number() == requireOption(option))
                .findFirst()
                .map(known -> Field.tcpOption("tcp option " + known, option))
                .orElseGet(() -> Field.tcpOption("tcp option " + option, option)));
    }

    /** Removes the option with this number from the packet; from kernel 5.18 on. */
    public Statement reset(int option) {
        return new PlainStatement(Exthdr.reset(requireOption(option)), "reset tcp option " + option);
    }

    /** The packet has this option. */
    public Match has(TcpOption option) {
        return new Selector(Field.tcpOption("tcp option " + option, option.number())).oneOf(true);
    }

    /** The packet does not have this option: {@code tcp option sack-perm missing}. */
    public Match lacks(TcpOption option) {
        return new Selector(Field.tcpOption("tcp option " + option, option.number())).oneOf(false);
    }

    /** Removes this option from the packet; from kernel 5.18 on. */
    public Statement reset(TcpOption option) {
        return new PlainStatement(Exthdr.reset(option.number()), "reset tcp option " + option);
    }

    private static Collection<TcpFlag> all(TcpFlag first, TcpFlag... more) {
        return Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
    }

    private static Element.ValueRange bits(Collection<TcpFlag> flags) {
        return Operands.bits(
                TransportFields.TCP_FLAGS, flags.stream().mapToInt(TcpFlag::bit).reduce(0, (a, b) -> a | b));
    }
}
