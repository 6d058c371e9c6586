package io.netlink4j.nft.statement;

import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.IcmpType;

/** Matches on the ICMP header. Only ICMP packets match. */
public final class Icmp {
    static final Icmp HEADER = new Icmp();

    private Icmp() {}

    /** The type of the message, for other comparisons, sets and maps. */
    public Selector type() {
        return new Selector(TransportFields.ICMP_TYPE);
    }

    /** The type of the message is one of these. */
    public Match type(IcmpType first, IcmpType... more) {
        return type().oneOf(first, (Object[]) more);
    }

    /**
     * The code of the message, which refines its type, is {@code code}.
     *
     * @throws IllegalArgumentException if it is not in 0 to 255
     */
    public Match code(int code) {
        return new Match(TransportFields.ICMP_CODE, new Operand.One(Operands.number(TransportFields.ICMP_CODE, code)));
    }

    /** The code of the message, for other comparisons, sets and maps. */
    public Selector code() {
        return new Selector(TransportFields.ICMP_CODE);
    }

    /** The checksum. */
    public Selector checksum() {
        return new Selector(TransportFields.ICMP_CHECKSUM);
    }

    /** The number of an echo request or reply. */
    public Selector id() {
        return new Selector(TransportFields.ICMP_ID);
    }

    /** The sequence number of an echo request or reply. */
    public Selector sequence() {
        return new Selector(TransportFields.ICMP_SEQUENCE);
    }

    /** The MTU that a message "destination unreachable" tells. */
    public Selector mtu() {
        return new Selector(TransportFields.ICMP_MTU);
    }

    /** The gateway of a redirect, as a number. */
    public Selector gateway() {
        return new Selector(TransportFields.ICMP_GATEWAY);
    }
}
