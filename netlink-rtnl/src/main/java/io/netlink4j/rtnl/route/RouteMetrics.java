package io.netlink4j.rtnl.route;

import static io.netlink4j.core.attribute.Codecs.MILLISECONDS;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel shall take for granted of the path behind a route ({@code RTA_METRICS}, {@code RTAX_*} of {@code
 * linux/rtnetlink.h}), instead of finding it out.
 *
 * {@snippet :
 * Route.to("10.0.0.0/8").via("192.168.15.5").metrics(RouteMetrics.none().mtu(1400).lock(RouteMetrics.MTU));
 * }
 */
public final class RouteMetrics extends NetlinkObject<RouteMetrics> {
    private static final long EIGHTH_OF_A_MILLISECOND = 125_000;
    private static final Codec<Duration> EIGHTHS = times(EIGHTH_OF_A_MILLISECOND);
    private static final Codec<Duration> QUARTERS = times(2 * EIGHTH_OF_A_MILLISECOND);
    private static final Schema.Builder KEYS = Schema.builder("metrics");

    /** Which of the others the kernel may not change: a bit for each, by its number. */
    public static final Attribute<Long> LOCK = KEYS.add(1, "RTAX_LOCK", U32);
    /** The path MTU in bytes. */
    public static final Attribute<Long> MTU = KEYS.add(2, "RTAX_MTU", U32);
    /** The largest window that TCP advertises, in bytes. */
    public static final Attribute<Long> WINDOW = KEYS.add(3, "RTAX_WINDOW", U32);
    /** The initial round trip time; in eighths of a millisecond on the wire. */
    public static final Attribute<Duration> RTT = KEYS.add(4, "RTAX_RTT", EIGHTHS);
    /** The initial variance of the round trip time; in quarters of a millisecond on the wire. */
    public static final Attribute<Duration> RTTVAR = KEYS.add(5, "RTAX_RTTVAR", QUARTERS);
    /** The initial slow start threshold, in segments. */
    public static final Attribute<Long> SSTHRESH = KEYS.add(6, "RTAX_SSTHRESH", U32);
    /** The largest congestion window, in segments; it has to be locked to have an effect. */
    public static final Attribute<Long> CWND = KEYS.add(7, "RTAX_CWND", U32);
    /** The segment size that TCP advertises, in bytes. */
    public static final Attribute<Long> ADVMSS = KEYS.add(8, "RTAX_ADVMSS", U32);
    /** How far segments may come out of order. */
    public static final Attribute<Long> REORDERING = KEYS.add(9, "RTAX_REORDERING", U32);
    /** The hop limit, 1 to 255. */
    public static final Attribute<Long> HOPLIMIT =
            KEYS.add(10, "RTAX_HOPLIMIT", CheckedCodecs.range(U32, 0, 255, "a hop limit"));
    /** The initial congestion window, in segments. */
    public static final Attribute<Long> INITCWND = KEYS.add(11, "RTAX_INITCWND", U32);
    /** What TCP does, as bits; see {@link RouteFeature}. */
    public static final Attribute<Long> FEATURES = KEYS.add(12, "RTAX_FEATURES", U32);
    /** The shortest time before TCP sends again. */
    public static final Attribute<Duration> RTO_MIN = KEYS.add(13, "RTAX_RTO_MIN", MILLISECONDS);
    /** The initial receive window, in segments. */
    public static final Attribute<Long> INITRWND = KEYS.add(14, "RTAX_INITRWND", U32);
    /** Whether TCP acknowledges at once, 0 or 1. */
    public static final Attribute<Long> QUICKACK = KEYS.add(15, "RTAX_QUICKACK", U32);
    /** The congestion control algorithm. */
    public static final Attribute<String> CC_ALGO = KEYS.add(16, "RTAX_CC_ALGO", STRING);
    /** Whether TCP fast open works without a cookie, 0 or 1. */
    public static final Attribute<Long> FASTOPEN_NO_COOKIE = KEYS.add(17, "RTAX_FASTOPEN_NO_COOKIE", U32);

    static final Schema SCHEMA = KEYS.build();

    RouteMetrics(Content content) {
        super(content);
    }

    /** No metrics. */
    public static RouteMetrics none() {
        return new RouteMetrics(Content.of(new byte[0]));
    }

    /** With a path MTU in bytes ({@code RTAX_MTU}). */
    public RouteMetrics mtu(long bytes) {
        return with(MTU, bytes);
    }

    /** The path MTU in bytes. */
    public Optional<Long> mtu() {
        return get(MTU);
    }

    /** With a segment size to advertise, in bytes ({@code RTAX_ADVMSS}). */
    public RouteMetrics advmss(long bytes) {
        return with(ADVMSS, bytes);
    }

    /** The segment size to advertise, in bytes. */
    public Optional<Long> advmss() {
        return get(ADVMSS);
    }

