package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads a part of the IPsec state ({@code NFTA_XFRM_*}). */
public final class Xfrm extends NetlinkObject<Xfrm> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("xfrm");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_XFRM_DREG", BE_COUNT);

    /** {@code enum nft_xfrm_keys}. */
    public static final Attribute<Integer> KEY = KEYS.add(2, "NFTA_XFRM_KEY", BE_COUNT);

    /** 0 in, 1 out. */
    public static final Attribute<Integer> DIR = KEYS.add(3, "NFTA_XFRM_DIR", U8);

    /** The index of the state. */
    public static final Attribute<Integer> SPNUM = KEYS.add(4, "NFTA_XFRM_SPNUM", BE_COUNT);

    private static final String[] NAMES = {"", "daddr4", "daddr6", "saddr4", "saddr6", "reqid", "spi"};

    static final Schema SCHEMA = KEYS.build();

    Xfrm(Content content) {
        super(content);
    }

    /** The packets that came in. */
    public static final int IN = 0;

    /** The packets that go out. */
    public static final int OUT = 1;

    /**
     * Loads {@code key}, a number of {@code enum nft_xfrm_keys}, into {@code register}.
     *
     * @param state the index of the state, of the first transformation 0
     */
    public static Xfrm load(int direction, int state, int key, int register) {
        return new Xfrm(new ExpressionBytes(32)
                .put(DREG, register)
                .put(KEY, key)
                .put(DIR, direction)
                .put(SPNUM, state)
                .content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Xfrm copy(Content content) {
        return new Xfrm(content);
    }

    @Override
    public String toString() {
        return "[ xfrm load " + (get(DIR).orElse(0) == 0 ? "in " : "out ")
                + get(SPNUM).orElse(0) + " " + ExpressionText.name(NAMES, get(KEY).orElse(-1)) + " => reg "
                + get(DREG).orElse(0) + " ]";
    }
}
