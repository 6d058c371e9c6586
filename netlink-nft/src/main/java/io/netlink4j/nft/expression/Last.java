package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Remembers when a packet was last seen ({@code NFTA_LAST_*}). */
public final class Last extends NetlinkObject<Last> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("last");

    /** Whether a packet was seen. */
    public static final Attribute<Integer> SET = KEYS.add(1, "NFTA_LAST_SET", BE_COUNT);

    /** The time since the last packet, in milliseconds. */
    public static final Attribute<Long> MSECS = KEYS.add(2, "NFTA_LAST_MSECS", BE64);

    static final Schema SCHEMA = KEYS.build();

    Last(Content content) {
        super(content);
    }

    /** No packet was seen yet. */
    public static Last never() {
        return new Last(Content.of(new byte[0]));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Last copy(Content content) {
        return new Last(content);
    }

    @Override
    public String toString() {
        return "[ last "
                + (get(SET).orElse(0) == 0 ? "never" : String.valueOf(get(MSECS).orElse(0L))) + " ]";
    }
}
