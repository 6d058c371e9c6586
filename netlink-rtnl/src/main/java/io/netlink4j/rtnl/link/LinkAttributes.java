package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.BARE_STRING;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.list;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.NamespaceReference;
import java.util.List;

/** The header of a link ({@code struct ifinfomsg} of {@code linux/rtnetlink.h}) and its keys ({@code IFLA_*} of {@code linux/if_link.h}). */
public final class LinkAttributes {
    /** For {@link #EXT_MASK}: the virtual functions. */
    static final long RTEXT_FILTER_VF = 1;

    /** For {@link #EXT_MASK}: leave out {@code IFLA_INET6_STATS} and {@code IFLA_INET6_ICMP6STATS}. */
    static final long RTEXT_FILTER_SKIP_STATS = 1 << 3;

    private static final Schema.Builder REASON_KEYS = Schema.builder("link protodown reason");
    /** In {@link #PROTO_DOWN_REASON}: the bits to change; all if absent. */
    public static final Attribute<Long> PROTO_DOWN_REASON_MASK =
            REASON_KEYS.requested(1, "IFLA_PROTO_DOWN_REASON_MASK", U32);
    /** In {@link #PROTO_DOWN_REASON}: a bit for each reason. The administrator defines their meaning. */
    public static final Attribute<Long> PROTO_DOWN_REASON_VALUE =
            REASON_KEYS.add(2, "IFLA_PROTO_DOWN_REASON_VALUE", U32);

    private static final Schema REASON_SCHEMA = REASON_KEYS.build();
    static final Nest NO_REASON = Nest.empty(REASON_SCHEMA);

    private static final Schema.Builder KEYS = Schema.builder("link", "ifinfomsg", 16);

    static final Field<Integer> FAMILY = KEYS.field("ifi_family", 0, 1, U8);
    static final Field<Integer> TYPE = KEYS.field("ifi_type", 2, 2, U16);
    static final Field<Integer> INDEX = KEYS.field("ifi_index", 4, 4, S32);
    static final Field<Long> FLAGS = KEYS.field("ifi_flags", 8, 4, U32);
    static final Field<Long> CHANGE = KEYS.field("ifi_change", 12, 4, U32);

