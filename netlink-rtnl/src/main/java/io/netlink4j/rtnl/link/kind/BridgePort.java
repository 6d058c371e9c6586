package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.rtnl.internal.OptionText.toggle;
import static io.netlink4j.rtnl.link.kind.BridgeText.bit;
import static io.netlink4j.rtnl.link.kind.BridgeText.hex;
import static io.netlink4j.rtnl.link.kind.BridgeText.plain;
import static io.netlink4j.rtnl.link.kind.BridgeText.timer;
import static io.netlink4j.rtnl.link.kind.BridgeText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.OptionText;
import io.netlink4j.rtnl.internal.OptionText.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The bridge-port options of a link ({@code IFLA_BRPORT_*} of {@code linux/if_link.h}). */
public final class BridgePort extends NetlinkObject<BridgePort> {
    private static final Schema.Builder KEYS = Schema.builder("bridge port");

    /** The state in the spanning tree: 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking. */
    public static final Attribute<Integer> STATE = KEYS.add(1, "IFLA_BRPORT_STATE", U8);
    /** The priority in the spanning tree. */
    public static final Attribute<Integer> PRIORITY =
            KEYS.add(2, "IFLA_BRPORT_PRIORITY", CheckedCodecs.range(U16, 0, 63, "the priority of a port"));
    /** The cost of the path through this port. */
    public static final Attribute<Long> COST =
            KEYS.add(3, "IFLA_BRPORT_COST", CheckedCodecs.range(U32, 1, 0xffff, "the cost of a port"));
    /** Whether packets may leave by the port at which they arrived (hairpin). */
    public static final Attribute<Boolean> MODE = KEYS.add(4, "IFLA_BRPORT_MODE", BOOL);
    /** Whether the kernel disables the port if it receives spanning-tree packets (BPDU guard). */
    public static final Attribute<Boolean> GUARD = KEYS.add(5, "IFLA_BRPORT_GUARD", BOOL);
    /** Whether the port may not become the root port (root guard). */
    public static final Attribute<Boolean> PROTECT = KEYS.add(6, "IFLA_BRPORT_PROTECT", BOOL);
    /** Whether a member that leaves is removed at once (fast leave). */
    public static final Attribute<Boolean> FAST_LEAVE = KEYS.add(7, "IFLA_BRPORT_FAST_LEAVE", BOOL);
    /** Whether the port learns MAC addresses. */
    public static final Attribute<Boolean> LEARNING = KEYS.add(8, "IFLA_BRPORT_LEARNING", BOOL);
    /** Whether packets to unknown addresses are flooded to the port. */
    public static final Attribute<Boolean> UNICAST_FLOOD = KEYS.add(9, "IFLA_BRPORT_UNICAST_FLOOD", BOOL);
    /** Whether the bridge replies to ARP requests for others (proxy ARP). */
    public static final Attribute<Boolean> PROXYARP = KEYS.add(10, "IFLA_BRPORT_PROXYARP", BOOL);
    /** Whether entries that the device learned are added to the forwarding table. */
    public static final Attribute<Boolean> LEARNING_SYNC = KEYS.add(11, "IFLA_BRPORT_LEARNING_SYNC", BOOL);
    /** Whether the bridge replies to ARP requests for others as a Wi-Fi access point does. */
    public static final Attribute<Boolean> PROXYARP_WIFI = KEYS.add(12, "IFLA_BRPORT_PROXYARP_WIFI", BOOL);
    /** The root of the spanning tree. */
    public static final Attribute<BridgeId> ROOT_ID = KEYS.reported(13, "IFLA_BRPORT_ROOT_ID", BridgeId.CODEC);
    /** The designated bridge of the segment. */
    public static final Attribute<BridgeId> BRIDGE_ID = KEYS.reported(14, "IFLA_BRPORT_BRIDGE_ID", BridgeId.CODEC);
    /** The designated port of the segment. */
    public static final Attribute<Integer> DESIGNATED_PORT = KEYS.reported(15, "IFLA_BRPORT_DESIGNATED_PORT", U16);
    /** The cost of the path from the designated port to the root. */
    public static final Attribute<Integer> DESIGNATED_COST = KEYS.reported(16, "IFLA_BRPORT_DESIGNATED_COST", U16);
    /** The number and the priority of the port in one value. */
    public static final Attribute<Integer> ID = KEYS.reported(17, "IFLA_BRPORT_ID", U16);
    /** The number of the port. */
    public static final Attribute<Integer> NO = KEYS.reported(18, "IFLA_BRPORT_NO", U16);
    /** Whether a topology change was acknowledged. */
    public static final Attribute<Boolean> TOPOLOGY_CHANGE_ACK =
            KEYS.reported(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", BOOL);
    /** Whether a spanning-tree packet is pending. */
    public static final Attribute<Boolean> CONFIG_PENDING = KEYS.reported(20, "IFLA_BRPORT_CONFIG_PENDING", BOOL);
    /** The time until the last spanning-tree packet expires. */
    public static final Attribute<Duration> MESSAGE_AGE_TIMER =
            KEYS.derived(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", CENTISECONDS_64);
    /** The time until listening or learning ends. */
    public static final Attribute<Duration> FORWARD_DELAY_TIMER =
            KEYS.derived(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", CENTISECONDS_64);
    /** The time until the next spanning-tree packet may be sent. */
    public static final Attribute<Duration> HOLD_TIMER = KEYS.derived(23, "IFLA_BRPORT_HOLD_TIMER", CENTISECONDS_64);
    /** Flushes the MAC addresses that the port learned. */
    public static final Attribute<Boolean> FLUSH = KEYS.requested(24, "IFLA_BRPORT_FLUSH", FLAG);
    /** Whether a multicast router is behind the port: 0 never, 1 if one is detected, 2 always, 3 temporarily. */
    public static final Attribute<Integer> MULTICAST_ROUTER = KEYS.add(25, "IFLA_BRPORT_MULTICAST_ROUTER", U8);
    /** Whether multicasts without members are flooded to the port. */
    public static final Attribute<Boolean> MCAST_FLOOD = KEYS.add(27, "IFLA_BRPORT_MCAST_FLOOD", BOOL);
    /** Whether multicasts are sent as unicasts to the members. */
    public static final Attribute<Boolean> MCAST_TO_UCAST = KEYS.add(28, "IFLA_BRPORT_MCAST_TO_UCAST", BOOL);
    /** Whether VLANs are mapped to tunnels. */
    public static final Attribute<Boolean> VLAN_TUNNEL = KEYS.add(29, "IFLA_BRPORT_VLAN_TUNNEL", BOOL);
    /** Whether broadcasts are flooded to the port. */
    public static final Attribute<Boolean> BCAST_FLOOD = KEYS.add(30, "IFLA_BRPORT_BCAST_FLOOD", BOOL);
    /** The link-local groups 01:80:c2:00:00:0X that are forwarded, a bit for each X. */
    public static final Attribute<Integer> GROUP_FWD_MASK = KEYS.add(31, "IFLA_BRPORT_GROUP_FWD_MASK", U16);
    /** Whether ARP and neighbour discovery are suppressed on the port if the bridge knows the answer. */
    public static final Attribute<Boolean> NEIGH_SUPPRESS = KEYS.add(32, "IFLA_BRPORT_NEIGH_SUPPRESS", BOOL);
    /** Whether the port is isolated: no packets pass between isolated ports. */
    public static final Attribute<Boolean> ISOLATED = KEYS.add(33, "IFLA_BRPORT_ISOLATED", BOOL);
    /** The backup port, used while this one has no carrier. */
    public static final Attribute<LinkReference> BACKUP_PORT =
            KEYS.add(34, "IFLA_BRPORT_BACKUP_PORT", LinkReference.CODEC);
    /** Whether the ring of the Media Redundancy Protocol is open. */
    public static final Attribute<Boolean> MRP_RING_OPEN = KEYS.reported(35, "IFLA_BRPORT_MRP_RING_OPEN", BOOL);
    /** Whether the interconnection ring of the Media Redundancy Protocol is open. */
    public static final Attribute<Boolean> MRP_IN_OPEN = KEYS.reported(36, "IFLA_BRPORT_MRP_IN_OPEN", BOOL);
    /** The maximum number of hosts that are tracked as members of groups. */
    public static final Attribute<Long> MCAST_EHT_HOSTS_LIMIT = KEYS.add(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", U32);
    /** The number of hosts that are tracked as members of groups. */
    public static final Attribute<Long> MCAST_EHT_HOSTS_CNT = KEYS.derived(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", U32);
    /** Whether the port is locked: only known MAC addresses may send. */
    public static final Attribute<Boolean> LOCKED = KEYS.add(39, "IFLA_BRPORT_LOCKED", BOOL);
    /** Whether locked entries are added for unknown MAC addresses, so that a program can authenticate them (MAB). */
    public static final Attribute<Boolean> MAB = KEYS.add(40, "IFLA_BRPORT_MAB", BOOL);
    /** The number of groups with members at the port. */
    public static final Attribute<Long> MCAST_N_GROUPS = KEYS.derived(41, "IFLA_BRPORT_MCAST_N_GROUPS", U32);
    /** The maximum number of groups at the port; 0 for no limit. */
    public static final Attribute<Long> MCAST_MAX_GROUPS = KEYS.add(42, "IFLA_BRPORT_MCAST_MAX_GROUPS", U32);
    /** Whether {@link #NEIGH_SUPPRESS} is set for each VLAN. */
    public static final Attribute<Boolean> NEIGH_VLAN_SUPPRESS = KEYS.add(43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", BOOL);
    /** The backup nexthop object, used while this port has no carrier. */
    public static final Attribute<Long> BACKUP_NHID = KEYS.add(44, "IFLA_BRPORT_BACKUP_NHID", U32);
    /** Whether unsolicited neighbour advertisements pass despite {@link #NEIGH_SUPPRESS}. */
    public static final Attribute<Boolean> NEIGH_FORWARD_GRAT = KEYS.add(45, "IFLA_BRPORT_NEIGH_FORWARD_GRAT", BOOL);

    static final Schema SCHEMA = KEYS.build();

    private static final List<Row<?>> TEXTS = List.of(
            word("state", STATE, OptionText::portState),
            plain("priority", PRIORITY),
            plain("cost", COST),
            new Row<>(MODE, toggle("hairpin")),
            new Row<>(GUARD, toggle("guard")),
            new Row<>(PROTECT, toggle("root_block")),
            new Row<>(FAST_LEAVE, toggle("fastleave")),
            new Row<>(LEARNING, toggle("learning")),
            new Row<>(UNICAST_FLOOD, toggle("flood")),
            hex("port_id", ID),
            hex("port_no", NO),
            plain("designated_port", DESIGNATED_PORT),
            plain("designated_cost", DESIGNATED_COST),
            plain("designated_bridge", BRIDGE_ID),
            plain("designated_root", ROOT_ID),
            timer("hold_timer", HOLD_TIMER),
            timer("message_age_timer", MESSAGE_AGE_TIMER),
            timer("forward_delay_timer", FORWARD_DELAY_TIMER),
            bit("topology_change_ack", TOPOLOGY_CHANGE_ACK),
            bit("config_pending", CONFIG_PENDING),
            new Row<>(PROXYARP, toggle("proxy_arp")),
            new Row<>(PROXYARP_WIFI, toggle("proxy_arp_wifi")),
            plain("mcast_router", MULTICAST_ROUTER),
            new Row<>(FAST_LEAVE, toggle("mcast_fast_leave")),
            new Row<>(MCAST_FLOOD, toggle("mcast_flood")),
            new Row<>(BCAST_FLOOD, toggle("bcast_flood")),
            new Row<>(MCAST_TO_UCAST, toggle("mcast_to_unicast")),
            new Row<>(NEIGH_SUPPRESS, toggle("neigh_suppress")),
            new Row<>(NEIGH_VLAN_SUPPRESS, toggle("neigh_vlan_suppress")),
            new Row<>(NEIGH_FORWARD_GRAT, toggle("neigh_forward_grat")),
            hex("group_fwd_mask", GROUP_FWD_MASK),
            word("group_fwd_mask_str", GROUP_FWD_MASK, mask -> "0x" + Integer.toHexString(mask)),
            new Row<>(VLAN_TUNNEL, toggle("vlan_tunnel")),
            new Row<>(ISOLATED, toggle("isolated")),
            new Row<>(LOCKED, toggle("locked")),
            new Row<>(MAB, toggle("mab")),
            new Row<>(BACKUP_PORT, OptionText.link("backup_port")),
            new Row<>(BACKUP_NHID, OptionText.unlessZero("backup_nhid")));

    /** A port of a {@code bridge}. */
    public static final KindType<BridgePort> TYPE = KindType.of("bridge", SCHEMA, TEXTS, BridgePort::new);

    BridgePort(Content content) {
        super(content);
    }

    /** Empty port options. A request changes only what is set. */
    public static BridgePort defaults() {
        return new BridgePort(Content.of(new byte[0]));
    }

    /** The cost of the path through this port. */
    public Optional<Long> cost() {
        return get(COST);
    }

    /** A copy with another cost. */
    public BridgePort cost(long cost) {
        return with(COST, cost);
    }

    /** The priority in the spanning tree. */
    public Optional<Integer> priority() {
        return get(PRIORITY);
    }

    /** A copy with another priority. */
    public BridgePort priority(int priority) {
        return with(PRIORITY, priority);
    }

    /** Whether packets may leave by the port at which they arrived (hairpin). */
    public boolean hairpin() {
        return get(MODE).orElse(false);
    }

    /** A copy with hairpin on or off. */
    public BridgePort hairpin(boolean on) {
        return with(MODE, on);
    }

    /** Whether the port learns MAC addresses. */
    public boolean learning() {
        return get(LEARNING).orElse(true);
    }

    /** A copy with learning on or off. */
    public BridgePort learning(boolean on) {
        return with(LEARNING, on);
    }

    /** Whether the port is isolated: no packets pass between isolated ports. */
    public boolean isolated() {
        return get(ISOLATED).orElse(false);
    }

    /** A copy that is isolated or is not. */
    public BridgePort isolated(boolean on) {
        return with(ISOLATED, on);
    }

    /** The state in the spanning tree: 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking ({@code IFLA_BRPORT_STATE}); empty if it is not set. */
    public Optional<Integer> state() {
        return get(STATE);
    }

    /** A copy with another state in the spanning tree. The kernel refuses it while it runs the spanning tree itself. */
    public BridgePort state(int value) {
        return with(STATE, value);
    }

    /** Whether the kernel disables the port if it receives spanning-tree packets (BPDU guard) ({@code IFLA_BRPORT_GUARD}); empty if it is not set. */
    public Optional<Boolean> guard() {
        return get(GUARD);
    }

    /** A copy with BPDU guard on or off. */
    public BridgePort guard(boolean on) {
        return with(GUARD, on);
    }

    /** Whether the port may not become the root port (root guard) ({@code IFLA_BRPORT_PROTECT}); empty if it is not set. */
    public Optional<Boolean> rootBlock() {
        return get(PROTECT);
    }

    /** A copy with root guard on or off. */
    public BridgePort rootBlock(boolean on) {
        return with(PROTECT, on);
    }

    /** Whether a member that leaves a multicast group is removed at once ({@code IFLA_BRPORT_FAST_LEAVE}); empty if it is not set. */
    public Optional<Boolean> fastLeave() {
        return get(FAST_LEAVE);
    }

    /** A copy with fast leave on or off. */
    public BridgePort fastLeave(boolean on) {
        return with(FAST_LEAVE, on);
    }

    /** Whether packets to unknown addresses are flooded to the port ({@code IFLA_BRPORT_UNICAST_FLOOD}); empty if it is not set. */
    public Optional<Boolean> flood() {
        return get(UNICAST_FLOOD);
    }

    /** A copy with flooding of unknown addresses on or off. */
    public BridgePort flood(boolean on) {
        return with(UNICAST_FLOOD, on);
    }

    /** Whether multicasts without members are flooded to the port ({@code IFLA_BRPORT_MCAST_FLOOD}); empty if it is not set. */
    public Optional<Boolean> multicastFlood() {
        return get(MCAST_FLOOD);
    }

    /** A copy with flooding of multicasts on or off. */
    public BridgePort multicastFlood(boolean on) {
        return with(MCAST_FLOOD, on);
    }

    /** Whether broadcasts are flooded to the port ({@code IFLA_BRPORT_BCAST_FLOOD}); empty if it is not set. */
    public Optional<Boolean> broadcastFlood() {
        return get(BCAST_FLOOD);
    }

    /** A copy with flooding of broadcasts on or off. */
    public BridgePort broadcastFlood(boolean on) {
        return with(BCAST_FLOOD, on);
    }

    /** Whether multicasts are sent as unicasts to the members ({@code IFLA_BRPORT_MCAST_TO_UCAST}); empty if it is not set. */
    public Optional<Boolean> multicastToUnicast() {
        return get(MCAST_TO_UCAST);
    }

    /** A copy with multicasts as unicasts on or off. */
    public BridgePort multicastToUnicast(boolean on) {
        return with(MCAST_TO_UCAST, on);
    }

    /** Whether a multicast router is behind the port: 0 never, 1 if one is detected, 2 always, 3 temporarily ({@code IFLA_BRPORT_MULTICAST_ROUTER}); empty if it is not set. */
    public Optional<Integer> multicastRouter() {
        return get(MULTICAST_ROUTER);
    }

    /** A copy with another multicast router mode, 0 to 2. */
    public BridgePort multicastRouter(int value) {
        return with(MULTICAST_ROUTER, value);
    }

    /** The maximum number of multicast groups at the port; 0 for no limit ({@code IFLA_BRPORT_MCAST_MAX_GROUPS}); empty if it is not set. */
    public Optional<Long> maxGroups() {
        return get(MCAST_MAX_GROUPS);
    }

    /** A copy with another maximum number of multicast groups, unsigned with 32 bits. */
    public BridgePort maxGroups(long value) {
        return with(MCAST_MAX_GROUPS, value);
    }

    /** Whether the bridge replies to ARP requests for others ({@code IFLA_BRPORT_PROXYARP}); empty if it is not set. */
    public Optional<Boolean> proxyArp() {
        return get(PROXYARP);
    }

    /** A copy with proxy ARP on or off. */
    public BridgePort proxyArp(boolean on) {
        return with(PROXYARP, on);
    }

    /** Whether the bridge replies to ARP requests for others as a Wi-Fi access point does ({@code IFLA_BRPORT_PROXYARP_WIFI}); empty if it is not set. */
    public Optional<Boolean> proxyArpWifi() {
        return get(PROXYARP_WIFI);
    }

    /** A copy with proxy ARP of an access point on or off. */
    public BridgePort proxyArpWifi(boolean on) {
        return with(PROXYARP_WIFI, on);
    }

    /** Whether ARP and neighbour discovery are suppressed on the port if the bridge knows the answer ({@code IFLA_BRPORT_NEIGH_SUPPRESS}); empty if it is not set. */
    public Optional<Boolean> neighbourSuppression() {
        return get(NEIGH_SUPPRESS);
    }

    /** A copy with suppression on or off. */
    public BridgePort neighbourSuppression(boolean on) {
        return with(NEIGH_SUPPRESS, on);
    }

    /** Whether that is set for each VLAN, since Linux 6.4 ({@code IFLA_BRPORT_NEIGH_VLAN_SUPPRESS}); empty if it is not set. */
    public Optional<Boolean> neighbourVlanSuppression() {
        return get(NEIGH_VLAN_SUPPRESS);
    }

    /** A copy with suppression by VLAN on or off. */
    public BridgePort neighbourVlanSuppression(boolean on) {
        return with(NEIGH_VLAN_SUPPRESS, on);
    }

    /** Whether VLANs are mapped to tunnels ({@code IFLA_BRPORT_VLAN_TUNNEL}); empty if it is not set. */
    public Optional<Boolean> vlanTunnel() {
        return get(VLAN_TUNNEL);
    }

    /** A copy with tunnels by VLAN on or off. */
    public BridgePort vlanTunnel(boolean on) {
        return with(VLAN_TUNNEL, on);
    }

    /** The link-local groups 01:80:c2:00:00:0X that are forwarded, a bit for each X ({@code IFLA_BRPORT_GROUP_FWD_MASK}); empty if it is not set. */
    public Optional<Integer> groupForwardMask() {
        return get(GROUP_FWD_MASK);
    }

    /** A copy with another mask of link-local groups, 0 to 65535. */
    public BridgePort groupForwardMask(int value) {
        return with(GROUP_FWD_MASK, value);
    }

    /** Whether only known MAC addresses may send ({@code IFLA_BRPORT_LOCKED}); empty if it is not set. */
    public Optional<Boolean> locked() {
        return get(LOCKED);
    }

    /** A copy with the lock on or off. */
    public BridgePort locked(boolean on) {
        return with(LOCKED, on);
    }

    /** Whether locked entries are added for unknown MAC addresses, since Linux 6.2 ({@code IFLA_BRPORT_MAB}); empty if it is not set. */
    public Optional<Boolean> macAuthenticationBypass() {
        return get(MAB);
    }

    /** A copy with MAC authentication bypass on or off. It needs {@link #locked(boolean)} and {@link #learning(boolean)}. */
    public BridgePort macAuthenticationBypass(boolean on) {
        return with(MAB, on);
    }

    /** The backup nexthop object, used while the port has no carrier, since Linux 6.6; 0 for none ({@code IFLA_BRPORT_BACKUP_NHID}); empty if it is not set. */
    public Optional<Long> backupNextHopId() {
        return get(BACKUP_NHID);
    }

    /** A copy with another backup nexthop object; 0 for none. */
    public BridgePort backupNextHopId(long value) {
        return with(BACKUP_NHID, value);
    }

    /** The backup port, used while this one has no carrier ({@code IFLA_BRPORT_BACKUP_PORT}); empty if there is none. */
    public Optional<LinkReference> backupPort() {
        return get(BACKUP_PORT).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with a backup port. */
    public BridgePort backupPort(LinkReference link) {
        return with(BACKUP_PORT, link);
    }

    /** A copy without a backup port. */
    public BridgePort noBackupPort() {
        return with(BACKUP_PORT, LinkReference.of(0));
    }

    /** A copy that flushes the MAC addresses that the port learned ({@code IFLA_BRPORT_FLUSH}). */
    public BridgePort flush() {
        return with(FLUSH, true);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected BridgePort copy(Content content) {
        return new BridgePort(content);
    }

    /** As {@code ip -d} shows it: {@code bridge_slave state forwarding priority 32 cost 2 ...}. */
    @Override
    public String toString() {
        try {
            return TYPE.text("bridge_slave", this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
