package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Goes on until so many bytes have passed ({@code NFTA_QUOTA_*}). */
public final class Quota extends NetlinkObject<Quota> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("quota");

    /** How many bytes may pass. */
    public static final Attribute<Long> BYTES = KEYS.add(1, "NFTA_QUOTA_BYTES", BE64);

    /** Bit 0: match once they have passed; bit 1: they have, which is only reported. */
    public static final Attribute<Integer> FLAGS =
            KEYS.add(Attribute.of(2, "NFTA_QUOTA_FLAGS", BE_COUNT).sentAs(flags -> flags & Quota.OVER));

    private static final int OVER = 1;

    /** How many have passed. */
    public static final Attribute<Long> CONSUMED = KEYS.add(4, "NFTA_QUOTA_CONSUMED", BE64);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    Quota(Content content) {
        super(content);
    }

    /** Goes on until {@code bytes} have passed. */
    public static Quota until(long bytes) {
        return new Quota(new ExpressionBytes(40).put(BYTES, bytes).put(FLAGS, 0).content());
    }

    /** Goes on once {@code bytes} have passed. */
    public static Quota over(long bytes) {
        return new Quota(
                new ExpressionBytes(40).put(BYTES, bytes).put(FLAGS, OVER).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Quota copy(Content content) {
        return new Quota(content);
    }

    @Override
    public String toString() {
        return "[ quota bytes " + Long.toUnsignedString(get(BYTES).orElse(0L)) + " consumed "
                + Long.toUnsignedString(get(CONSUMED).orElse(0L)) + " flags "
                + get(FLAGS).orElse(0) + " ]";
    }
}