    /** The link-layer address. */
    public static final Attribute<MacAddress> ADDRESS = KEYS.add(1, "IFLA_ADDRESS", MAC);
    /** The link-layer broadcast address, or the other end of a point-to-point link. */
    public static final Attribute<MacAddress> BROADCAST = KEYS.add(2, "IFLA_BROADCAST", MAC);
    /** The name. */
    public static final Attribute<String> IFNAME = KEYS.add(3, "IFLA_IFNAME", LinkNames.NAME);
    /** The MTU in bytes. */
    public static final Attribute<Integer> MTU = KEYS.add(4, "IFLA_MTU", COUNT);
    /** The lower link, or the peer of a pair; in the namespace {@link #LINK_NETNSID} if that is present. */
    public static final Attribute<LinkReference> LINK = KEYS.add(5, "IFLA_LINK", LinkReference.CODEC);
    /** The name of the queueing discipline. */
    public static final Attribute<String> QDISC = KEYS.reported(6, "IFLA_QDISC", STRING);
    /** {@code struct rtnl_link_stats}: the statistics in 32 bits. */
    public static final Attribute<byte[]> STATS = KEYS.derived(7, "IFLA_STATS", BINARY);
    /** Not used by the kernel. */
    public static final Attribute<byte[]> COST = KEYS.reported(8, "IFLA_COST", BINARY);
    /** Not used by the kernel. */
    public static final Attribute<byte[]> PRIORITY = KEYS.reported(9, "IFLA_PRIORITY", BINARY);
    /** The master: the bridge, bond or other link that this one belongs to. Index 0 removes it from the master. */
    public static final Attribute<LinkReference> MASTER =
            KEYS.add(Attribute.of(10, "IFLA_MASTER", LinkReference.CODEC).removedAs(LinkReference.of(0)));
    /** A wireless event. */
    public static final Attribute<byte[]> WIRELESS = KEYS.reported(11, "IFLA_WIRELESS", BINARY);
    /** The state of the link in a protocol, in messages of the family in the header. */
    public static final Attribute<byte[]> PROTINFO = KEYS.add(12, "IFLA_PROTINFO", BINARY);
    /** The length of the transmit queue, in packets. */
    public static final Attribute<Integer> TXQLEN = KEYS.add(13, "IFLA_TXQLEN", COUNT);
    /** {@code struct rtnl_link_ifmap}: memory and interrupt of the hardware. */
    public static final Attribute<byte[]> MAP = KEYS.reported(14, "IFLA_MAP", BINARY);
    /** The polling weight of the driver. */
    public static final Attribute<Integer> WEIGHT = KEYS.requested(15, "IFLA_WEIGHT", COUNT);
    /** The operational state of RFC 2863. */
    public static final Attribute<OperationalState> OPERSTATE =
            KEYS.reported(16, "IFLA_OPERSTATE", OperationalState.CODEC);
    /** The link mode: 1 if a program decides when the link becomes operational, else 0. */
    public static final Attribute<Integer> LINKMODE = KEYS.add(17, "IFLA_LINKMODE", U8);
    /** The kind of a virtual link with its options, and the kind of its master with the options of the port. */
    public static final Attribute<LinkInfo> LINKINFO =
            KEYS.nest(18, "IFLA_LINKINFO", () -> LinkInfo.SCHEMA, LinkInfo::new);
    /** The namespace to create it in or to move it to, given by a process in it. */
    public static final Attribute<Integer> NET_NS_PID = KEYS.requested(19, "IFLA_NET_NS_PID", COUNT);
    /** A description, of at most 255 bytes. The kernel reports it with a NUL byte, but counts that in a request, too. */
    public static final Attribute<String> IFALIAS = KEYS.add(
            Attribute.of(20, "IFLA_IFALIAS", BARE_STRING).sentAs(alias -> alias).removedAs(""));
    /** The number of virtual functions. */
    public static final Attribute<Integer> NUM_VF = KEYS.reported(21, "IFLA_NUM_VF", COUNT);
    /** The virtual functions. */
    public static final Attribute<List<VirtualFunction>> VFINFO_LIST =
            KEYS.add(22, "IFLA_VFINFO_LIST", VirtualFunction.LIST);
    /** The statistics. */
    public static final Attribute<LinkStatistics> STATS64 = KEYS.derived(23, "IFLA_STATS64", LinkStatistics.CODEC);
    /** The port profiles of the virtual functions. */
    public static final Attribute<List<Nest>> VF_PORTS = KEYS.add(24, "IFLA_VF_PORTS", VirtualFunction.PORTS);
    /** The port profile of the physical function. */
    public static final Attribute<Nest> PORT_SELF = KEYS.add(25, "IFLA_PORT_SELF", nest(() -> VirtualFunction.PORT));
    /** The state of the link in IPv4 and IPv6. */
    public static final Attribute<LinkFamilies> AF_SPEC =
            KEYS.nest(26, "IFLA_AF_SPEC", () -> LinkFamilies.SCHEMA, LinkFamilies::new);
    /** The link group. */
    public static final Attribute<Long> GROUP = KEYS.add(27, "IFLA_GROUP", U32);

