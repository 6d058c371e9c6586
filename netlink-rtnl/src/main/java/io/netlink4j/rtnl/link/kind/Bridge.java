package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.BridgeAttributes.AGEING_TIME;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.FDB_MAX_LEARNED;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.FDB_N_LEARNED;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.FORWARD_DELAY;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.GROUP_FWD_MASK;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.HELLO_TIME;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.MAX_AGE;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.MCAST_QUERIER;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.MCAST_SNOOPING;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.MULTI_BOOLOPT;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.NF_CALL_ARPTABLES;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.NF_CALL_IP6TABLES;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.NF_CALL_IPTABLES;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.PRIORITY;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.STP_MODE;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.STP_STATE;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.VLAN_DEFAULT_PVID;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.VLAN_FILTERING;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.VLAN_PROTOCOL;
import static io.netlink4j.rtnl.link.kind.BridgeAttributes.VLAN_STATS_PER_PORT;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.object.Numbered;
import java.time.Duration;
import java.util.Optional;

/**
 * A bridge: a switch whose ports are the links that have it as master ({@code IFLA_BR_*} of {@code linux/if_link.h}). The kernel keeps
 * times in hundredths of a second. Use the keys of {@link BridgeAttributes} for options without an accessor.
 *
 * {@snippet :
 * Link bridge = rtnl.links().add(
 *         Link.named("v-net-0").kind(Bridge.defaults().forwardDelay(Duration.ofSeconds(4)).vlanFiltering(true)).up());
 * }
 */
public final class Bridge extends KnownKind<Bridge> {
    /** The EtherType of an ordinary VLAN tag, for {@link #vlanProtocol(int)}. */
    public static final int VLAN_8021Q = 0x8100;
    /** The EtherType of an outer VLAN tag, for {@link #vlanProtocol(int)}. */
    public static final int VLAN_8021AD = 0x88a8;

    /** The kind {@code bridge}. */
    public static final KindType<Bridge> TYPE =
            KindType.of("bridge", BridgeAttributes.SCHEMA, BridgeText.BRIDGE, Bridge::new);

    private Bridge(Content content) {
        super(TYPE, content);
    }

    /** A bridge with the kernel's defaults. */
    public static Bridge defaults() {
        return TYPE.defaults();
    }

    /** How long a port listens and learns before it forwards ({@code forward_delay}). */
    public Optional<Duration> forwardDelay() {
        return get(FORWARD_DELAY);
    }

    /** A copy with another {@code forward_delay}: 2 to 30 seconds if the spanning tree is on. */
    public Bridge forwardDelay(Duration time) {
        return with(FORWARD_DELAY, time);
    }

    /** The time between two hello packets of the spanning tree ({@code hello_time}). */
    public Optional<Duration> helloTime() {
        return get(HELLO_TIME);
    }

    /** A copy with another {@code hello_time}: 1 to 10 seconds. */
    public Bridge helloTime(Duration time) {
        return with(HELLO_TIME, time);
    }

    /** How long information from a neighbouring bridge is valid ({@code max_age}). */
    public Optional<Duration> maxAge() {
        return get(MAX_AGE);
    }

    /** A copy with another {@code max_age}: 6 to 40 seconds. */
    public Bridge maxAge(Duration time) {
        return with(MAX_AGE, time);
    }

    /** How long an unused MAC address stays in the forwarding table ({@code ageing_time}). */
    public Optional<Duration> ageingTime() {
        return get(AGEING_TIME);
    }

    /** A copy with another {@code ageing_time}. With 0, entries expire at once. */
    public Bridge ageingTime(Duration time) {
        return with(AGEING_TIME, time);
    }

    /** Whether the spanning tree protocol is on ({@code stp_state}). */
    public boolean spanningTree() {
        return get(STP_STATE).orElse(0) != 0;
    }

    /** A copy with the spanning tree protocol on or off. */
    public Bridge spanningTree(boolean on) {
        return with(STP_STATE, on ? 1 : 0);
    }

    /** Who runs the spanning tree, since Linux 7.1 ({@code stp_mode}); empty if it is not set, or for a number that is not known here. */
    public Optional<SpanningTreeMode> spanningTreeMode() {
        return constant(STP_MODE, SpanningTreeMode.class);
    }

    /** A copy with another {@code stp_mode}. The kernel changes it only while the spanning tree is off. */
    public Bridge spanningTreeMode(SpanningTreeMode mode) {
        return with(STP_MODE, (long) mode.number());
    }

    /** The priority in the spanning tree, 32768 if not set ({@code priority}). */
    public Optional<Integer> priority() {
        return get(PRIORITY);
    }

    /** A copy with another priority of 0 to 65535. The bridge with the lowest one becomes the root. */
    public Bridge priority(int priority) {
        return with(PRIORITY, priority);
    }

    /** The number of learned entries of the forwarding table, since Linux 6.7 ({@code fdb_n_learned}). */
    public Optional<Long> learnedEntries() {
        return get(FDB_N_LEARNED);
    }

    /** The maximum number of learned entries, since Linux 6.7; 0 for no limit ({@code fdb_max_learned}). */
    public Optional<Long> learnedLimit() {
        return get(FDB_MAX_LEARNED);
    }

    /** A copy with another maximum number of learned entries; 0 for no limit. */
    public Bridge learnedLimit(long entries) {
        return with(FDB_MAX_LEARNED, entries);
    }

