package io.netlink4j.rtnl.route;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.SECONDS;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.encap.Encapsulation;
import java.time.Duration;
import java.util.List;

/**
 * The header and the attributes of a {@link Route}: {@code struct rtmsg} and {@code enum rtattr_type_t} of {@code linux/rtnetlink.h}.
 *
 * <pre>
 *   0          1            2            3         4           5              6           7          8           12
 *  +----------+------------+------------+---------+-----------+--------------+-----------+----------+-----------+
 *  |rtm_family|rtm_dst_len |rtm_src_len | rtm_tos | rtm_table | rtm_protocol | rtm_scope | rtm_type | rtm_flags |
 *  +----------+------------+------------+---------+-----------+--------------+-----------+----------+-----------+
 * </pre>
 */
public final class RouteAttributes {
    private static final Schema.Builder KEYS = Schema.builder("route", "rtmsg", 12);

    static final Field<Integer> FAMILY = KEYS.field("rtm_family", 0, 1, U8);
    static final Field<Integer> DST_LEN = KEYS.field("rtm_dst_len", 1, 1, U8);
    static final Field<Integer> SRC_LEN = KEYS.field("rtm_src_len", 2, 1, U8);
    static final Field<Integer> TOS = KEYS.field("rtm_tos", 3, 1, U8);
    static final Field<Integer> RTM_TABLE = KEYS.field("rtm_table", 4, 1, U8);
    static final Field<Integer> PROTOCOL = KEYS.field("rtm_protocol", 5, 1, U8);
    static final Field<Integer> SCOPE = KEYS.field("rtm_scope", 6, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("rtm_type", 7, 1, U8);
    static final Field<Integer> FLAGS = KEYS.field("rtm_flags", 8, 4, S32);

    /** The address of the destination; a default route has none. */
    public static final Attribute<IpAddress> DST = KEYS.add(1, "RTA_DST", ADDRESS);
    /** The address of the source network. */
    public static final Attribute<IpAddress> SRC = KEYS.add(2, "RTA_SRC", ADDRESS);
    /** The incoming link of a packet. */
    public static final Attribute<LinkReference> IIF = KEYS.add(3, "RTA_IIF", LinkReference.CODEC);
    /** The outgoing link. */
    public static final Attribute<LinkReference> OIF = KEYS.add(4, "RTA_OIF", LinkReference.CODEC);
    /** The gateway, if its family is that of the route. */
    public static final Attribute<IpAddress> GATEWAY = KEYS.add(5, "RTA_GATEWAY", ADDRESS);
    /** The metric. */
    public static final Attribute<Long> PRIORITY = KEYS.add(6, "RTA_PRIORITY", U32);
    /** The preferred source address of packets of this host. */
    public static final Attribute<IpAddress> PREFSRC = KEYS.add(7, "RTA_PREFSRC", ADDRESS);
    /** The metrics of the path. */
    public static final Attribute<RouteMetrics> METRICS =
            KEYS.nest(8, "RTA_METRICS", () -> RouteMetrics.SCHEMA, RouteMetrics::new);
    /** Several next hops. Flows are divided among them. */
    public static final Attribute<List<NextHop>> MULTIPATH = KEYS.add(NextHopCodec.MULTIPATH);
    /** No kernel uses it. */
    public static final Attribute<byte[]> PROTOINFO = KEYS.add(10, "RTA_PROTOINFO", BINARY);
    /** The realms: the source in the upper and the destination in the lower 16 bits. */
    public static final Attribute<Long> FLOW = KEYS.add(11, "RTA_FLOW", U32);
    /** The times of the route. */
    public static final Attribute<RouteCacheInfo> CACHEINFO = KEYS.derived(12, "RTA_CACHEINFO", RouteCacheInfo.CODEC);
    /** No kernel uses it. */
    public static final Attribute<byte[]> SESSION = KEYS.add(13, "RTA_SESSION", BINARY);
    /** No kernel uses it. */
    public static final Attribute<byte[]> MP_ALGO = KEYS.add(14, "RTA_MP_ALGO", BINARY);
    /** The table; holds any number. */
    public static final Attribute<Long> TABLE = KEYS.add(15, "RTA_TABLE", U32);
    /** In a lookup: the firewall mark of the packet. */
    public static final Attribute<Long> MARK = KEYS.add(16, "RTA_MARK", U32);
    /** Counters of a multicast route ({@code struct rta_mfc_stats}). */
    public static final Attribute<byte[]> MFC_STATS = KEYS.derived(17, "RTA_MFC_STATS", BINARY);
    /** The gateway, if its family is not that of the route. */
    public static final Attribute<IpAddress> VIA =
            KEYS.add(Attribute.of(18, "RTA_VIA", RouteViaCodec.VIA).since("5.2"));
    /** MPLS: the labels that replace the old ones. */
    public static final Attribute<byte[]> NEWDST = KEYS.add(19, "RTA_NEWDST", BINARY);
    /** IPv6: the preference of the router. */
    public static final Attribute<RoutePreference> PREF =
            KEYS.add(20, "RTA_PREF", U8.map(RoutePreference::of, RoutePreference::number));
    /** The type of {@link #ENCAP} ({@code enum lwtunnel_encap_types}). */
    public static final Attribute<Integer> ENCAP_TYPE = KEYS.add(21, "RTA_ENCAP_TYPE", Encapsulation.TYPES);
    /** An encapsulation; {@link Encapsulation#of} interprets it. */
    public static final Attribute<Nest> ENCAP = KEYS.selected(22, "RTA_ENCAP", ENCAP_TYPE, Encapsulation.schemas());
    /** IPv6: the lifetime. */
    public static final Attribute<Duration> EXPIRES = KEYS.add(23, "RTA_EXPIRES", SECONDS);
    /** In a lookup: the uid of the sender. */
    public static final Attribute<Long> UID = KEYS.add(25, "RTA_UID", U32);
    /** MPLS: whether the time to live is copied. */
    public static final Attribute<Integer> TTL_PROPAGATE = KEYS.add(26, "RTA_TTL_PROPAGATE", U8);
    /** In a lookup: the transport protocol. */
    public static final Attribute<Integer> IP_PROTO = KEYS.add(27, "RTA_IP_PROTO", U8);
    /** In a lookup: the source port. */
    public static final Attribute<Integer> SPORT = KEYS.add(28, "RTA_SPORT", BE16);
    /** In a lookup: the destination port. */
    public static final Attribute<Integer> DPORT = KEYS.add(29, "RTA_DPORT", BE16);
    /** The nexthop object, which routes may share. */
    public static final Attribute<Long> NH_ID =
            KEYS.add(Attribute.of(30, "RTA_NH_ID", U32).since("5.3"));
    /** In a lookup: the flow label. */
    public static final Attribute<Long> FLOWLABEL =
            KEYS.add(Attribute.of(31, "RTA_FLOWLABEL", BE32).since("6.14"));
    /** The reason of its removal by the kernel. */
    public static final Attribute<Long> DEL_REASON = KEYS.reported(32, "RTA_DEL_REASON", U32);

    static final Schema SCHEMA = KEYS.build();

    private RouteAttributes() {}
}