    /** With a hop limit, 1 to 255, or 0 for that of the link ({@code RTAX_HOPLIMIT}). */
    public RouteMetrics hopLimit(long hops) {
        return with(HOPLIMIT, hops);
    }

    /** The hop limit. */
    public Optional<Long> hopLimit() {
        return get(HOPLIMIT);
    }

    /** With an initial congestion window in segments ({@code RTAX_INITCWND}). */
    public RouteMetrics initialCongestionWindow(long segments) {
        return with(INITCWND, segments);
    }

    /** With an initial receive window in segments ({@code RTAX_INITRWND}). */
    public RouteMetrics initialReceiveWindow(long segments) {
        return with(INITRWND, segments);
    }

    /** With a largest window to advertise, in bytes ({@code RTAX_WINDOW}). */
    public RouteMetrics window(long bytes) {
        return with(WINDOW, bytes);
    }

    /** With a largest congestion window in segments; the kernel observes it only if it is locked ({@code RTAX_CWND}). */
    public RouteMetrics congestionWindow(long segments) {
        return with(CWND, segments);
    }

    /** With a slow start threshold in segments ({@code RTAX_SSTHRESH}). */
    public RouteMetrics slowStartThreshold(long segments) {
        return with(SSTHRESH, segments);
    }

    /** With a number of packets out of order that are no loss yet ({@code RTAX_REORDERING}). */
    public RouteMetrics reordering(long packets) {
        return with(REORDERING, packets);
    }

    /** With a variance of the round trip time, in quarters of a millisecond ({@code RTAX_RTTVAR}). */
    public RouteMetrics roundTripVariance(Duration time) {
        return with(RTTVAR, time);
    }

    /** With a least time before a packet is sent again, in milliseconds ({@code RTAX_RTO_MIN}). */
    public RouteMetrics retransmissionTimeout(Duration least) {
        return with(RTO_MIN, least);
    }

    /** With TCP Fast Open without a cookie, or not ({@code RTAX_FASTOPEN_NO_COOKIE}). */
    public RouteMetrics fastOpenWithoutCookie(boolean on) {
        return with(FASTOPEN_NO_COOKIE, on ? 1L : 0L);
    }

    /** With TCP acknowledging at once, or not ({@code RTAX_QUICKACK}). */
    public RouteMetrics quickAck(boolean on) {
        return with(QUICKACK, on ? 1L : 0L);
    }

    /** With an initial round trip time, in eighths of a millisecond ({@code RTAX_RTT}). */
    public RouteMetrics roundTripTime(Duration time) {
        return with(RTT, time);
    }

    /** With a congestion control algorithm, such as {@code cubic} ({@code RTAX_CC_ALGO}). */
    public RouteMetrics congestionControl(String algorithm) {
        return with(CC_ALGO, algorithm);
    }

    /** The congestion control algorithm. */
    public Optional<String> congestionControl() {
        return get(CC_ALGO);
    }

    /** With these features and no others ({@code RTAX_FEATURES}). */
    public RouteMetrics features(RouteFeature... features) {
        return with(FEATURES, RouteFeature.bits(Set.of(features)));
    }

    /** The features. */
    public Set<RouteFeature> features() {
        return RouteFeature.in(get(FEATURES).orElse(0L));
    }

    /**
     * With metrics that the kernel may not change, besides those that are locked already ({@code RTAX_LOCK}).
     *
     * @param keys keys of this class, such as {@link #MTU}
     */
    public RouteMetrics lock(Attribute<?>... keys) {
        long bits = get(LOCK).orElse(0L);
        for (Attribute<?> key : keys) {
            if (!SCHEMA.attributes().contains(key) || key.equals(LOCK)) {
                throw new IllegalArgumentException(key + " is no metric that can be locked");
            }
            bits |= 1L << key.number();
        }
        return with(LOCK, bits);
    }

    /** The metrics that the kernel may not change. */
    public List<Attribute<?>> locked() {
        return SCHEMA.attributes().stream().filter(this::isLocked).toList();
    }

    /** Whether the kernel may not change {@code key}. */
    public boolean isLocked(Attribute<?> key) {
        return (get(LOCK).orElse(0L) & 1L << key.number()) != 0;
    }

    /** The metrics as {@code ip route} writes them: {@code mtu lock 1400 advmss 1300}. */
    @Override
    public String toString() {
        try {
            return RouteText.metrics(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected RouteMetrics copy(Content content) {
        return new RouteMetrics(content);
    }

    /** Times in a unit. What is no whole number of units is refused, not rounded. */
    private static Codec<Duration> times(long nanosPerUnit) {
        return U32.map(number -> Duration.ofNanos(number * nanosPerUnit), time -> {
            if (time.toNanos() % nanosPerUnit != 0) {
                throw new IllegalArgumentException(
                        time + " is no multiple of " + Duration.ofNanos(nanosPerUnit) + ", in which the kernel counts");
            }
            return time.toNanos() / nanosPerUnit;
        });
    }
}
