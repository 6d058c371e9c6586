package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import java.time.Duration;
import java.util.Optional;

/** What a bridge makes of a link that is one of its ports ({@code IFLA_BRPORT_*} of {@code linux/if_link.h}). */
public final class BridgePort extends NetlinkObject<BridgePort> {
    private static final Schema.Builder KEYS = Schema.builder("bridge port");

    /** The state in the spanning tree: 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking. */
    public static final Attribute<Integer> STATE = KEYS.add(1, "IFLA_BRPORT_STATE", U8);
    /** The priority in the spanning tree. */
    public static final Attribute<Integer> PRIORITY = KEYS.add(2, "IFLA_BRPORT_PRIORITY", U16);
    /** The cost of the path through this port. */
    public static final Attribute<Long> COST = KEYS.add(3, "IFLA_BRPORT_COST", U32);
    /** Whether packets may leave by the port they came in (hairpin). */
    public static final Attribute<Boolean> MODE = KEYS.add(4, "IFLA_BRPORT_MODE", BOOL);
    /** Whether packets of the spanning tree are refused. */
    public static final Attribute<Boolean> GUARD = KEYS.add(5, "IFLA_BRPORT_GUARD", BOOL);
    /** Whether the port is kept from becoming the way to the root. */
    public static final Attribute<Boolean> PROTECT = KEYS.add(6, "IFLA_BRPORT_PROTECT", BOOL);
    /** Whether a group is left at once. */
    public static final Attribute<Boolean> FAST_LEAVE = KEYS.add(7, "IFLA_BRPORT_FAST_LEAVE", BOOL);
    /** Whether MAC addresses are learned here. */
    public static final Attribute<Boolean> LEARNING = KEYS.add(8, "IFLA_BRPORT_LEARNING", BOOL);
    /** Whether packets for unknown addresses leave here. */
    public static final Attribute<Boolean> UNICAST_FLOOD = KEYS.add(9, "IFLA_BRPORT_UNICAST_FLOOD", BOOL);
    /** Whether ARP is answered for others. */
    public static final Attribute<Boolean> PROXYARP = KEYS.add(10, "IFLA_BRPORT_PROXYARP", BOOL);
    /** Whether the device reports what it learned. */
    public static final Attribute<Boolean> LEARNING_SYNC = KEYS.add(11, "IFLA_BRPORT_LEARNING_SYNC", BOOL);
    /** Whether ARP is answered for others as an access point does. */
    public static final Attribute<Boolean> PROXYARP_WIFI = KEYS.add(12, "IFLA_BRPORT_PROXYARP_WIFI", BOOL);
    /** The root of the spanning tree. */
    public static final Attribute<BridgeId> ROOT_ID = KEYS.reported(13, "IFLA_BRPORT_ROOT_ID", BridgeId.CODEC);
    /** The bridge that serves the segment behind this port. */
    public static final Attribute<BridgeId> BRIDGE_ID = KEYS.reported(14, "IFLA_BRPORT_BRIDGE_ID", BridgeId.CODEC);
    /** The port that serves the segment behind this port. */
    public static final Attribute<Integer> DESIGNATED_PORT = KEYS.reported(15, "IFLA_BRPORT_DESIGNATED_PORT", U16);
    /** The cost of that port's path to the root. */
    public static final Attribute<Integer> DESIGNATED_COST = KEYS.reported(16, "IFLA_BRPORT_DESIGNATED_COST", U16);
    /** The port's number and priority in one. */
    public static final Attribute<Integer> ID = KEYS.reported(17, "IFLA_BRPORT_ID", U16);
    /** The port's number. */
    public static final Attribute<Integer> NO = KEYS.reported(18, "IFLA_BRPORT_NO", U16);
    /** Whether a change of the spanning tree was confirmed. */
    public static final Attribute<Boolean> TOPOLOGY_CHANGE_ACK =
            KEYS.reported(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", BOOL);
    /** Whether a packet of the spanning tree waits to be sent. */
    public static final Attribute<Boolean> CONFIG_PENDING = KEYS.reported(20, "IFLA_BRPORT_CONFIG_PENDING", BOOL);
    /** What is left until the last packet of the spanning tree is too old. */
    public static final Attribute<Duration> MESSAGE_AGE_TIMER =
            KEYS.reported(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", CENTISECONDS_64);
    /** What is left of listening or learning. */
    public static final Attribute<Duration> FORWARD_DELAY_TIMER =
            KEYS.reported(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", CENTISECONDS_64);
    /** What is left until the next packet of the spanning tree may be sent. */
    public static final Attribute<Duration> HOLD_TIMER = KEYS.reported(23, "IFLA_BRPORT_HOLD_TIMER", CENTISECONDS_64);
    /** Forgets the MAC addresses learned here. */
    public static final Attribute<Boolean> FLUSH = KEYS.requested(24, "IFLA_BRPORT_FLUSH", FLAG);
    /** Whether a multicast router is here: 0 never, 1 when one is heard, 2 always, 3 for a while. */
    public static final Attribute<Integer> MULTICAST_ROUTER = KEYS.add(25, "IFLA_BRPORT_MULTICAST_ROUTER", U8);
    /** Whether multicasts that nobody joined leave here. */
    public static final Attribute<Boolean> MCAST_FLOOD = KEYS.add(27, "IFLA_BRPORT_MCAST_FLOOD", BOOL);
    /** Whether multicasts leave as unicasts to those who joined. */
    public static final Attribute<Boolean> MCAST_TO_UCAST = KEYS.add(28, "IFLA_BRPORT_MCAST_TO_UCAST", BOOL);
    /** Whether VLANs become tunnels. */
    public static final Attribute<Boolean> VLAN_TUNNEL = KEYS.add(29, "IFLA_BRPORT_VLAN_TUNNEL", BOOL);
    /** Whether broadcasts leave here. */
    public static final Attribute<Boolean> BCAST_FLOOD = KEYS.add(30, "IFLA_BRPORT_BCAST_FLOOD", BOOL);
    /** Which link-local groups 01:80:c2:00:00:0X are forwarded, a bit for each X. */
    public static final Attribute<Integer> GROUP_FWD_MASK = KEYS.add(31, "IFLA_BRPORT_GROUP_FWD_MASK", U16);
    /** Whether neighbour discovery is kept from here when the answer is known. */
    public static final Attribute<Boolean> NEIGH_SUPPRESS = KEYS.add(32, "IFLA_BRPORT_NEIGH_SUPPRESS", BOOL);
    /** Whether nothing passes between this port and others that are isolated. */
    public static final Attribute<Boolean> ISOLATED = KEYS.add(33, "IFLA_BRPORT_ISOLATED", BOOL);
    /** The port to use when this one has no carrier. */
    public static final Attribute<LinkReference> BACKUP_PORT =
            KEYS.add(34, "IFLA_BRPORT_BACKUP_PORT", LinkReference.CODEC);
    /** Whether the ring of the media redundancy protocol is open. */
    public static final Attribute<Boolean> MRP_RING_OPEN = KEYS.reported(35, "IFLA_BRPORT_MRP_RING_OPEN", BOOL);
    /** Whether the interconnection of two such rings is open. */
    public static final Attribute<Boolean> MRP_IN_OPEN = KEYS.reported(36, "IFLA_BRPORT_MRP_IN_OPEN", BOOL);
    /** The most hosts that are tracked as members of groups. */
    public static final Attribute<Long> MCAST_EHT_HOSTS_LIMIT = KEYS.add(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", U32);
    /** How many hosts are tracked as members of groups. */
    public static final Attribute<Long> MCAST_EHT_HOSTS_CNT = KEYS.reported(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", U32);
    /** Whether only known MAC addresses may send. */
    public static final Attribute<Boolean> LOCKED = KEYS.add(39, "IFLA_BRPORT_LOCKED", BOOL);
    /** Whether others are noted so that a program may let them in. */
    public static final Attribute<Boolean> MAB = KEYS.add(40, "IFLA_BRPORT_MAB", BOOL);
    /** How many groups were joined here. */
    public static final Attribute<Long> MCAST_N_GROUPS = KEYS.reported(41, "IFLA_BRPORT_MCAST_N_GROUPS", U32);
    /** The most groups that can be joined here, 0 for no limit. */
    public static final Attribute<Long> MCAST_MAX_GROUPS = KEYS.add(42, "IFLA_BRPORT_MCAST_MAX_GROUPS", U32);
    /** Whether {@link #NEIGH_SUPPRESS} is decided for each VLAN. */
    public static final Attribute<Boolean> NEIGH_VLAN_SUPPRESS = KEYS.add(43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", BOOL);
    /** The nexthop object to use when this port has no carrier. */
    public static final Attribute<Long> BACKUP_NHID = KEYS.add(44, "IFLA_BRPORT_BACKUP_NHID", U32);
    /** Whether unasked neighbour advertisements pass in spite of {@link #NEIGH_SUPPRESS}. */
    public static final Attribute<Boolean> NEIGH_FORWARD_GRAT = KEYS.add(45, "IFLA_BRPORT_NEIGH_FORWARD_GRAT", BOOL);

    static final Schema SCHEMA = KEYS.build();

    /** A port of a {@code bridge}. */
    public static final KindType<BridgePort> TYPE = KindType.of("bridge", SCHEMA, BridgeText.PORT, BridgePort::new);

    BridgePort(Content content) {
        super(content);
    }

    /** A port of which nothing is said: only what is set on it is changed. */
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

    /** Whether packets may leave by the port they came in. */
    public boolean hairpin() {
        return get(MODE).orElse(false);
    }

    /** A copy in which packets may leave by the port they came in, or not. */
    public BridgePort hairpin(boolean on) {
        return with(MODE, on);
    }

    /** Whether MAC addresses are learned here. */
    public boolean learning() {
        return get(LEARNING).orElse(true);
    }

    /** A copy in which MAC addresses are learned, or not. */
    public BridgePort learning(boolean on) {
        return with(LEARNING, on);
    }

    /** Whether nothing passes between this port and others that are isolated. */
    public boolean isolated() {
        return get(ISOLATED).orElse(false);
    }

    /** A copy that is isolated, or not. */
    public BridgePort isolated(boolean on) {
        return with(ISOLATED, on);
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
