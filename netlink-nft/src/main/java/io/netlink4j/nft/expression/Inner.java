package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads data of the packet inside a tunnel ({@code NFTA_INNER_*}). */
public final class Inner extends NetlinkObject<Inner> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("inner");

    /** How deep. */
    public static final Attribute<Integer> NUM = KEYS.add(1, "NFTA_INNER_NUM", BE_COUNT);

    /** {@code enum nft_inner_type}. */
    public static final Attribute<Integer> TYPE = KEYS.add(2, "NFTA_INNER_TYPE", BE_COUNT);

    /** The headers that the tunnel has, as bits. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_INNER_FLAGS", BE_COUNT);

    /** The length of the tunnel's header. */
    public static final Attribute<Integer> HDRSIZE = KEYS.add(4, "NFTA_INNER_HDRSIZE", BE_COUNT);

    /** The expression that loads from the inner packet. */
    public static final Attribute<Expression> EXPR = KEYS.add(5, "NFTA_INNER_EXPR", ExpressionCodec.ELEMENT);

    static final Schema SCHEMA = KEYS.build();

    Inner(Content content) {
        super(content);
    }

    /**
     * Executes {@code expression} on the packet inside a tunnel.
     *
     * @param type {@code enum nft_inner_type}
     * @param headerSize the length of the tunnel's header
     * @param flags the headers that the tunnel has, as bits of {@code enum nft_inner_flags}
     * @param expression a load of metadata or of a header
     */
    public static Inner of(int type, int headerSize, int flags, Expression expression) {
        return new Inner(Content.of(new byte[0]))
                .with(NUM, 0)
                .with(TYPE, type)
                .with(FLAGS, flags)
                .with(HDRSIZE, headerSize)
                .with(EXPR, expression);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Inner copy(Content content) {
        return new Inner(content);
    }

    @Override
    public String toString() {
        return "[ inner type " + get(TYPE).orElse(0) + " hdrsize "
                + get(HDRSIZE).orElse(0) + " flags "
                + Integer.toHexString(get(FLAGS).orElse(0)) + " "
                + get(EXPR).map(ExpressionText::inner).orElse("") + " ]";
    }
}
