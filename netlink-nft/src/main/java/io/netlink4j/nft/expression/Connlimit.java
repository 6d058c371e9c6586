package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Matches while the number of connections is within the limit ({@code NFTA_CONNLIMIT_*}). */
public final class Connlimit extends NetlinkObject<Connlimit> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("connlimit");

    /** The maximum number of connections. */
    public static final Attribute<Integer> COUNT = KEYS.add(1, "NFTA_CONNLIMIT_COUNT", BE_COUNT);

    /** Bit 0: match if there are more. */
    public static final Attribute<Integer> FLAGS = KEYS.add(2, "NFTA_CONNLIMIT_FLAGS", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The limit that {@code content} is. */
    public Connlimit(Content content) {
        super(content);
    }

    /** Matches while there are at most {@code count} connections. */
    public static Connlimit until(int count) {
        return new Connlimit(
                new ExpressionBytes(16).put(COUNT, count).put(FLAGS, 0).content());
    }

    /** Matches while there are more than {@code count} connections. */
    public static Connlimit over(int count) {
        return new Connlimit(
                new ExpressionBytes(16).put(COUNT, count).put(FLAGS, 1).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Connlimit copy(Content content) {
        return new Connlimit(content);
    }

    @Override
    public String toString() {
        return "[ connlimit count " + get(COUNT).orElse(0) + " flags "
                + Integer.toHexString(get(FLAGS).orElse(0)) + " ]";
    }
}
