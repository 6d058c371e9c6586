package io.netlink4j.rtnl.route;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.MplsLabels;
import java.util.List;

/** The header and the attributes of an {@link MplsRoute}: {@code struct rtmsg} and some of {@code enum rtattr_type_t} of {@code linux/rtnetlink.h}. */
public final class MplsRouteAttributes {
    static final int AF_MPLS = 28;

    private static final Schema.Builder KEYS = Schema.builder("mpls route", "rtmsg", 12);

    static final Field<Integer> FAMILY = KEYS.field("rtm_family", 0, 1, U8);
    static final Field<Integer> DST_LEN = KEYS.field("rtm_dst_len", 1, 1, U8);
    static final Field<Integer> TABLE = KEYS.field("rtm_table", 4, 1, U8);
    static final Field<Integer> PROTOCOL = KEYS.field("rtm_protocol", 5, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("rtm_type", 7, 1, U8);
    static final Field<Integer> FLAGS = KEYS.field("rtm_flags", 8, 4, S32);

    /** The label of the packets. */
    public static final Attribute<List<Integer>> DST = KEYS.add(1, "RTA_DST", MplsLabels.CODEC);
    /** The outgoing link. */
    public static final Attribute<LinkReference> OIF = KEYS.add(4, "RTA_OIF", LinkReference.CODEC);
    /** Several next hops. Flows are divided among them. */
    public static final Attribute<List<NextHop>> MULTIPATH = KEYS.add(NextHopCodec.MULTIPATH);

    static final Attribute<Long> RTA_TABLE = KEYS.reported(15, "RTA_TABLE", U32);
    /** The gateway with its family. */
    public static final Attribute<IpAddress> VIA = KEYS.add(18, "RTA_VIA", RouteViaCodec.VIA);
    /** The labels that replace the old one. */
    public static final Attribute<List<Integer>> NEWDST = KEYS.add(19, "RTA_NEWDST", MplsLabels.CODEC);
    /** Whether the time to live of the label is copied into the packet. */
    public static final Attribute<Boolean> TTL_PROPAGATE =
            KEYS.add(Attribute.of(26, "RTA_TTL_PROPAGATE", BOOL).since("4.12"));

    static final Schema SCHEMA = KEYS.build();

    private MplsRouteAttributes() {}
}
