package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.OptionText;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.List;
import java.util.Optional;

/**
 * A VLAN, or a range of VLANs with the same options, of a bridge or of its port ({@code BRIDGE_VLANDB_ENTRY_*} of {@code
 * linux/if_bridge.h}).
 *
 * {@snippet :
 * rtnl.bridgeVlans().replace("veth1", BridgeVlan.of(10).pvid().untagged());
 * rtnl.bridgeVlans().replace("veth1", BridgeVlan.range(100, 200));
 * }
 */
public final class BridgeVlan extends NetlinkObject<BridgeVlan> {
    private static final int LOWEST = 1;
    private static final int HIGHEST = 4094;
    private static final int FORWARDING = 3;
    private static final int DETECTED = 1;

    private static final Schema.Builder KEYS = Schema.builder("bridge vlan");
    static final Attribute<VlanInfo> INFO = KEYS.add(1, "BRIDGE_VLANDB_ENTRY_INFO", VlanInfo.CODEC);
    static final Attribute<Integer> RANGE = KEYS.add(2, "BRIDGE_VLANDB_ENTRY_RANGE", U16);
    static final Attribute<Integer> STATE = KEYS.add(3, "BRIDGE_VLANDB_ENTRY_STATE", U8);
    static final Attribute<Nest> TUNNEL_INFO = KEYS.add(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", nest(() -> tunnelKeys()));
    /** The statistics, as attributes. */
    public static final Attribute<Nest> STATS =
            KEYS.add(Attribute.of(5, "BRIDGE_VLANDB_ENTRY_STATS", nest(() -> statisticsKeys()))
                    .derived());

    static final Attribute<Integer> MCAST_ROUTER = KEYS.add(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", U8);
    /** The number of multicast groups with members. */
    public static final Attribute<Long> MCAST_N_GROUPS =
            KEYS.add(Attribute.of(7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", U32).derived());

    static final Attribute<Long> MCAST_MAX_GROUPS = KEYS.add(8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", U32);
    static final Attribute<Boolean> NEIGH_SUPPRESS = KEYS.add(9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", BOOL);
    /** Whether unsolicited neighbour advertisements pass despite suppression. */
    public static final Attribute<Boolean> NEIGH_FORWARD_GRAT =
            KEYS.add(10, "BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT", BOOL);

    static final Schema SCHEMA = KEYS.build();

    private static final Attribute<Long> TUNNEL_ID = Attribute.of(1, "BRIDGE_VLANDB_TINFO_ID", U32);
    private static final Attribute<Long> TUNNEL_COMMAND = Attribute.of(2, "BRIDGE_VLANDB_TINFO_CMD", U32);
    /** {@code RTM_SETLINK} and {@code RTM_DELLINK}, as commands. */
    private static final long SET = 19;

    private static final long DELETE = 17;

    private static final TextRows<BridgeVlan> ROWS = new TextRows<BridgeVlan>()
            .addAlways("", vlan -> vlan.first() == vlan.last() ? vlan.first() : vlan.first() + "-" + vlan.last())
            .addIf(BridgeVlan::isPvid, "PVID")
            .addIf(BridgeVlan::isUntagged, "Egress Untagged")
            .add("state", STATE, OptionText::portState)
            .add("mcast_router", MCAST_ROUTER)
            .add("mcast_n_groups", MCAST_N_GROUPS)
            .add("mcast_max_groups", MCAST_MAX_GROUPS)
            .add("neigh_suppress", NEIGH_SUPPRESS, on -> on ? "on" : "off")
            .add("neigh_forward_grat", NEIGH_FORWARD_GRAT, on -> on ? "on" : "off")
            .add("tunnel_id", BridgeVlan::tunnel);

    BridgeVlan(Content content) {
        super(content);
    }

    private static Schema tunnelKeys() {
        Schema.Builder keys = Schema.builder("bridge vlan tunnel");
        keys.add(1, "BRIDGE_VLANDB_TINFO_ID", U32);
        keys.requested(2, "BRIDGE_VLANDB_TINFO_CMD", U32);
        return keys.build();
    }

    private static Schema statisticsKeys() {
        Schema.Builder keys = Schema.builder("bridge vlan statistics");
        keys.reported(1, "BRIDGE_VLANDB_STATS_RX_BYTES", U64);
        keys.reported(2, "BRIDGE_VLANDB_STATS_RX_PACKETS", U64);
        keys.reported(3, "BRIDGE_VLANDB_STATS_TX_BYTES", U64);
        keys.reported(4, "BRIDGE_VLANDB_STATS_TX_PACKETS", U64);
        return keys.build();
    }

    /** The VLAN with a number of 1 to 4094. */
    public static BridgeVlan of(int id) {
        return new BridgeVlan(Content.of(new byte[0])).with(INFO, new VlanInfo(0, checked(id)));
    }

    /** The VLANs with numbers from {@code first} to {@code last}, each 1 to 4094. */
    public static BridgeVlan range(int first, int last) {
        CheckedCodecs.inOrder(first, last, "the VLANs");
        return first == last ? of(first) : of(first).with(RANGE, checked(last));
    }

    private static int checked(int id) {
        return CheckedCodecs.inRange(id, LOWEST, HIGHEST, "a VLAN of a bridge");
    }

    private VlanInfo info() {
        return require(INFO);
    }

    private BridgeVlan flag(int flag, boolean on) {
        return with(INFO, info().with(flag, on));
    }

    /** The number of the first VLAN. */
    public int first() {
        return info().id();
    }

    /** The number of the last VLAN. */
    public int last() {
        return get(RANGE).orElseGet(this::first);
    }

    /** The part of the range behind a VLAN; none if there is no such part. */
    List<BridgeVlan> behind(int id) {
        if (id < first()) {
            return List.of(this);
        }
        if (id >= last()) {
            return List.of();
        }
        int skipped = id + 1 - first();
        BridgeVlan rest = with(INFO, new VlanInfo(info().flags(), first() + skipped));
        return List.of(get(TUNNEL_INFO)
                .flatMap(info -> info.get(TUNNEL_ID).map(tunnel -> info.with(TUNNEL_ID, tunnel + skipped)))
                .map(info -> rest.with(TUNNEL_INFO, info))
                .orElse(rest));
    }

    /** Whether untagged packets that arrive belong to this VLAN. */
    public boolean isPvid() {
        return info().has(VlanInfo.PVID);
    }

    /** A copy to which untagged packets belong that arrive. Only one VLAN of a port can be that. */
    public BridgeVlan pvid() {
        return flag(VlanInfo.PVID, true);
    }

    /** Whether packets leave without a tag. */
    public boolean isUntagged() {
        return info().has(VlanInfo.UNTAGGED);
    }

    /** A copy whose packets leave without a tag. */
    public BridgeVlan untagged() {
        return flag(VlanInfo.UNTAGGED, true);
    }

    /** The state in the spanning tree: 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking. */
    public Optional<Integer> state() {
        return get(STATE);
    }

    /** A copy in another state, for {@link BridgeVlans#change}. */
    public BridgeVlan state(int state) {
        return with(STATE, state);
    }

    /** The multicast router port: 0 never, 1 if one is detected, 2 always ({@code BRIDGE_VLANDB_ENTRY_MCAST_ROUTER}). */
    public Optional<Integer> multicastRouter() {
        return get(MCAST_ROUTER);
    }

    /** A copy with another multicast router port, for {@link BridgeVlans#change}. It needs multicast snooping by VLAN. */
    public BridgeVlan multicastRouter(int mode) {
        return with(MCAST_ROUTER, mode);
    }

    /** The maximum number of multicast groups; 0 for no limit. */
    public Optional<Long> maxGroups() {
        return get(MCAST_MAX_GROUPS);
    }

    /** A copy with another maximum number of multicast groups, for {@link BridgeVlans#change}. */
    public BridgeVlan maxGroups(long count) {
        return with(MCAST_MAX_GROUPS, count);
    }

    /** Whether ARP and neighbour discovery are suppressed if the bridge knows the answer. */
    public Optional<Boolean> neighbourSuppression() {
        return get(NEIGH_SUPPRESS);
    }

    /** A copy with suppression on or off, for {@link BridgeVlans#change}. */
    public BridgeVlan neighbourSuppression(boolean on) {
        return with(NEIGH_SUPPRESS, on);
    }

    /** The number of the tunnel of the VLAN, or of the first one. */
    public Optional<Long> tunnel() {
        return get(TUNNEL_INFO).flatMap(info -> info.get(TUNNEL_ID));
    }

    /** A copy with a tunnel, such as a VNI, for {@link BridgeVlans#change}. A range has one after the other. */
    public BridgeVlan tunnel(long id) {
        return with(TUNNEL_INFO, Nest.empty(tunnelKeys()).with(TUNNEL_ID, id).with(TUNNEL_COMMAND, SET));
    }

    /** A copy without a tunnel, for {@link BridgeVlans#change}. */
    public BridgeVlan noTunnel() {
        return with(TUNNEL_INFO, Nest.empty(tunnelKeys()).with(TUNNEL_ID, 0L).with(TUNNEL_COMMAND, DELETE));
    }

    /** The VLAN with its flags alone. */
    BridgeVlan bare() {
        BridgeVlan vlan = new BridgeVlan(Content.of(new byte[0])).with(INFO, info().with(VlanInfo.ONLY_OPTIONS, false));
        return get(RANGE).map(last -> vlan.with(RANGE, last)).orElse(vlan);
    }

    /** The VLAN with the options that a new one does not have. Some of the others need options of the bridge. */
    BridgeVlan options() {
        return unless(STATE, FORWARDING)
                .unless(MCAST_ROUTER, DETECTED)
                .unless(MCAST_MAX_GROUPS, 0L)
                .unless(NEIGH_SUPPRESS, false)
                .unless(NEIGH_FORWARD_GRAT, false)
                .without(STATS)
                .without(MCAST_N_GROUPS);
    }

    private <T> BridgeVlan unless(Attribute<T> key, T value) {
        return get(key).filter(value::equals).map(same -> without(key)).orElse(this);
    }

    /** The VLAN with its options, as a change. The kernel needs to know what to do with a tunnel. */
    BridgeVlan changed() {
        BridgeVlan options = flag(VlanInfo.ONLY_OPTIONS, true);
        return get(TUNNEL_INFO)
                .filter(tunnel -> !tunnel.has(TUNNEL_COMMAND))
                .map(tunnel -> options.with(TUNNEL_INFO, tunnel.with(TUNNEL_COMMAND, SET)))
                .orElse(options);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected BridgeVlan copy(Content content) {
        return new BridgeVlan(content);
    }

    /** As {@code bridge vlan} writes it: {@code 10 PVID Egress Untagged}. */
    @Override
    public String toString() {
        try {
            return ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
