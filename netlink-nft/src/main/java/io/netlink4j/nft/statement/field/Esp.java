package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** The header of the Encapsulating Security Payload of IPsec. */
public final class Esp {
    static final Esp HEADER = new Esp();

    private Esp() {}

    /** The number of the IPsec state. */
    public Selector spi() {
        return Fields.of(TransportFields.ESP_SPI);
    }

    /** The sequence number. */
    public Selector sequence() {
        return Fields.of(TransportFields.ESP_SEQUENCE);
    }
}
