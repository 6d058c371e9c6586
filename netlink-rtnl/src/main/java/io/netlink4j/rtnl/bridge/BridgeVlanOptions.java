package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.CENTISECONDS_64;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.MulticastQuerier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of a VLAN, or of a range of VLANs, that hold for the whole bridge ({@code BRIDGE_VLANDB_GOPTS_*} of {@code
 * linux/if_bridge.h}), since Linux 5.15. The key of each is for {@code get} and {@code with}.
 *
 * {@snippet :
 * rtnl.bridgeVlans().change("br0", BridgeVlanOptions.of(10).multicastSnooping(false));
 * }
 */
public final class BridgeVlanOptions extends NetlinkObject<BridgeVlanOptions> {
    private static final Schema.Builder KEYS = Schema.builder("bridge vlan options");
    static final Attribute<Integer> ID = KEYS.add(1, "BRIDGE_VLANDB_GOPTS_ID", U16);
    static final Attribute<Integer> RANGE = KEYS.add(2, "BRIDGE_VLANDB_GOPTS_RANGE", U16);
    /** Whether multicasts are forwarded only to ports with members. */
    public static final Attribute<Boolean> MCAST_SNOOPING = KEYS.add(3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", BOOL);
    /** The version of IGMP: 2 or 3. */
    public static final Attribute<Integer> MCAST_IGMP_VERSION =
            KEYS.add(4, "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION", U8);
    /** The version of MLD: 1 or 2. */
    public static final Attribute<Integer> MCAST_MLD_VERSION = KEYS.add(5, "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION", U8);
    /** The number of queries after a leave message. */
    public static final Attribute<Integer> MCAST_LAST_MEMBER_CNT =
            KEYS.add(6, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT", COUNT);
    /** The number of queries at the start. */
    public static final Attribute<Integer> MCAST_STARTUP_QUERY_CNT =
            KEYS.add(7, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT", COUNT);
    /** The time between queries after a leave message. */
    public static final Attribute<Duration> MCAST_LAST_MEMBER_INTVL =
            KEYS.add(8, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", CENTISECONDS_64);
    /** After which time without reports a group is left. */
    public static final Attribute<Duration> MCAST_MEMBERSHIP_INTVL =
            KEYS.add(10, "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL", CENTISECONDS_64);
    /** How long another querier counts as present. */
    public static final Attribute<Duration> MCAST_QUERIER_INTVL =
            KEYS.add(11, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", CENTISECONDS_64);
    /** The time between queries. */
    public static final Attribute<Duration> MCAST_QUERY_INTVL =
            KEYS.add(12, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", CENTISECONDS_64);
    /** The longest time of an answer to a query. */
    public static final Attribute<Duration> MCAST_QUERY_RESPONSE_INTVL =
            KEYS.add(13, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL", CENTISECONDS_64);
    /** The time between queries at the start. */
    public static final Attribute<Duration> MCAST_STARTUP_QUERY_INTVL =
            KEYS.add(14, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL", CENTISECONDS_64);
    /** Whether the bridge sends queries. */
    public static final Attribute<Boolean> MCAST_QUERIER = KEYS.add(15, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER", BOOL);
    /** The ports with routers, as attributes. */
    public static final Attribute<Nest> MCAST_ROUTER_PORTS =
            KEYS.reported(16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS", nest(() -> RouterPorts.SCHEMA));
    /** Who sends queries. */
    public static final Attribute<Nest> MCAST_QUERIER_STATE =
            KEYS.reported(17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", nest(() -> MulticastQuerier.SCHEMA));
    /** The instance of the spanning tree (MSTP), for bridges with {@code mst_enabled}. */
    public static final Attribute<Integer> MSTI = KEYS.add(18, "BRIDGE_VLANDB_GOPTS_MSTI", U16);

    static final Schema SCHEMA = KEYS.build();

    BridgeVlanOptions(Content content) {
        super(content);
    }

    /** The options of the VLAN with a number of 1 to 4094. */
    public static BridgeVlanOptions of(int id) {
        return new BridgeVlanOptions(Content.of(new byte[0]))
                .with(ID, BridgeVlan.of(id).first());
    }

    /** The options of the VLANs with numbers from {@code first} to {@code last}, each 1 to 4094. */
    public static BridgeVlanOptions range(int first, int last) {
        BridgeVlan vlans = BridgeVlan.range(first, last);
        return first == last ? of(first) : of(first).with(RANGE, vlans.last());
    }

    /** The number of the first VLAN. */
    public int first() {
        return require(ID);
    }

    /** The number of the last VLAN. */
    public int last() {
        return get(RANGE).orElseGet(this::first);
    }

    /** The part of the range behind a VLAN; none if there is no such part. */
    List<BridgeVlanOptions> behind(int id) {
        if (id < first()) {
            return List.of(this);
        }
        return id < last() ? List.of(with(ID, id + 1)) : List.of();
    }

    /** Whether multicasts are forwarded only to ports with members. */
    public Optional<Boolean> multicastSnooping() {
        return get(MCAST_SNOOPING);
    }

    /** A copy with multicast snooping on or off. It needs {@code mcast_vlan_snooping} of the bridge to have an effect. */
    public BridgeVlanOptions multicastSnooping(boolean on) {
        return with(MCAST_SNOOPING, on);
    }

    /** The ports with multicast routers, such as the port to a querier. */
    public List<LinkReference> routerPorts() {
        return get(MCAST_ROUTER_PORTS).map(RouterPorts::links).orElse(List.of());
    }

    /** The instance of the spanning tree. */
    public Optional<Integer> spanningTreeInstance() {
        return get(MSTI);
    }

    /** A copy in another instance of the spanning tree. */
    public BridgeVlanOptions spanningTreeInstance(int instance) {
        return with(MSTI, instance);
    }

    String vlans() {
        try {
            return first() == last() ? String.valueOf(first()) : first() + "-" + last();
        } catch (NetlinkException.Malformed unknown) {
            return "";
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected BridgeVlanOptions copy(Content content) {
        return new BridgeVlanOptions(content);
    }
}
