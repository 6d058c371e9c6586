package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** The header of DCCP. */
public final class Dccp {
    static final Dccp HEADER = new Dccp();

    private Dccp() {}

    /** The source port. */
    public Selector sport() {
        return Fields.of(TransportFields.DCCP_SPORT);
    }

    /** The destination port. */
    public Selector dport() {
        return Fields.of(TransportFields.DCCP_DPORT);
    }

    /** The type of the packet: a number, or {@code "request"} ... */
    public Selector type() {
        return Fields.of(TransportFields.DCCP_TYPE);
    }
}
