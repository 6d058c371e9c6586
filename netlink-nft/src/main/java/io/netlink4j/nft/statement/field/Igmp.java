package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** IGMP messages of IPv4. */
public final class Igmp {
    static final Igmp HEADER = new Igmp();

    private Igmp() {}

    /** The type of the message: a number, or {@code "membership-query"} ... */
    public Selector type() {
        return Fields.of(TransportFields.IGMP_TYPE);
    }

    /** The maximum time of the answer, in tenths of a second. */
    public Selector mrt() {
        return Fields.of(TransportFields.IGMP_MRT);
    }

    /** The checksum. */
    public Selector checksum() {
        return Fields.of(TransportFields.IGMP_CHECKSUM);
    }

    /** The group, as a number. */
    public Selector group() {
        return Fields.of(TransportFields.IGMP_GROUP);
    }
}
