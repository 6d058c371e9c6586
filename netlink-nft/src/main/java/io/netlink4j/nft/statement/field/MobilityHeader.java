package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.statement.Selector;

/** The header of Mobile IPv6: {@code mh}. */
public final class MobilityHeader extends ExtensionHeader {
    static final MobilityHeader HEADER = new MobilityHeader();

    private MobilityHeader() {
        super("mh");
    }

    /** The type of the message: a number, or {@code "binding-update"} ... */
    public Selector type() {
        return field("type");
    }

    /** The bits that have no meaning. */
    public Selector reserved() {
        return field("reserved");
    }

    /** The checksum. */
    public Selector checksum() {
        return field("checksum");
    }
}
