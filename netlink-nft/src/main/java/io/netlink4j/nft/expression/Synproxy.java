package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Answers TCP handshakes in place of the server ({@code NFTA_SYNPROXY_*}). */
public final class Synproxy extends NetlinkObject<Synproxy> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("synproxy");

    /** The maximum segment size that is announced. */
    public static final Attribute<Integer> MSS = KEYS.add(1, "NFTA_SYNPROXY_MSS", BE16);

    /** The window scale that is announced. */
    public static final Attribute<Integer> WSCALE = KEYS.add(2, "NFTA_SYNPROXY_WSCALE", U8);

    /** Which options are announced. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_SYNPROXY_FLAGS", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    Synproxy(Content content) {
        super(content);
    }

    /** The flag: the maximum segment size is announced. */
    public static final int FLAG_MSS = 1;

    /** The flag: the window scale is announced. */
    public static final int FLAG_WSCALE = 2;

    /** The flag: selective acknowledgements are announced. */
    public static final int FLAG_SACK_PERM = 4;

    /** The flag: timestamps are announced. */
    public static final int FLAG_TIMESTAMP = 8;

    /** Announces what {@code flags} say. */
    public static Synproxy of(int mss, int windowScale, int flags) {
        return new Synproxy(new ExpressionBytes(24)
                .put(MSS, mss)
                .put(WSCALE, windowScale)
                .put(FLAGS, flags)
                .content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Synproxy copy(Content content) {
        return new Synproxy(content);
    }

    @Override
    public String toString() {
        return "[ synproxy mss " + get(MSS).orElse(0) + " wscale " + get(WSCALE).orElse(0) + " ]";
    }
}
