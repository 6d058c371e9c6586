package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Selector;

/** The header of Mobile IPv6: {@code mh}. */
public final class MobilityHeader extends ExtensionHeader {
    static final MobilityHeader HEADER = new MobilityHeader();

    private static final int NUMBER = 135;

    private MobilityHeader() {
        super("mh", NUMBER);
    }

    /** The type of the message: a number, or {@code "binding-update"} ... */
    public Selector type() {
        return Fields.of(ExtensionFields.mobilityType("mh type", NUMBER));
    }

    /** The bits that have no meaning. */
    public Selector reserved() {
        return number("reserved", 24, 8);
    }

    /** The checksum. */
    public Selector checksum() {
        return number("checksum", 32, 16);
    }
}
