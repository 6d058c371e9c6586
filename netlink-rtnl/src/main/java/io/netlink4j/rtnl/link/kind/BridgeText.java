package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.rtnl.internal.OptionText;
import io.netlink4j.rtnl.internal.OptionText.Row;
import io.netlink4j.rtnl.object.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Texts of the options of bridges. */
final class BridgeText {
    static final List<Row<?>> BRIDGE = List.of(
            ticks("forward_delay", BridgeAttributes.FORWARD_DELAY),
            ticks("hello_time", BridgeAttributes.HELLO_TIME),
            ticks("max_age", BridgeAttributes.MAX_AGE),
            ticks("ageing_time", BridgeAttributes.AGEING_TIME),
            plain("stp_state", BridgeAttributes.STP_STATE),
            new Row<>(BridgeAttributes.STP_MODE, Numbered.word("stp_mode", Bridge.SpanningTreeMode.class)),
            plain("priority", BridgeAttributes.PRIORITY),
            bit("vlan_filtering", BridgeAttributes.VLAN_FILTERING),
            word("vlan_protocol", BridgeAttributes.VLAN_PROTOCOL, BridgeText::etherType),
            plain("bridge_id", BridgeAttributes.BRIDGE_ID),
            plain("designated_root", BridgeAttributes.ROOT_ID),
            plain("root_port", BridgeAttributes.ROOT_PORT),
            plain("root_path_cost", BridgeAttributes.ROOT_PATH_COST),
            bit("topology_change", BridgeAttributes.TOPOLOGY_CHANGE),
            bit("topology_change_detected", BridgeAttributes.TOPOLOGY_CHANGE_DETECTED),
            timer("hello_timer", BridgeAttributes.HELLO_TIMER),
            timer("tcn_timer", BridgeAttributes.TCN_TIMER),
            timer("topology_change_timer", BridgeAttributes.TOPOLOGY_CHANGE_TIMER),
            timer("gc_timer", BridgeAttributes.GC_TIMER),
            plain("fdb_n_learned", BridgeAttributes.FDB_N_LEARNED),
            plain("fdb_max_learned", BridgeAttributes.FDB_MAX_LEARNED),
            plain("vlan_default_pvid", BridgeAttributes.VLAN_DEFAULT_PVID),
            bit("vlan_stats_enabled", BridgeAttributes.VLAN_STATS_ENABLED),
            bit("vlan_stats_per_port", BridgeAttributes.VLAN_STATS_PER_PORT),
            hex("group_fwd_mask", BridgeAttributes.GROUP_FWD_MASK),
            plain("group_address", BridgeAttributes.GROUP_ADDR),
            bit("mcast_snooping", BridgeAttributes.MCAST_SNOOPING),
            option("no_linklocal_learn", BridgeOptions.NO_LL_LEARN),
            option("mcast_vlan_snooping", BridgeOptions.MCAST_VLAN_SNOOPING),
            option("mst_enabled", BridgeOptions.MST_ENABLE),
            option("mdb_offload_fail_notification", BridgeOptions.MDB_OFFLOAD_FAIL_NOTIFICATION),
            option("fdb_local_vlan_0", BridgeOptions.FDB_LOCAL_VLAN_0),
            plain("mcast_router", BridgeAttributes.MCAST_ROUTER),
            bit("mcast_query_use_ifaddr", BridgeAttributes.MCAST_QUERY_USE_IFADDR),
            bit("mcast_querier", BridgeAttributes.MCAST_QUERIER),
            plain("mcast_hash_elasticity", BridgeAttributes.MCAST_HASH_ELASTICITY),
            plain("mcast_hash_max", BridgeAttributes.MCAST_HASH_MAX),
            plain("mcast_last_member_count", BridgeAttributes.MCAST_LAST_MEMBER_CNT),
            plain("mcast_startup_query_count", BridgeAttributes.MCAST_STARTUP_QUERY_CNT),
            ticks("mcast_last_member_interval", BridgeAttributes.MCAST_LAST_MEMBER_INTVL),
            ticks("mcast_membership_interval", BridgeAttributes.MCAST_MEMBERSHIP_INTVL),
            ticks("mcast_querier_interval", BridgeAttributes.MCAST_QUERIER_INTVL),
            ticks("mcast_query_interval", BridgeAttributes.MCAST_QUERY_INTVL),
            ticks("mcast_query_response_interval", BridgeAttributes.MCAST_QUERY_RESPONSE_INTVL),
            ticks("mcast_startup_query_interval", BridgeAttributes.MCAST_STARTUP_QUERY_INTVL),
            bit("mcast_stats_enabled", BridgeAttributes.MCAST_STATS_ENABLED),
            plain("mcast_igmp_version", BridgeAttributes.MCAST_IGMP_VERSION),
            plain("mcast_mld_version", BridgeAttributes.MCAST_MLD_VERSION),
            bit("nf_call_iptables", BridgeAttributes.NF_CALL_IPTABLES),
            bit("nf_call_ip6tables", BridgeAttributes.NF_CALL_IP6TABLES),
            bit("nf_call_arptables", BridgeAttributes.NF_CALL_ARPTABLES));

    private BridgeText() {}

    static <T> Row<T> plain(String name, Attribute<T> key) {
        return new Row<>(key, OptionText.word(name));
    }

    static <T> Row<T> word(String name, Attribute<T> key, Function<? super T, String> format) {
        return new Row<>(key, value -> name + " " + format.apply(value));
    }

    static Row<Boolean> bit(String name, Attribute<Boolean> key) {
        return new Row<>(key, OptionText.bit(name));
    }

    static Row<Integer> hex(String name, Attribute<Integer> key) {
        return word(name, key, value -> value == 0 ? "0" : "0x" + Integer.toHexString(value));
    }

    private static Row<Duration> ticks(String name, Attribute<Duration> key) {
        return word(name, key, time -> Long.toString(time.toMillis() / 10));
    }

    static Row<Duration> timer(String name, Attribute<Duration> key) {
        return word(name, key, time -> String.format(Locale.ROOT, "%.2f", time.toMillis() / 1000.0));
    }

    private static Row<BridgeOptions> option(String name, int bit) {
        return new Row<>(
                BridgeAttributes.MULTI_BOOLOPT,
                options -> options.has(bit) ? name + (options.isOn(bit) ? " 1" : " 0") : "");
    }

    private static String etherType(int type) {
        return switch (type) {
            case Bridge.VLAN_8021Q -> "802.1Q";
            case Bridge.VLAN_8021AD -> "802.1ad";
            default -> "[" + type + "]";
        };
    }
}
