package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.statement.Selector;

/** The header of IPComp, which compresses packets. */
public final class Comp {
    static final Comp HEADER = new Comp();

    private Comp() {}

    /** The protocol that follows. */
    public Selector nexthdr() {
        return Fields.of(TransportFields.COMP_NEXTHDR);
    }

    /** The flags. */
    public Selector flags() {
        return Fields.of(TransportFields.COMP_FLAGS);
    }

    /** The number of the compression. */
    public Selector cpi() {
        return Fields.of(TransportFields.COMP_CPI);
    }
}
