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

    /** The packet is of that IP version; for tables of family inet, which see both. */
    public Match nfproto(IpFamily version) {
        return new Match(Field.NFPROTO, new Operand.One(Operands.number(Field.NFPROTO, version.number())));
    }

    /** The transport protocol is any of those, whatever headers of IPv6 come before it. */
    public Match l4proto(IpProtocol first, IpProtocol... more) {
        return new Match(
                Field.L4PROTO,
                Operands.anyOf(Field.L4PROTO, first, more, each -> Operands.number(Field.L4PROTO, each.number())));
    }

    /** The packet's mark is any of those numbers of 32 bits. */
    public Match mark(long first, long... more) {
        return mark().is(first, more);
    }

    /** The packet's mark, to be compared in another way. */
    public Mark mark() {
        return new Mark(Field.MARK);
    }

    /** Gives the packet that mark. */
    public Statement setMark(long mark) {
        return MarkStatement.set(Field.MARK, mark);
    }

    /** Sets those bits of the packet's mark and leaves the others. */
    public Statement orMark(long bits) {
        return MarkStatement.change(Field.MARK, Field.MARK, MarkStatement.Operation.OR, bits);
    }

    /** Clears all bits of the packet's mark but those. */
    public Statement andMark(long bits) {
        return MarkStatement.change(Field.MARK, Field.MARK, MarkStatement.Operation.AND, bits);
    }

    /** Inverts those bits of the packet's mark. */
    public Statement xorMark(long bits) {
        return MarkStatement.change(Field.MARK, Field.MARK, MarkStatement.Operation.XOR, bits);
    }

    /** Gives the packet the mark of its connection. */
    public Statement setMarkFromCt() {
        return MarkStatement.copy(Field.MARK, Field.CT_MARK);
    }
}
