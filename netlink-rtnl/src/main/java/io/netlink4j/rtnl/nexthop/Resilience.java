package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.attribute.Codecs.CENTISECONDS;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.U16;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.TextRows;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a resilient group ({@code NHA_RES_GROUP_*} of {@code linux/nexthop.h}): a fixed number of buckets, so that flows keep their
 * member when others change.
 */
public final class Resilience extends NetlinkObject<Resilience> {
    private static final Schema.Builder KEYS = Schema.builder("resilient group");
    static final Attribute<Integer> BUCKETS = KEYS.add(1, "NHA_RES_GROUP_BUCKETS", U16);
    static final Attribute<Duration> IDLE_TIMER = KEYS.add(2, "NHA_RES_GROUP_IDLE_TIMER", CENTISECONDS);
    static final Attribute<Duration> UNBALANCED_TIMER = KEYS.add(3, "NHA_RES_GROUP_UNBALANCED_TIMER", CENTISECONDS);
    static final Attribute<Duration> UNBALANCED_TIME =
            KEYS.reported(4, "NHA_RES_GROUP_UNBALANCED_TIME", CENTISECONDS_64);
    static final Schema SCHEMA = KEYS.build();

    private static final TextRows<Resilience> ROWS = new TextRows<Resilience>()
            .add("buckets", BUCKETS)
            .add("idle_timer", IDLE_TIMER, Resilience::seconds)
            .add("unbalanced_timer", UNBALANCED_TIMER, Resilience::seconds)
            .add("unbalanced_time", UNBALANCED_TIME, Resilience::seconds);

    Resilience(Content content) {
        super(content);
    }

    /** A number of buckets of 1 to 65535. It cannot be changed. */
    public static Resilience of(int buckets) {
        CheckedCodecs.inRange(buckets, 1, 0xffff, "a number of buckets");
        return new Resilience(Content.of(new byte[0])).with(BUCKETS, buckets);
    }

    /** The number of buckets ({@code NHA_RES_GROUP_BUCKETS}). */
    public Optional<Integer> buckets() {
        return get(BUCKETS);
    }

    /** How long a bucket must be unused before it may go to another member ({@code NHA_RES_GROUP_IDLE_TIMER}). */
    public Optional<Duration> idleTimer() {
        return get(IDLE_TIMER);
    }

    /** A copy with another idle time, in hundredths of a second. The default of the kernel is 120 s. */
    public Resilience idleTimer(Duration time) {
        return with(IDLE_TIMER, time);
    }

    /** How long a group may be unbalanced before buckets in use go to other members; 0 for ever ({@code NHA_RES_GROUP_UNBALANCED_TIMER}). */
    public Optional<Duration> unbalancedTimer() {
        return get(UNBALANCED_TIMER);
    }

    /** A copy with another unbalanced time, in hundredths of a second; 0 for ever. */
    public Resilience unbalancedTimer(Duration time) {
        return with(UNBALANCED_TIMER, time);
    }

    private static String seconds(Duration time) {
        String seconds = Double.toString(time.toMillis() / 1000.0);
        return seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Resilience copy(Content content) {
        return new Resilience(content);
    }

    /** As {@code ip nexthop} writes it. */
    @Override
    public String toString() {
        try {
            return ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
