package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** The header of UDP-Lite. */
public final class Udplite {
    static final Udplite HEADER = new Udplite();

    private Udplite() {}

    /** The source port. */
    public Selector sport() {
        return Fields.of(TransportFields.UDPLITE_SPORT);
    }

    /** The destination port. */
    public Selector dport() {
        return Fields.of(TransportFields.UDPLITE_DPORT);
    }

    /** The number of bytes that the checksum covers. */
    public Selector csumcov() {
        return Fields.of(TransportFields.UDPLITE_CSUMCOV);
    }

    /** The checksum. */
    public Selector checksum() {
        return Fields.of(TransportFields.UDPLITE_CHECKSUM);
    }
}
