package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE64;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Counts packets and bytes ({@code NFTA_COUNTER_*}). */
public final class Counter extends NetlinkObject<Counter> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("counter");

    /** The number of bytes. */
    public static final Attribute<Long> BYTES = KEYS.add(1, "NFTA_COUNTER_BYTES", BE64);

    /** The number of packets. */
    public static final Attribute<Long> PACKETS = KEYS.add(2, "NFTA_COUNTER_PACKETS", BE64);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The counter that {@code content} is. */
    public Counter(Content content) {
        super(content);
    }

    private static final Counter ZERO = new Counter(Content.of(new byte[0]));

    /** A counter that starts at zero. */
    public static Counter zero() {
        return ZERO;
    }

    /** A counter that starts with {@code packets} and {@code bytes}. */
    public static Counter of(long packets, long bytes) {
        return new Counter(
                new ExpressionBytes(24).put(BYTES, bytes).put(PACKETS, packets).content());
    }

    /** The number of packets that were counted. */
    public long packets() {
        return get(PACKETS).orElse(0L);
    }

    /** The number of bytes that were counted. */
    public long bytes() {
        return get(BYTES).orElse(0L);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Counter copy(Content content) {
        return new Counter(content);
    }

    @Override
    public String toString() {
        return "[ counter pkts " + Long.toUnsignedString(packets()) + " bytes " + Long.toUnsignedString(bytes()) + " ]";
    }
}
