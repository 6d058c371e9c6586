package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** The Authentication Header of IPsec. */
public final class Ah {
    static final Ah HEADER = new Ah();

    private Ah() {}

    /** The protocol that follows. */
    public Selector nexthdr() {
        return Fields.of(TransportFields.AH_NEXTHDR);
    }

    /** The length of the header in units of 4 bytes, minus 2. */
    public Selector hdrlength() {
        return Fields.of(TransportFields.AH_HDRLENGTH);
    }

    /** The bits that have no meaning. */
    public Selector reserved() {
        return Fields.of(TransportFields.AH_RESERVED);
    }

    /** The number of the IPsec state. */
    public Selector spi() {
        return Fields.of(TransportFields.AH_SPI);
    }

    /** The sequence number. */
    public Selector sequence() {
        return Fields.of(TransportFields.AH_SEQUENCE);
    }
}
