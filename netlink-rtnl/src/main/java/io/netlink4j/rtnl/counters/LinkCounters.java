package io.netlink4j.rtnl.counters;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.link.LinkStatistics;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.util.Optional;

/**
 * The counters of a link, by groups ({@code struct if_stats_msg} and {@code IFLA_STATS_*} of {@code linux/if_link.h}), as {@code ip stats}
 * shows them.
 *
 * {@snippet :
 * LinkCounters counters = rtnl.counters().get("eth0", LinkCounters.LINK_64);
 * long received = counters.link().orElseThrow().rxPackets();
 * }
 */
public final class LinkCounters extends NetlinkObject<LinkCounters> {
    private static final Schema.Builder BRIDGE_KEYS = Schema.builder("bridge counters");
    /** {@code struct bridge_vlan_xstats}: the counters of a VLAN. There is one for each. */
    public static final Attribute<byte[]> BRIDGE_VLAN = BRIDGE_KEYS.reported(1, "BRIDGE_XSTATS_VLAN", BINARY);
    /** {@code struct br_mcast_stats}: IGMP and MLD messages. */
    public static final Attribute<byte[]> BRIDGE_MCAST = BRIDGE_KEYS.reported(2, "BRIDGE_XSTATS_MCAST", BINARY);
    /** {@code struct bridge_stp_xstats}: messages of the spanning tree. */
    public static final Attribute<byte[]> BRIDGE_STP = BRIDGE_KEYS.reported(4, "BRIDGE_XSTATS_STP", BINARY);

    private static final Schema BRIDGE_SCHEMA = BRIDGE_KEYS.build();

    private static final Schema.Builder KIND_KEYS = Schema.builder("counters of a kind");
    /** The counters of a bridge, or of a port of one. */
    public static final Attribute<Nest> BRIDGE =
            KIND_KEYS.reported(1, "LINK_XSTATS_TYPE_BRIDGE", nest(() -> BRIDGE_SCHEMA));
    /** The counters of a bond, or of a port of one, as attributes {@code BOND_XSTATS_*}. */
    public static final Attribute<byte[]> BOND = KIND_KEYS.reported(2, "LINK_XSTATS_TYPE_BOND", BINARY);

    private static final Schema KIND_SCHEMA = KIND_KEYS.build();

    private static final Schema.Builder STATE_KEYS = Schema.builder("state of hardware counters");
    /** Whether hardware was asked to count. */
    public static final Attribute<Boolean> REQUESTED =
            STATE_KEYS.reported(1, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST", BOOL);
    /** Whether hardware counts. */
    public static final Attribute<Boolean> USED = STATE_KEYS.reported(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED", BOOL);

    private static final Schema STATE_SCHEMA = STATE_KEYS.build();

    private static final Schema.Builder INFO_KEYS = Schema.builder("states of hardware counters");
    /** The state of {@link #L3_STATS}. */
    public static final Attribute<Nest> L3_STATE =
            INFO_KEYS.reported(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", nest(() -> STATE_SCHEMA));

    private static final Schema INFO_SCHEMA = INFO_KEYS.build();

    private static final Schema.Builder OFFLOAD_KEYS = Schema.builder("hardware counters");
    /** The counters of packets that the processor forwarded although hardware can. */
    public static final Attribute<LinkStatistics> CPU_HIT =
            OFFLOAD_KEYS.reported(1, "IFLA_OFFLOAD_XSTATS_CPU_HIT", LinkStatistics.CODEC);
    /** Which counters hardware has. */
    public static final Attribute<Nest> HW_S_INFO =
            OFFLOAD_KEYS.reported(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO", nest(() -> INFO_SCHEMA));
    /** {@code struct rtnl_hw_stats64}: the IP packets that hardware forwarded. */
    public static final Attribute<byte[]> L3_STATS = OFFLOAD_KEYS.reported(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", BINARY);

    private static final Schema OFFLOAD_SCHEMA = OFFLOAD_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("link counters", "if_stats_msg", 12);
    static final Field<Integer> FAMILY = KEYS.field("family", 0, 1, U8);
    static final Field<Integer> INDEX = KEYS.field("ifindex", 4, 4, S32);
    static final Field<Long> GROUPS = KEYS.field("filter_mask", 8, 4, U32);

    /** The counters of every link. */
    public static final Attribute<LinkStatistics> LINK_64 =
            KEYS.reported(1, "IFLA_STATS_LINK_64", LinkStatistics.CODEC);
    /** The counters of its kind. */
    public static final Attribute<Nest> XSTATS = KEYS.reported(2, "IFLA_STATS_LINK_XSTATS", nest(() -> KIND_SCHEMA));
    /** The counters that its master keeps of it. */
    public static final Attribute<Nest> XSTATS_SLAVE =
            KEYS.reported(3, "IFLA_STATS_LINK_XSTATS_SLAVE", nest(() -> KIND_SCHEMA));
    /** The counters of its hardware. */
    public static final Attribute<Nest> OFFLOAD_XSTATS =
            KEYS.reported(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", nest(() -> OFFLOAD_SCHEMA));
    /** Nests of address families, such as that of MPLS. */
    public static final Attribute<byte[]> AF_SPEC = KEYS.reported(5, "IFLA_STATS_AF_SPEC", BINARY);

    static final Schema SCHEMA = KEYS.build();

    /** The descriptor: the messages. */
    public static final ObjectDescriptor<LinkCounters> DESCRIPTOR = ObjectDescriptor.of(
                    "counters", "counters", SCHEMA, LinkCounters::new)
            .messages(
                    new MessageType(92, "RTM_NEWSTATS", SCHEMA),
                    new MessageType(94, "RTM_GETSTATS", LinkCounterList.REQUEST_SCHEMA))
            .groups(RtnlGroup.STATS)
            .identity(counters -> counters.get(INDEX))
            .link(INDEX)
            .build();

    private LinkCounters(Content content) {
        super(content);
    }

    private LinkCounters(byte[] bytes) {
        super(bytes);
    }

    /** The link. */
    public LinkReference reference() {
        return LinkReference.of(get(INDEX));
    }

    /** The counters of every link, if they were asked for. */
    public Optional<LinkStatistics> link() {
        return get(LINK_64);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected LinkCounters copy(Content content) {
        return new LinkCounters(content);
    }
}
