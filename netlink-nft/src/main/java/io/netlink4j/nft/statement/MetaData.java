package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.packet.IpProtocol;

/** Matches on the metadata of a packet, and statements that change its mark ({@code meta} in nft). */
public final class MetaData {
    static final MetaData META = new MetaData();

    private MetaData() {}

    /** The IP version, for other comparisons, sets and maps. */
    public Selector nfproto() {
        return new Selector(Field.NFPROTO);
    }

    /** The packet has this IP version; for tables of family inet, which see both. */
    public Match nfproto(IpFamily version) {
        return new Match(Field.NFPROTO, new Operand.One(Operands.number(Field.NFPROTO, version.number())));
    }

    /** The transport protocol, for other comparisons, sets and maps. */
    public Selector l4proto() {
        return new Selector(Field.L4PROTO);
    }

    /** The transport protocol is one of these, after any IPv6 extension headers. */
    public Match l4proto(IpProtocol first, IpProtocol... more) {
        return new Match(
                Field.L4PROTO,
                Operands.anyOf(Field.L4PROTO, first, more, each -> Operands.number(Field.L4PROTO, each.number())));
    }

    /** The packet's mark is one of these 32-bit numbers. */
    public Match mark(long first, long... more) {
        return mark().is(first, more);
    }

    /** The packet's mark, for other comparisons. */
    public Mark mark() {
        return new Mark(Field.MARK);
    }

    /** Sets the mark to the value that a map has for the packet. */
    public Statement setMark(MapLookup map) {
        return mark().set(map);
    }

    /** Sets the mark of the packet. */
    public Statement setMark(long mark) {
        return mark().set(mark);
    }

    /** Sets these bits of the packet's mark and keeps the others. */
    public Statement orMark(long bits) {
        return MarkStatement.change(Field.MARK, Field.MARK, MarkStatement.Operation.OR, bits);
    }

    /** Clears all bits of the packet's mark except these. */
    public Statement andMark(long bits) {
        return MarkStatement.change(Field.MARK, Field.MARK, MarkStatement.Operation.AND, bits);
    }

    /** Inverts these bits of the packet's mark. */
    public Statement xorMark(long bits) {
        return MarkStatement.change(Field.MARK, Field.MARK, MarkStatement.Operation.XOR, bits);
    }

    /** Copies the mark of the connection to the packet. */
    public Statement setMarkFromCt() {
        return MarkStatement.copy(Field.MARK, Field.CT_MARK);
    }
}