    /** Whether an option of {@link BridgeOptions}, such as {@link BridgeOptions#MST_ENABLE}, is on; empty if it is not set. */
    public Optional<Boolean> option(int bit) {
        return get(MULTI_BOOLOPT).filter(options -> options.has(bit)).map(options -> options.isOn(bit));
    }

    /** A copy in which an option of {@link BridgeOptions} is on or off. */
    public Bridge option(int bit, boolean on) {
        return with(
                MULTI_BOOLOPT, get(MULTI_BOOLOPT).orElse(BridgeOptions.none()).with(bit, on));
    }

    /** Whether VLAN filtering is on ({@code vlan_filtering}). */
    public boolean vlanFiltering() {
        return get(VLAN_FILTERING).orElse(false);
    }

    /** A copy with VLAN filtering on or off. */
    public Bridge vlanFiltering(boolean on) {
        return with(VLAN_FILTERING, on);
    }

    /** The EtherType of VLAN tags ({@code vlan_protocol}). */
    public Optional<Integer> vlanProtocol() {
        return get(VLAN_PROTOCOL);
    }

    /** A copy with other VLAN tags: {@link #VLAN_8021Q} or {@link #VLAN_8021AD}. */
    public Bridge vlanProtocol(int etherType) {
        return with(VLAN_PROTOCOL, etherType);
    }

    /** The VLAN of untagged packets; 0 for none ({@code vlan_default_pvid}). */
    public Optional<Integer> vlanDefaultPvid() {
        return get(VLAN_DEFAULT_PVID);
    }

    /** A copy with another VLAN of untagged packets: 1 to 4094, or 0 for none. */
    public Bridge vlanDefaultPvid(int vlan) {
        return with(VLAN_DEFAULT_PVID, vlan);
    }

    /** Which link-local groups 01:80:c2:00:00:0X are forwarded ({@code group_fwd_mask}). */
    public Optional<Integer> groupForwardMask() {
        return get(GROUP_FWD_MASK);
    }

    /** A copy that forwards the link-local groups of the set bits. The kernel refuses the bits 0 to 2. */
    public Bridge groupForwardMask(int mask) {
        return with(GROUP_FWD_MASK, mask);
    }

    /** Whether multicasts are forwarded only to ports with members ({@code mcast_snooping}). */
    public Optional<Boolean> multicastSnooping() {
        return get(MCAST_SNOOPING);
    }

    /** A copy with multicast snooping on or off. */
    public Bridge multicastSnooping(boolean on) {
        return with(MCAST_SNOOPING, on);
    }

    /** Whether the bridge sends membership queries ({@code mcast_querier}). */
    public Optional<Boolean> multicastQuerier() {
        return get(MCAST_QUERIER);
    }

    /** A copy that sends membership queries or does not. */
    public Bridge multicastQuerier(boolean on) {
        return with(MCAST_QUERIER, on);
    }

    /** Whether bridged IPv4 packets pass iptables ({@code nf_call_iptables}). */
    public Optional<Boolean> callIptables() {
        return get(NF_CALL_IPTABLES);
    }

    /** A copy whose bridged IPv4 packets pass iptables, or do not. */
    public Bridge callIptables(boolean on) {
        return with(NF_CALL_IPTABLES, on);
    }

    /** Whether bridged IPv6 packets pass ip6tables ({@code nf_call_ip6tables}). */
    public Optional<Boolean> callIp6tables() {
        return get(NF_CALL_IP6TABLES);
    }

    /** A copy whose bridged IPv6 packets pass ip6tables, or do not. */
    public Bridge callIp6tables(boolean on) {
        return with(NF_CALL_IP6TABLES, on);
    }

    /** Whether bridged ARP packets pass arptables ({@code nf_call_arptables}). */
    public Optional<Boolean> callArptables() {
        return get(NF_CALL_ARPTABLES);
    }

    /** A copy whose bridged ARP packets pass arptables, or do not. */
    public Bridge callArptables(boolean on) {
        return with(NF_CALL_ARPTABLES, on);
    }

    /**
     * A copy without the options that a kernel reports as off but refuses to set to off: those of VLANs if it was built without them,
     * {@code mst_enabled} and {@code vlan_stats_per_port} if ports have VLANs ({@code br_mst_set_enabled} and {@code
     * br_vlan_set_stats_per_port} in {@code net/bridge}).
     */
    @Override
    public Bridge creatable() {
        if (!has(BridgeAttributes.BRIDGE_ID)) {
            return this;
        }
        boolean vlans = has(VLAN_PROTOCOL);
        boolean counted = get(VLAN_STATS_PER_PORT).orElse(false);
        Bridge countless = counted ? this : without(VLAN_STATS_PER_PORT);
        Bridge plain = vlans || vlanFiltering() ? countless : countless.without(VLAN_FILTERING);
        return plain.get(BridgeAttributes.MULTI_BOOLOPT)
                .map(options -> vlans ? options.unlessOff(BridgeOptions.MST_ENABLE) : options.onlyThoseThatAreOn())
                .map(options -> plain.with(BridgeAttributes.MULTI_BOOLOPT, options))
                .orElse(plain);
    }

    /** Who runs the spanning tree ({@code enum br_stp_mode} of {@code linux/if_link.h}). */
    public enum SpanningTreeMode implements Numbered {
        /** A program if the helper {@code /sbin/bridge-stp} takes it over, else the kernel. */
        AUTO(0),
        /** A program. The helper is not called. */
        USER(1),
        /** The kernel. The helper is not called. */
        KERNEL(2);

        private final int number;

        SpanningTreeMode(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
