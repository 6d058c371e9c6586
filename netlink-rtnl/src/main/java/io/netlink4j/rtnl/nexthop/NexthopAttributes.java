package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.list;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.rtnl.encap.Encapsulation;
import java.util.List;

/**
 * The header and the keys of a {@link NexthopObject}: {@code struct nhmsg} and {@code NHA_*} of {@code linux/nexthop.h}.
 *
 * <pre>
 *   0           1          2             3       4          8
 *  +-----------+----------+-------------+-------+----------+
 *  | nh_family | nh_scope | nh_protocol | resvd | nh_flags |
 *  +-----------+----------+-------------+-------+----------+
 * </pre>
 */
public final class NexthopAttributes {
    private static final Schema.Builder KEYS = Schema.builder("nexthop object", "nhmsg", 8);

    static final Field<Integer> FAMILY = KEYS.field("nh_family", 0, 1, U8);
    static final Field<Integer> SCOPE = KEYS.field("nh_scope", 1, 1, U8);
    static final Field<Integer> PROTOCOL = KEYS.field("nh_protocol", 2, 1, U8);
    static final Field<Integer> FLAGS = KEYS.field("nh_flags", 4, 4, S32);

    /** The id. */
    public static final Attribute<Long> ID = KEYS.add(1, "NHA_ID", U32);
    /** The members of a group. */
    public static final Attribute<List<NexthopMember>> GROUP = KEYS.add(2, "NHA_GROUP", NexthopMember.LIST);
    /** The type of the group: 0 multipath, 1 resilient. */
    public static final Attribute<Integer> GROUP_TYPE = KEYS.add(3, "NHA_GROUP_TYPE", U16);
    /** Packets are dropped. */
    public static final Attribute<Boolean> BLACKHOLE = KEYS.add(4, "NHA_BLACKHOLE", FLAG);
    /** The link. */
    public static final Attribute<LinkReference> OIF = KEYS.add(5, "NHA_OIF", LinkReference.CODEC);
    /** The gateway. */
    public static final Attribute<IpAddress> GATEWAY = KEYS.add(6, "NHA_GATEWAY", ADDRESS);
    /** The type of {@link #ENCAP} ({@code enum lwtunnel_encap_types}). */
    public static final Attribute<Integer> ENCAP_TYPE = KEYS.add(7, "NHA_ENCAP_TYPE", Encapsulation.TYPES);
    /** The encapsulation. */
    public static final Attribute<Nest> ENCAP = KEYS.selected(8, "NHA_ENCAP", ENCAP_TYPE, Encapsulation.schemas());
    /** In a list request: groups only. */
    public static final Attribute<Boolean> GROUPS = KEYS.requested(9, "NHA_GROUPS", FLAG);
    /** In a list request: only objects with links of a master. */
    public static final Attribute<LinkReference> MASTER = KEYS.requested(10, "NHA_MASTER", LinkReference.CODEC);
    /** For the forwarding table of a VXLAN, not for routes. */
    public static final Attribute<Boolean> FDB = KEYS.add(11, "NHA_FDB", FLAG);
    /** The options of a resilient group. */
    public static final Attribute<Resilience> RES_GROUP =
            KEYS.nest(12, "NHA_RES_GROUP", () -> Resilience.SCHEMA, Resilience::new);
    /** A bucket of a resilient group. */
    public static final Attribute<Nest> RES_BUCKET = KEYS.add(13, "NHA_RES_BUCKET", nest(() -> NexthopBucket.SCHEMA));
    /** What a request also asks for: 1 statistics, 2 those of the hardware. */
    public static final Attribute<Long> OP_FLAGS =
            KEYS.add(Attribute.of(14, "NHA_OP_FLAGS", U32).since("6.9").access(Access.WRITE_ONLY));
    /** The statistics of a group. */
    public static final Attribute<List<Nest>> GROUP_STATS =
            KEYS.add(Attribute.of(15, "NHA_GROUP_STATS", list(nest(() -> MemberStatistics.SCHEMA), 1))
                    .since("6.9")
                    .derived());
    /** Whether the hardware counts. */
    public static final Attribute<Long> HW_STATS_ENABLE =
            KEYS.add(Attribute.of(16, "NHA_HW_STATS_ENABLE", U32).since("6.9"));
    /** Whether the hardware counted. */
    public static final Attribute<Long> HW_STATS_USED =
            KEYS.add(Attribute.of(17, "NHA_HW_STATS_USED", U32).since("6.9").access(Access.READ_ONLY));
    /** The UDP port of the remote endpoint, with {@link #FDB}. */
    public static final Attribute<Integer> DST_PORT =
            KEYS.add(Attribute.of(18, "NHA_DST_PORT", BE16).since("7.3"));

    static final Schema SCHEMA = KEYS.build();

    static final MessageType NEWBUCKET = new MessageType(116, "RTM_NEWNEXTHOPBUCKET", SCHEMA);
    static final MessageType GETBUCKET = new MessageType(118, "RTM_GETNEXTHOPBUCKET", SCHEMA);

    private NexthopAttributes() {}
}
