package io.netlink4j.nft.statement;

import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.Icmpv6Type;

/** Matches on the ICMPv6 header. Only ICMPv6 packets match. */
public final class Icmpv6 {
    static final Icmpv6 HEADER = new Icmpv6();

    private Icmpv6() {}

    /** The type of the message, for other comparisons, sets and maps. */
    public Selector type() {
        return new Selector(TransportFields.ICMPV6_TYPE);
    }

    /** The type of the message is one of these. */
    public Match type(Icmpv6Type first, Icmpv6Type... more) {
        return type().oneOf(first, (Object[]) more);
    }

    /**
     * The code of the message, which refines its type, is {@code code}.
     *
     * @throws IllegalArgumentException if it is not in 0 to 255
     */
    public Match code(int code) {
        return new Match(
                TransportFields.ICMPV6_CODE, new Operand.One(Operands.number(TransportFields.ICMPV6_CODE, code)));
    }

    /** The code of the message, for other comparisons, sets and maps. */
    public Selector code() {
        return new Selector(TransportFields.ICMPV6_CODE);
    }

    /** The checksum. */
    public Selector checksum() {
        return new Selector(TransportFields.ICMPV6_CHECKSUM);
    }

    /** The number of an echo request or reply. */
    public Selector id() {
        return new Selector(TransportFields.ICMPV6_ID);
    }

    /** The sequence number of an echo request or reply. */
    public Selector sequence() {
        return new Selector(TransportFields.ICMPV6_SEQUENCE);
    }

    /** The MTU that a message "packet too big" tells. */
    public Selector mtu() {
        return new Selector(TransportFields.ICMPV6_MTU);
    }

    /** The offset of the wrong field that a message "parameter problem" tells. */
    public Selector parameterProblem() {
        return new Selector(TransportFields.ICMPV6_PARAMETER_PROBLEM);
    }

    /** The maximum delay of the answer to a query for listeners. */
    public Selector maxDelay() {
        return new Selector(TransportFields.ICMPV6_MAX_DELAY);
    }

    /** The target address of a neighbour or listener message, or of a redirect. */
    public Selector taddr() {
        return new Selector(TransportFields.ICMPV6_TADDR);
    }

    /** The destination address of a redirect. */
    public Selector daddr() {
        return new Selector(TransportFields.ICMPV6_DADDR);
    }
}
