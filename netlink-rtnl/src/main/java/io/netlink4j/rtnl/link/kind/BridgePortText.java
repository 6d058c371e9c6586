package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.BridgeText.bit;
import static io.netlink4j.rtnl.link.kind.BridgeText.hex;
import static io.netlink4j.rtnl.link.kind.BridgeText.plain;
import static io.netlink4j.rtnl.link.kind.BridgeText.timer;
import static io.netlink4j.rtnl.link.kind.BridgeText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.rtnl.internal.OptionText.Row;
import java.util.List;

/**
 * Texts of the options of bridge ports. Apart from those of bridges: two threads that initialize {@link Bridge} and {@link BridgePort} at
 * once would wait for each other.
 */
final class BridgePortText {
    private static final String[] PORT_STATES = {"disabled", "listening", "learning", "forwarding", "blocking"};

    static final List<Row<?>> PORT = List.of(
            word("state", BridgePort.STATE, BridgePortText::portState),
            plain("priority", BridgePort.PRIORITY),
            plain("cost", BridgePort.COST),
            toggle("hairpin", BridgePort.MODE),
            toggle("guard", BridgePort.GUARD),
            toggle("root_block", BridgePort.PROTECT),
            toggle("fastleave", BridgePort.FAST_LEAVE),
            toggle("learning", BridgePort.LEARNING),
            toggle("flood", BridgePort.UNICAST_FLOOD),
            hex("port_id", BridgePort.ID),
            hex("port_no", BridgePort.NO),
            plain("designated_port", BridgePort.DESIGNATED_PORT),
            plain("designated_cost", BridgePort.DESIGNATED_COST),
            plain("designated_bridge", BridgePort.BRIDGE_ID),
            plain("designated_root", BridgePort.ROOT_ID),
            timer("hold_timer", BridgePort.HOLD_TIMER),
            timer("message_age_timer", BridgePort.MESSAGE_AGE_TIMER),
            timer("forward_delay_timer", BridgePort.FORWARD_DELAY_TIMER),
            bit("topology_change_ack", BridgePort.TOPOLOGY_CHANGE_ACK),
            bit("config_pending", BridgePort.CONFIG_PENDING),
            toggle("proxy_arp", BridgePort.PROXYARP),
            toggle("proxy_arp_wifi", BridgePort.PROXYARP_WIFI),
            plain("mcast_router", BridgePort.MULTICAST_ROUTER),
            toggle("mcast_fast_leave", BridgePort.FAST_LEAVE),
            toggle("mcast_flood", BridgePort.MCAST_FLOOD),
            toggle("bcast_flood", BridgePort.BCAST_FLOOD),
            toggle("mcast_to_unicast", BridgePort.MCAST_TO_UCAST),
            toggle("neigh_suppress", BridgePort.NEIGH_SUPPRESS),
            hex("group_fwd_mask", BridgePort.GROUP_FWD_MASK),
            word("group_fwd_mask_str", BridgePort.GROUP_FWD_MASK, mask -> "0x" + Integer.toHexString(mask)),
            toggle("vlan_tunnel", BridgePort.VLAN_TUNNEL),
            toggle("isolated", BridgePort.ISOLATED),
            toggle("locked", BridgePort.LOCKED));

    private BridgePortText() {}

    private static Row<Boolean> toggle(String name, Attribute<Boolean> key) {
        return word(name, key, on -> on ? "on" : "off");
    }

    private static String portState(int state) {
        return state < PORT_STATES.length ? PORT_STATES[state] : Integer.toString(state);
    }
}
