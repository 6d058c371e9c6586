package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Translates the source to the address of the output interface ({@code NFTA_MASQ_*}). */
public final class Masq extends NetlinkObject<Masq> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("masq");

    /** See {@link NatFlags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(1, "NFTA_MASQ_FLAGS", BE_COUNT);

    /** The register with the lowest port. */
    public static final Attribute<Integer> REG_PROTO_MIN = KEYS.add(2, "NFTA_MASQ_REG_PROTO_MIN", BE_COUNT);

    /** The register with the highest port. */
    public static final Attribute<Integer> REG_PROTO_MAX = KEYS.add(3, "NFTA_MASQ_REG_PROTO_MAX", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Masq(Content content) {
        super(content);
    }

    private static final Masq PLAIN = new Masq(Content.of(new byte[0]));

    /** Without a port range and without flags. */
    public static Masq plain() {
        return PLAIN;
    }

    /** With the port in {@code register}. */
    public Masq port(int register) {
        return with(REG_PROTO_MIN, register);
    }

    /** With the range of ports between the values of two registers. */
    public Masq ports(int lowest, int highest) {
        return with(REG_PROTO_MIN, lowest).with(REG_PROTO_MAX, highest);
    }

    /** With the flags of {@link NatFlags}. */
    public Masq flags(int flags) {
        return with(FLAGS, flags);
    }

    /** The flags of {@link NatFlags}. */
    public int flags() {
        return get(FLAGS).orElse(0);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Masq copy(Content content) {
        return new Masq(content);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[ masq");
        NatFlags.append(text, this, REG_PROTO_MIN, "proto_min");
        NatFlags.append(text, this, REG_PROTO_MAX, "proto_max");
        NatFlags.append(text, this, FLAGS);
        return text.append(" ]").toString();
    }
}
