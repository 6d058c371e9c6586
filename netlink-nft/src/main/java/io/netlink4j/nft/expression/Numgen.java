package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Generates incrementing or random numbers ({@code NFTA_NG_*}). */
public final class Numgen extends NetlinkObject<Numgen> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("numgen");

    /** The register that the number goes to. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_NG_DREG", BE_COUNT);

    /** The modulus: the number of different numbers. */
    public static final Attribute<Integer> MODULUS = KEYS.add(2, "NFTA_NG_MODULUS", BE_COUNT);

    /** {@code enum nft_ng_types}: 0 incrementing, 1 random. */
    public static final Attribute<Integer> TYPE = KEYS.add(3, "NFTA_NG_TYPE", BE_COUNT);

    /** The first number. */
    public static final Attribute<Integer> OFFSET = KEYS.add(4, "NFTA_NG_OFFSET", BE_COUNT);

    /** No longer used by the kernel. */
    public static final Attribute<String> SET_NAME = KEYS.add(5, "NFTA_NG_SET_NAME", STRING);

    /** No longer used by the kernel. */
    public static final Attribute<Integer> SET_ID = KEYS.add(6, "NFTA_NG_SET_ID", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Numgen(Content content) {
        super(content);
    }

    /** Incrementing numbers below {@code modulus}. */
    public static Numgen incremental(int modulus, int register) {
        return of(0, modulus, register);
    }

    /** Random numbers below {@code modulus}. */
    public static Numgen random(int modulus, int register) {
        return of(1, modulus, register);
    }

    private static Numgen of(int type, int modulus, int register) {
        return new Numgen(new ExpressionBytes(32)
                .put(DREG, register)
                .put(MODULUS, modulus)
                .put(TYPE, type)
                .put(OFFSET, 0)
                .content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Numgen copy(Content content) {
        return new Numgen(content);
    }

    @Override
    public String toString() {
        return "[ numgen reg " + get(DREG).orElse(0) + " = " + (get(TYPE).orElse(0) == 1 ? "random" : "inc") + " mod "
                + get(MODULUS).orElse(0)
                + get(OFFSET)
                        .filter(offset -> offset != 0)
                        .map(offset -> " offset " + offset)
                        .orElse("") + " ]";
    }
}
