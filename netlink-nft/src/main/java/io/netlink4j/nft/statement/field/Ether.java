package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.statement.Selector;

/** The header of Ethernet frames; in tables of other families than bridge only frames of Ethernet links match. */
public final class Ether {
    static final Ether HEADER = new Ether();

    private Ether() {}

    /** The source address. */
    public Selector saddr() {
        return Fields.of(NetworkFields.ETHER_SADDR);
    }

    /** The destination address. */
    public Selector daddr() {
        return Fields.of(NetworkFields.ETHER_DADDR);
    }

    /** What the frame carries: a {@link io.netlink4j.nft.packet.FrameType}, {@code "arp"}. */
    public Selector type() {
        return Fields.of(NetworkFields.ETHER_TYPE);
    }
}
