package io.netlink4j.rtnl.route;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A feature of TCP connections over a route ({@code RTAX_FEATURE_*} of {@code linux/rtnetlink.h}). */
public enum RouteFeature {
    /** Explicit congestion notification ({@code RTAX_FEATURE_ECN}). */
    ECN(1),
    /** Selective acknowledgements; without effect ({@code RTAX_FEATURE_SACK}). */
    SACK(2),
    /** Timestamps; without effect ({@code RTAX_FEATURE_TIMESTAMP}). */
    TIMESTAMP(4),
    /** A fragment header in every packet; without effect ({@code RTAX_FEATURE_ALLFRAG}). */
    ALLFRAG(8),
    /** Timestamps in microseconds, since Linux 6.7 ({@code RTAX_FEATURE_TCP_USEC_TS}). */
    TCP_USEC_TS(16);

    private static final RouteFeature[] VALUES = values();

    private final int bit;

    RouteFeature(int bit) {
        this.bit = bit;
    }

    static Set<RouteFeature> in(long bits) {
        Set<RouteFeature> features = EnumSet.noneOf(RouteFeature.class);
        for (RouteFeature feature : VALUES) {
            if ((bits & feature.bit) != 0) {
                features.add(feature);
            }
        }
        return Collections.unmodifiableSet(features);
    }

    static long bits(Set<RouteFeature> features) {
        return features.stream().mapToLong(feature -> feature.bit).sum();
    }

    /** The name as {@code ip route} writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
