package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Sends a copy of the packet elsewhere ({@code NFTA_DUP_*}). */
public final class Dup extends NetlinkObject<Dup> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("dup");

    /** The register that holds the gateway. */
    public static final Attribute<Integer> SREG_ADDR = KEYS.add(1, "NFTA_DUP_SREG_ADDR", BE_COUNT);

    /** The register that holds the interface's index. */
    public static final Attribute<Integer> SREG_DEV = KEYS.add(2, "NFTA_DUP_SREG_DEV", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Dup(Content content) {
        super(content);
    }

    /** Sends a copy to the gateway that {@code address} holds. */
    public static Dup to(int address) {
        return new Dup(new ExpressionBytes(8).put(SREG_ADDR, address).content());
    }

    /** Sends a copy out of the interface that {@code device} holds, in tables of family netdev. */
    public static Dup toDevice(int device) {
        return new Dup(new ExpressionBytes(8).put(SREG_DEV, device).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Dup copy(Content content) {
        return new Dup(content);
    }

    @Override
    public String toString() {
        return "[ dup"
                + get(SREG_ADDR).map(register -> " sreg_addr " + register).orElse("")
                + get(SREG_DEV).map(register -> " sreg_dev " + register).orElse("") + " ]";
    }
}
