package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.MILLISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.U32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import java.time.Duration;
import java.util.Optional;

/**
 * How neighbours are found and kept, on one link or by default ({@code NDTPA_*} of {@code linux/neighbour.h}), as below {@code
 * net.ipv4.neigh} and {@code net.ipv6.neigh}. Each value has a key for {@code get} and {@code with}; times are in milliseconds.
 */
public final class NeighbourParameters extends NetlinkObject<NeighbourParameters> {
    private static final Schema.Builder KEYS = Schema.builder("neighbour parameters");
    /** The link; absent from the defaults for new links. */
    public static final Attribute<LinkReference> IFINDEX = KEYS.add(1, "NDTPA_IFINDEX", LinkReference.CODEC);
    /** The number of users of these parameters. */
    public static final Attribute<Long> REFCNT = KEYS.reported(2, "NDTPA_REFCNT", U32);
    /** How long an entry is reachable; drawn at random from {@link #BASE_REACHABLE_TIME}. */
    public static final Attribute<Duration> REACHABLE_TIME = KEYS.reported(3, "NDTPA_REACHABLE_TIME", MILLISECONDS_64);
    /** About how long an entry is reachable ({@code base_reachable_time_ms}). */
    public static final Attribute<Duration> BASE_REACHABLE_TIME =
            KEYS.add(4, "NDTPA_BASE_REACHABLE_TIME", MILLISECONDS_64);
    /** The time between two solicitations ({@code retrans_time_ms}). */
    public static final Attribute<Duration> RETRANS_TIME = KEYS.add(5, "NDTPA_RETRANS_TIME", MILLISECONDS_64);
    /** After which time an unused entry may be removed ({@code gc_stale_time}). */
    public static final Attribute<Duration> GC_STALETIME = KEYS.add(6, "NDTPA_GC_STALETIME", MILLISECONDS_64);
    /** How long a stale entry is used before it is probed ({@code delay_first_probe_time}). */
    public static final Attribute<Duration> DELAY_PROBE_TIME = KEYS.add(7, "NDTPA_DELAY_PROBE_TIME", MILLISECONDS_64);
    /** The number of packets that wait for an entry ({@code unres_qlen}). */
    public static final Attribute<Integer> QUEUE_LEN = KEYS.add(8, "NDTPA_QUEUE_LEN", COUNT);
    /** The number of probes that a program is asked for ({@code app_solicit}). */
    public static final Attribute<Integer> APP_PROBES = KEYS.add(9, "NDTPA_APP_PROBES", COUNT);
    /** The number of unicast probes ({@code ucast_solicit}). */
    public static final Attribute<Integer> UCAST_PROBES = KEYS.add(10, "NDTPA_UCAST_PROBES", COUNT);
    /** The number of multicast or broadcast probes ({@code mcast_solicit}). */
    public static final Attribute<Integer> MCAST_PROBES = KEYS.add(11, "NDTPA_MCAST_PROBES", COUNT);
    /** The longest delay of an answer for an anycast address ({@code anycast_delay}). */
    public static final Attribute<Duration> ANYCAST_DELAY = KEYS.add(12, "NDTPA_ANYCAST_DELAY", MILLISECONDS_64);
    /** The longest delay of an answer for another host ({@code proxy_delay}). */
    public static final Attribute<Duration> PROXY_DELAY = KEYS.add(13, "NDTPA_PROXY_DELAY", MILLISECONDS_64);
    /** The number of delayed answers for other hosts ({@code proxy_qlen}). */
    public static final Attribute<Integer> PROXY_QLEN = KEYS.add(14, "NDTPA_PROXY_QLEN", COUNT);
    /** The least time between two changes of an entry ({@code locktime}). */
    public static final Attribute<Duration> LOCKTIME = KEYS.add(15, "NDTPA_LOCKTIME", MILLISECONDS_64);
    /** The bytes of the packets that wait for an entry ({@code unres_qlen_bytes}). */
    public static final Attribute<Integer> QUEUE_LENBYTES = KEYS.add(16, "NDTPA_QUEUE_LENBYTES", COUNT);
    /** The number of multicast probes after unicast ones failed ({@code mcast_resolicit}). */
    public static final Attribute<Integer> MCAST_REPROBES = KEYS.add(17, "NDTPA_MCAST_REPROBES", COUNT);
    /** The time between two probes of a managed entry ({@code interval_probe_time_ms}). */
    public static final Attribute<Duration> INTERVAL_PROBE_TIME =
            KEYS.add(19, "NDTPA_INTERVAL_PROBE_TIME_MS", MILLISECONDS_64);

    static final Schema SCHEMA = KEYS.build();

    NeighbourParameters(Content content) {
        super(content);
    }

    /** No parameters yet, for a change of the defaults. */
    public static NeighbourParameters defaults() {
        return new NeighbourParameters(Content.of(new byte[0]));
    }

    /** No parameters yet, for a change on the link with a name. */
    public static NeighbourParameters of(String link) {
        return defaults().with(IFINDEX, LinkReference.of(link));
    }

    /** The link; empty for the defaults. */
    public Optional<LinkReference> link() {
        return get(IFINDEX);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NeighbourParameters copy(Content content) {
        return new NeighbourParameters(content);
    }
}
