package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.time.Duration;

/** Matches as long as a rate is not exceeded ({@code NFTA_LIMIT_*}). */
public final class Limit extends NetlinkObject<Limit> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("limit");

    /** The number of packets or bytes in the time of {@link #UNIT}. */
    public static final Attribute<Long> RATE = KEYS.add(1, "NFTA_LIMIT_RATE", BE64);

    /** The time in seconds. */
    public static final Attribute<Long> UNIT = KEYS.add(2, "NFTA_LIMIT_UNIT", BE64);

    /** The burst: the number of further packets or bytes that may come at once. */
    public static final Attribute<Integer> BURST = KEYS.add(3, "NFTA_LIMIT_BURST", BE_COUNT);

    /** {@code enum nft_limit_type}: 0 packets, 1 bytes. */
    public static final Attribute<Integer> TYPE = KEYS.add(4, "NFTA_LIMIT_TYPE", BE_COUNT);

    /** Bit 0: match if the rate is exceeded. */
    public static final Attribute<Integer> FLAGS = KEYS.add(5, "NFTA_LIMIT_FLAGS", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    Limit(Content content) {
        super(content);
    }

    private static final int PACKETS = 0;
    private static final int BYTES = 1;
    private static final int INVERTED = 1;

    /** Matches {@code rate} packets in {@code unit}, and {@code burst} more at once. */
    public static Limit packets(long rate, Duration unit, int burst) {
        return of(rate, unit, burst, PACKETS);
    }

    /** Matches {@code rate} bytes in {@code unit}, and {@code burst} more at once. */
    public static Limit bytes(long rate, Duration unit, int burst) {
        return of(rate, unit, burst, BYTES);
    }

    private static Limit of(long rate, Duration unit, int burst, int type) {
        return new Limit(new ExpressionBytes(48)
                .put(RATE, rate)
                .put(UNIT, unit.toSeconds())
                .put(BURST, burst)
                .put(TYPE, type)
                .put(FLAGS, 0)
                .content());
    }

    /** A copy that matches if the rate is exceeded. */
    public Limit over() {
        return with(FLAGS, INVERTED);
    }

    /** The number of packets or bytes in the time of {@link #unit}. */
    public long rate() {
        return get(RATE).orElse(0L);
    }

    /** The time that the rate is counted in. */
    public Duration unit() {
        return Duration.ofSeconds(get(UNIT).orElse(0L));
    }

    private String unitName() {
        long seconds = get(UNIT).orElse(0L);
        return switch ((int) seconds) {
            case 1 -> "second";
            case 60 -> "minute";
            case 60 * 60 -> "hour";
            case 60 * 60 * 24 -> "day";
            case 60 * 60 * 24 * 7 -> "week";
            default -> seconds + "s";
        };
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Limit copy(Content content) {
        return new Limit(content);
    }

    @Override
    public String toString() {
        return "[ limit rate " + Long.toUnsignedString(rate()) + "/" + unitName() + " burst "
                + get(BURST).orElse(0) + " type " + (get(TYPE).orElse(PACKETS) == BYTES ? "bytes" : "packets")
                + " flags 0x" + Integer.toHexString(get(FLAGS).orElse(0)) + " ]";
    }
}
