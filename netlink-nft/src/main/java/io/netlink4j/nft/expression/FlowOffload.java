package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;

/** Lets a flowtable take the connection over ({@code NFTA_FLOW_*}). */
public final class FlowOffload extends NetlinkObject<FlowOffload> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("flow_offload");

    /** The flowtable's name. */
    public static final Attribute<String> TABLE_NAME = KEYS.add(1, "NFTA_FLOW_TABLE_NAME", STRING);

    static final Schema SCHEMA = KEYS.build();

    FlowOffload(Content content) {
        super(content);
    }

    /** Lets the flowtable {@code name} take the connection over. */
    public static FlowOffload to(String name) {
        return new FlowOffload(Content.of(new byte[0])).with(TABLE_NAME, name);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected FlowOffload copy(Content content) {
        return new FlowOffload(content);
    }

    @Override
    public String toString() {
        return "[ flow_offload flowtable " + get(TABLE_NAME).map(Printable::of).orElse("") + " ]";
    }
}
