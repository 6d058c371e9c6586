package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.internal.MulticastQuerier;
import java.time.Duration;

/** The keys of a {@link Bridge} ({@code IFLA_BR_*} of {@code linux/if_link.h}). Times are in hundredths of a second. */
public final class BridgeAttributes {
    private static final Schema.Builder KEYS = Schema.builder("bridge");

    /** How long a port listens and learns before it forwards. */
    public static final Attribute<Duration> FORWARD_DELAY = KEYS.add(1, "IFLA_BR_FORWARD_DELAY", CENTISECONDS);
    /** The time between two hello packets of the spanning tree. */
    public static final Attribute<Duration> HELLO_TIME = KEYS.add(2, "IFLA_BR_HELLO_TIME", CENTISECONDS);
    /** How long information from a neighbouring bridge is valid. */
    public static final Attribute<Duration> MAX_AGE = KEYS.add(3, "IFLA_BR_MAX_AGE", CENTISECONDS);
    /** How long an unused MAC address stays in the forwarding table. */
    public static final Attribute<Duration> AGEING_TIME = KEYS.add(4, "IFLA_BR_AGEING_TIME", CENTISECONDS);
    /** The spanning tree protocol: 0 off, 1 run by the kernel, 2 run by a program. */
    public static final Attribute<Integer> STP_STATE = KEYS.add(5, "IFLA_BR_STP_STATE", COUNT);
    /** The priority in the spanning tree. */
    public static final Attribute<Integer> PRIORITY = KEYS.add(6, "IFLA_BR_PRIORITY", U16);
    /** Whether VLAN filtering is on. */
    public static final Attribute<Boolean> VLAN_FILTERING = KEYS.add(7, "IFLA_BR_VLAN_FILTERING", BOOL);
    /** The EtherType of VLAN tags: 0x8100 (802.1Q) or 0x88a8 (802.1ad). */
    public static final Attribute<Integer> VLAN_PROTOCOL = KEYS.add(8, "IFLA_BR_VLAN_PROTOCOL", BE16);
    /** The link-local groups 01:80:c2:00:00:0X that are forwarded, a bit for each X. */
    public static final Attribute<Integer> GROUP_FWD_MASK = KEYS.add(9, "IFLA_BR_GROUP_FWD_MASK", U16);
    /** The bridge that is the root of the spanning tree. */
    public static final Attribute<BridgeId> ROOT_ID = KEYS.reported(10, "IFLA_BR_ROOT_ID", BridgeId.CODEC);
    /** This bridge in the spanning tree. */
    public static final Attribute<BridgeId> BRIDGE_ID = KEYS.reported(11, "IFLA_BR_BRIDGE_ID", BridgeId.CODEC);
    /** The number of the port towards the root. */
    public static final Attribute<Integer> ROOT_PORT = KEYS.reported(12, "IFLA_BR_ROOT_PORT", U16);
    /** The cost of the path to the root. */
    public static final Attribute<Long> ROOT_PATH_COST = KEYS.reported(13, "IFLA_BR_ROOT_PATH_COST", U32);
    /** Whether a change of the topology is in progress. */
    public static final Attribute<Boolean> TOPOLOGY_CHANGE = KEYS.reported(14, "IFLA_BR_TOPOLOGY_CHANGE", BOOL);
    /** Whether this bridge detected a change of the topology. */
    public static final Attribute<Boolean> TOPOLOGY_CHANGE_DETECTED =
            KEYS.reported(15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED", BOOL);
    /** The time until the next hello packet. */
    public static final Attribute<Duration> HELLO_TIMER = KEYS.derived(16, "IFLA_BR_HELLO_TIMER", CENTISECONDS_64);
    /** The time until the next topology change notification. */
    public static final Attribute<Duration> TCN_TIMER = KEYS.derived(17, "IFLA_BR_TCN_TIMER", CENTISECONDS_64);
    /** The time until a topology change ends. */
    public static final Attribute<Duration> TOPOLOGY_CHANGE_TIMER =
            KEYS.derived(18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER", CENTISECONDS_64);
    /** The time until the next garbage collection of the forwarding table. */
    public static final Attribute<Duration> GC_TIMER = KEYS.derived(19, "IFLA_BR_GC_TIMER", CENTISECONDS_64);
    /** The destination address of spanning-tree packets. */
    public static final Attribute<MacAddress> GROUP_ADDR = KEYS.add(20, "IFLA_BR_GROUP_ADDR", MAC);
    /** Empties the forwarding table. */
    public static final Attribute<Boolean> FDB_FLUSH = KEYS.requested(21, "IFLA_BR_FDB_FLUSH", FLAG);
    /** Whether the bridge itself is a multicast router: 0 never, 1 if one is detected, 2 always. */
    public static final Attribute<Integer> MCAST_ROUTER = KEYS.add(22, "IFLA_BR_MCAST_ROUTER", U8);
    /** Whether multicasts are forwarded only to ports with members. */
    public static final Attribute<Boolean> MCAST_SNOOPING = KEYS.add(23, "IFLA_BR_MCAST_SNOOPING", BOOL);
    /** Whether queries have the address of the bridge as their source. */
    public static final Attribute<Boolean> MCAST_QUERY_USE_IFADDR =
            KEYS.add(24, "IFLA_BR_MCAST_QUERY_USE_IFADDR", BOOL);
    /** Whether the bridge sends membership queries. */
    public static final Attribute<Boolean> MCAST_QUERIER = KEYS.add(25, "IFLA_BR_MCAST_QUERIER", BOOL);
    /** Without effect since Linux 5.2. */
    public static final Attribute<Integer> MCAST_HASH_ELASTICITY = KEYS.add(26, "IFLA_BR_MCAST_HASH_ELASTICITY", COUNT);
    /** The maximum number of groups. */
    public static final Attribute<Integer> MCAST_HASH_MAX = KEYS.add(27, "IFLA_BR_MCAST_HASH_MAX", COUNT);
    /** The number of queries to the last member of a group. */
    public static final Attribute<Integer> MCAST_LAST_MEMBER_CNT = KEYS.add(28, "IFLA_BR_MCAST_LAST_MEMBER_CNT", COUNT);
    /** The number of queries at the start. */
    public static final Attribute<Integer> MCAST_STARTUP_QUERY_CNT =
            KEYS.add(29, "IFLA_BR_MCAST_STARTUP_QUERY_CNT", COUNT);
    /** The time between queries to the last member. */
    public static final Attribute<Duration> MCAST_LAST_MEMBER_INTVL =
            KEYS.add(30, "IFLA_BR_MCAST_LAST_MEMBER_INTVL", CENTISECONDS_64);
    /** How long a membership lasts without a report. */
    public static final Attribute<Duration> MCAST_MEMBERSHIP_INTVL =
            KEYS.add(31, "IFLA_BR_MCAST_MEMBERSHIP_INTVL", CENTISECONDS_64);
    /** How long another querier counts as present. */
    public static final Attribute<Duration> MCAST_QUERIER_INTVL =
            KEYS.add(32, "IFLA_BR_MCAST_QUERIER_INTVL", CENTISECONDS_64);
    /** The time between queries. */
    public static final Attribute<Duration> MCAST_QUERY_INTVL =
            KEYS.add(33, "IFLA_BR_MCAST_QUERY_INTVL", CENTISECONDS_64);
    /** The maximum response time of members. */
    public static final Attribute<Duration> MCAST_QUERY_RESPONSE_INTVL =
            KEYS.add(34, "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", CENTISECONDS_64);
    /** The time between queries at the start. */
    public static final Attribute<Duration> MCAST_STARTUP_QUERY_INTVL =
            KEYS.add(35, "IFLA_BR_MCAST_STARTUP_QUERY_INTVL", CENTISECONDS_64);
    /** Whether bridged IPv4 packets pass iptables. */
    public static final Attribute<Boolean> NF_CALL_IPTABLES = KEYS.add(36, "IFLA_BR_NF_CALL_IPTABLES", BOOL);
    /** Whether bridged IPv6 packets pass ip6tables. */
    public static final Attribute<Boolean> NF_CALL_IP6TABLES = KEYS.add(37, "IFLA_BR_NF_CALL_IP6TABLES", BOOL);
    /** Whether bridged ARP packets pass arptables. */
    public static final Attribute<Boolean> NF_CALL_ARPTABLES = KEYS.add(38, "IFLA_BR_NF_CALL_ARPTABLES", BOOL);
    /** The VLAN of untagged packets; 0 for none. */
    public static final Attribute<Integer> VLAN_DEFAULT_PVID = KEYS.add(39, "IFLA_BR_VLAN_DEFAULT_PVID", U16);
    /** Whether there are statistics for each VLAN. */
    public static final Attribute<Boolean> VLAN_STATS_ENABLED = KEYS.add(41, "IFLA_BR_VLAN_STATS_ENABLED", BOOL);
    /** Whether there are statistics of multicast packets. */
    public static final Attribute<Boolean> MCAST_STATS_ENABLED = KEYS.add(42, "IFLA_BR_MCAST_STATS_ENABLED", BOOL);
    /** The version of IGMP: 2 or 3. */
    public static final Attribute<Integer> MCAST_IGMP_VERSION = KEYS.add(43, "IFLA_BR_MCAST_IGMP_VERSION", U8);
    /** The version of MLD: 1 or 2. */
    public static final Attribute<Integer> MCAST_MLD_VERSION = KEYS.add(44, "IFLA_BR_MCAST_MLD_VERSION", U8);
    /** Whether there are statistics for each VLAN of each port. It can be changed only while ports have no VLANs. */
    public static final Attribute<Boolean> VLAN_STATS_PER_PORT = KEYS.add(45, "IFLA_BR_VLAN_STATS_PER_PORT", BOOL);
    /** The boolean options. */
    public static final Attribute<BridgeOptions> MULTI_BOOLOPT = KEYS.add(
            Attribute.of(46, "IFLA_BR_MULTI_BOOLOPT", BridgeOptions.CODEC).changedAs(BridgeOptions::differenceFrom));
    /** The state of the querier. */
    public static final Attribute<Nest> MCAST_QUERIER_STATE =
            KEYS.reported(47, "IFLA_BR_MCAST_QUERIER_STATE", nest(() -> MulticastQuerier.SCHEMA));
    /** The number of learned entries of the forwarding table. */
    public static final Attribute<Long> FDB_N_LEARNED = KEYS.derived(48, "IFLA_BR_FDB_N_LEARNED", U32);
    /** The maximum number of learned entries; 0 for no limit. */
    public static final Attribute<Long> FDB_MAX_LEARNED = KEYS.add(49, "IFLA_BR_FDB_MAX_LEARNED", U32);
    /** Whether the kernel or a program runs the spanning tree. */
    public static final Attribute<Long> STP_MODE = KEYS.add(50, "IFLA_BR_STP_MODE", U32);

    static final Schema SCHEMA = KEYS.build();

    private BridgeAttributes() {}
}