    static final Attribute<NamespaceReference> NET_NS_FD =
            KEYS.requested(28, "IFLA_NET_NS_FD", NamespaceReference.NAMESPACE);
    /** Bits that select the contents of replies ({@code RTEXT_FILTER_*}). */
    public static final Attribute<Long> EXT_MASK = KEYS.requested(29, "IFLA_EXT_MASK", U32);
    /** The number of users of promiscuous mode. */
    public static final Attribute<Integer> PROMISCUITY = KEYS.reported(30, "IFLA_PROMISCUITY", COUNT);
    /** The number of transmit queues. */
    public static final Attribute<Integer> NUM_TX_QUEUES = KEYS.add(31, "IFLA_NUM_TX_QUEUES", COUNT);
    /** The number of receive queues. */
    public static final Attribute<Integer> NUM_RX_QUEUES = KEYS.add(32, "IFLA_NUM_RX_QUEUES", COUNT);
    /** Whether the link has a carrier. With some kinds a program decides. */
    public static final Attribute<Boolean> CARRIER = KEYS.add(33, "IFLA_CARRIER", BOOL);
    /** The identifier of the port of a device with several ports. */
    public static final Attribute<byte[]> PHYS_PORT_ID = KEYS.reported(34, "IFLA_PHYS_PORT_ID", BINARY);
    /** The number of carrier changes. */
    public static final Attribute<Long> CARRIER_CHANGES = KEYS.derived(35, "IFLA_CARRIER_CHANGES", U32);
    /** The identifier of the hardware switch, equal for all of its ports. */
    public static final Attribute<byte[]> PHYS_SWITCH_ID = KEYS.reported(36, "IFLA_PHYS_SWITCH_ID", BINARY);
    /** The namespace of {@link #LINK}, by its nsid here; -1 if it has none. */
    public static final Attribute<Integer> LINK_NETNSID = KEYS.add(37, "IFLA_LINK_NETNSID", S32);
    /** The name of the port in its hardware. */
    public static final Attribute<String> PHYS_PORT_NAME = KEYS.reported(38, "IFLA_PHYS_PORT_NAME", STRING);
    /** Whether a protocol keeps the link down. */
    public static final Attribute<Boolean> PROTO_DOWN = KEYS.add(39, "IFLA_PROTO_DOWN", BOOL);
    /** The maximum number of segments of a GSO packet. */
    public static final Attribute<Long> GSO_MAX_SEGS = KEYS.add(40, "IFLA_GSO_MAX_SEGS", U32);
    /** The maximum size of a GSO packet, in bytes. */
    public static final Attribute<Long> GSO_MAX_SIZE = KEYS.add(41, "IFLA_GSO_MAX_SIZE", U32);
    /** The XDP program. */
    public static final Attribute<LinkXdp> XDP = KEYS.nest(43, "IFLA_XDP", () -> LinkXdp.SCHEMA, LinkXdp::new);
    /** The reason of the event. */
    public static final Attribute<Long> EVENT = KEYS.reported(44, "IFLA_EVENT", U32);
    /** The namespace that the link moved to, by its nsid here. */
    public static final Attribute<Integer> NEW_NETNSID = KEYS.reported(45, "IFLA_NEW_NETNSID", S32);
    /** The namespace of the link, by its nsid here. */
    public static final Attribute<Integer> TARGET_NETNSID = KEYS.requested(46, "IFLA_TARGET_NETNSID", S32);
    /** The number of times that the carrier came up. */
    public static final Attribute<Long> CARRIER_UP_COUNT = KEYS.derived(47, "IFLA_CARRIER_UP_COUNT", U32);
    /** The number of times that the carrier went down. */
    public static final Attribute<Long> CARRIER_DOWN_COUNT = KEYS.derived(48, "IFLA_CARRIER_DOWN_COUNT", U32);
    /** The requested index in the namespace in which the link is created or to which it is moved. */
    public static final Attribute<Integer> NEW_IFINDEX = KEYS.requested(49, "IFLA_NEW_IFINDEX", S32);
    /** The minimum {@link #MTU}. */
    public static final Attribute<Long> MIN_MTU = KEYS.reported(50, "IFLA_MIN_MTU", U32);
    /** The maximum {@link #MTU}; 0 for no limit. */
    public static final Attribute<Long> MAX_MTU = KEYS.reported(51, "IFLA_MAX_MTU", U32);
    /** The alternative names. */
    public static final Attribute<List<String>> PROP_LIST = KEYS.add(
            Attribute.of(52, "IFLA_PROP_LIST", list(LinkNames.ALTERNATIVE, 53)).since("5.5"));
    /** An alternative name, in requests that refer to a link. */
    public static final Attribute<String> ALT_IFNAME =
            KEYS.add(Attribute.of(53, "IFLA_ALT_IFNAME", LinkNames.ALTERNATIVE)
                    .access(Access.WRITE_ONLY)
                    .since("5.5"));
    /** The permanent link-layer address of the hardware. */
    public static final Attribute<MacAddress> PERM_ADDRESS = KEYS.reported(54, "IFLA_PERM_ADDRESS", MAC);
    /** The reasons of {@code protodown}. */
    public static final Attribute<Nest> PROTO_DOWN_REASON =
            KEYS.add(Attribute.of(55, "IFLA_PROTO_DOWN_REASON", nest(() -> REASON_SCHEMA))
                    .removedAs(Nest.empty(REASON_SCHEMA).with(PROTO_DOWN_REASON_VALUE, 0L)));
    /** The name of the parent device. */
    public static final Attribute<String> PARENT_DEV_NAME = KEYS.reported(56, "IFLA_PARENT_DEV_NAME", STRING);
    /** The name of the bus of {@link #PARENT_DEV_NAME}. */
    public static final Attribute<String> PARENT_DEV_BUS_NAME = KEYS.reported(57, "IFLA_PARENT_DEV_BUS_NAME", STRING);
    /** The maximum size of a GRO packet, in bytes. */
    public static final Attribute<Long> GRO_MAX_SIZE = KEYS.add(58, "IFLA_GRO_MAX_SIZE", U32);
    /** The maximum {@link #GSO_MAX_SIZE}. */
    public static final Attribute<Long> TSO_MAX_SIZE = KEYS.reported(59, "IFLA_TSO_MAX_SIZE", U32);
    /** The maximum {@link #GSO_MAX_SEGS}. */
    public static final Attribute<Long> TSO_MAX_SEGS = KEYS.reported(60, "IFLA_TSO_MAX_SEGS", U32);
    /** The number of users of all-multicast mode. */
    public static final Attribute<Integer> ALLMULTI = KEYS.reported(61, "IFLA_ALLMULTI", COUNT);
    /** The devlink port. */
    public static final Attribute<byte[]> DEVLINK_PORT = KEYS.reported(62, "IFLA_DEVLINK_PORT", BINARY);
    /** {@link #GSO_MAX_SIZE} for IPv4. */
    public static final Attribute<Long> GSO_IPV4_MAX_SIZE = KEYS.add(63, "IFLA_GSO_IPV4_MAX_SIZE", U32);
    /** {@link #GRO_MAX_SIZE} for IPv4. */
    public static final Attribute<Long> GRO_IPV4_MAX_SIZE = KEYS.add(64, "IFLA_GRO_IPV4_MAX_SIZE", U32);
    /** The PTP clock of the device. */
    public static final Attribute<byte[]> DPLL_PIN = KEYS.reported(65, "IFLA_DPLL_PIN", BINARY);
    /** The maximum time that packets can be handed to the device ahead of their transmission, in nanoseconds. */
    public static final Attribute<byte[]> MAX_PACING_OFFLOAD_HORIZON =
            KEYS.reported(66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", BINARY);
    /** Whether the link cannot be moved to another namespace. */
    public static final Attribute<Boolean> NETNS_IMMUTABLE = KEYS.reported(67, "IFLA_NETNS_IMMUTABLE", BOOL);
    /** The headroom that the device needs, in bytes. */
    public static final Attribute<Integer> HEADROOM = KEYS.reported(68, "IFLA_HEADROOM", U16);
    /** The tailroom that the device needs, in bytes. */
    public static final Attribute<Integer> TAILROOM = KEYS.reported(69, "IFLA_TAILROOM", U16);

    static final Schema SCHEMA = KEYS.build();

    private LinkAttributes() {}
}
