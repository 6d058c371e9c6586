package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** The header of SCTP, and its chunks. */
public final class Sctp {
    static final Sctp HEADER = new Sctp();

    private Sctp() {}

    /** The source port. */
    public Selector sport() {
        return Fields.of(TransportFields.SCTP_SPORT);
    }

    /** The destination port. */
    public Selector dport() {
        return Fields.of(TransportFields.SCTP_DPORT);
    }

    /** The verification tag. */
    public Selector vtag() {
        return Fields.of(TransportFields.SCTP_VTAG);
    }

    /** The checksum. */
    public Selector checksum() {
        return Fields.of(TransportFields.SCTP_CHECKSUM);
    }

    /** A chunk of the packet. */
    public SctpChunk chunk(SctpChunk.Type type) {
        return new SctpChunk(type);
    }
}
