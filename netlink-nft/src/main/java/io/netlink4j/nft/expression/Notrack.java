package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Keeps the packet out of connection tracking. */
public final class Notrack extends NetlinkObject<Notrack> implements Expression {
    static final Schema SCHEMA = Schema.builder("notrack").build();

    Notrack(Content content) {
        super(content);
    }

    private static final Notrack PLAIN = new Notrack(Content.of(new byte[0]));

    /** The expression, which has no attributes. */
    public static Notrack plain() {
        return PLAIN;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Notrack copy(Content content) {
        return new Notrack(content);
    }

    @Override
    public String toString() {
        return "[ notrack ]";
    }
}
