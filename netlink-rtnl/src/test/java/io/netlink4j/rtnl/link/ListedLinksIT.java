package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Any link that {@code ip} creates can be listed, changed, restored, deleted and created again. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class ListedLinksIT {
    /** The arguments that follow {@code ip link add name x}. */
    private static final String KINDS = """
        link v0 type vlan id 5
        link v0 type vlan protocol 802.1ad id 7 reorder_hdr off gvrp on mvrp on loose_binding on \
        ingress-qos-map 1:2 3:4 egress-qos-map 2:5 6:7
        link v0 type vlan id 9 bridge_binding on
        type bond
        type bond mode active-backup miimon 100 updelay 200 downdelay 300 peer_notify_delay 400 fail_over_mac active \
        primary_reselect better num_grat_arp 3 all_slaves_active 1 resend_igmp 4
        type bond mode active-backup arp_interval 100 arp_ip_target 192.0.2.9,192.0.2.10 ns_ip6_target 2001:db8::9 arp_validate active \
        arp_all_targets all arp_missed_max 4
        type bond mode 802.3ad miimon 100 lacp_rate fast xmit_hash_policy layer3+4 ad_select bandwidth ad_user_port_key 5 \
        ad_actor_sys_prio 7 ad_actor_system 02:00:00:00:00:77 min_links 2 lacp_active off
        type bond mode 802.3ad
        type bond mode balance-rr packets_per_slave 3
        type bond mode balance-tlb tlb_dynamic_lb 0 lp_interval 5
        type bond mode balance-alb
        type bond mode broadcast
        type bond mode balance-xor xmit_hash_policy encap2+3
        type vrf table 10
        type vxlan id 42 dstport 4789
        type vxlan id 42 dev v0 group 239.1.1.1 ttl 5 tos 3 dstport 8472 srcport 1000 2000 nolearning proxy rsc l2miss l3miss \
        ageing 100 maxaddress 10
        type vxlan id 43 local 2001:db8::1 remote 2001:db8::2 ttl inherit tos inherit flowlabel 0x123 udp6zerocsumtx \
        udp6zerocsumrx remcsumtx remcsumrx gbp dstport 4789
        type vxlan id 43 local 192.0.2.1 remote 192.0.2.2 df set noudpcsum dstport 4790
        type vxlan external dstport 4789
        type vxlan external gpe dstport 4790
        type vxlan external vnifilter dstport 4789
        link v0 type macvlan mode bridge
        link v0 type macvlan mode private bcqueuelen 200
        link v0 type macvlan mode vepa
        link v0 type macvlan mode passthru nopromisc
        link v0 type macvlan mode source
        link v0 type macvlan mode source macaddr set 02:00:00:00:00:31 02:00:00:00:00:32
        link v0 type macvtap mode bridge bcqueuelen 300
        link v0 type macvtap mode source macaddr add 02:00:00:00:00:31
        link v0 type ipvlan mode l2
        link v0 type ipvlan mode l3s private
        link v0 type ipvtap mode l3 vepa
        type gre local 192.0.2.1 remote 192.0.2.2 ttl 64 tos 4 ikey 1 okey 2 iseq ocsum nopmtudisc dev v0
        type gre local 192.0.2.1 remote 192.0.2.3 ttl 64 tos inherit key 7 seq csum fwmark 5
        type gre local 192.0.2.1 remote 192.0.2.4 nopmtudisc ignore-df
        type gre local 192.0.2.1 remote 239.1.1.1 ttl 4 dev v0
        type gre external
        type gretap local 192.0.2.1 remote 192.0.2.2 ttl inherit nopmtudisc ignore-df key 9
        type gretap local 192.0.2.1 remote 192.0.2.2 encap fou encap-sport 1000 encap-dport 2000 encap-csum encap-remcsum
        type gretap external
        type erspan seq key 9 local 192.0.2.1 remote 192.0.2.2 erspan_ver 1 erspan 3
        type erspan seq key 9 local 192.0.2.1 remote 192.0.2.2 erspan_ver 2 erspan_dir egress erspan_hwid 17
        type erspan seq key 9 local 192.0.2.1 remote 192.0.2.2 erspan_ver 0
        type erspan external
        type ip6gre local 2001:db8::1 remote 2001:db8::2 hoplimit 33 encaplimit 3 tclass 0x20 flowlabel 0x123 ikey 4 okey 5 oseq icsum
        type ip6gre local 2001:db8::1 remote 2001:db8::2 encaplimit none tclass inherit flowlabel inherit dscp inherit fwmark 3 dev v0
        type ip6gre external
        type ip6gretap local 2001:db8::1 remote 2001:db8::2 key 4 allow-localremote
        type ip6gretap external
        type ip6erspan seq key 9 local 2001:db8::1 remote 2001:db8::2 erspan_ver 1 erspan 3
        type ip6erspan seq key 9 local 2001:db8::1 remote 2001:db8::2 erspan_ver 2 erspan_dir ingress erspan_hwid 17
        type ip6erspan external
        type ipip local 192.0.2.1 remote 192.0.2.2 ttl 3 tos 4
        type ipip local 192.0.2.1 remote 192.0.2.2 nopmtudisc mode any fwmark 4 dev v0
        type ipip local 192.0.2.1 remote 192.0.2.2 encap gue encap-sport auto encap-dport 2000 noencap-csum
        type ipip external
        type sit local 192.0.2.1 remote 192.0.2.2 ttl 64 mode any
        type sit local 192.0.2.1 remote any isatap
        type sit local 192.0.2.1 remote 192.0.2.2 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.0.0/8
        type ip6tnl local 2001:db8::1 remote 2001:db8::2 mode any hoplimit 5 encaplimit 3 tclass 0x20 flowlabel 0x123
        type ip6tnl local 2001:db8::1 remote 2001:db8::2 mode ip4ip6 encaplimit none tclass inherit flowlabel inherit dscp inherit \
        dev v0 fwmark 3
        type ip6tnl local 2001:db8::1 remote 2001:db8::2 mode ip6ip6 encap fou encap-sport 1000 encap-dport 2000
        type ip6tnl external
        type vti local 192.0.2.1 remote 192.0.2.2 key 4 dev v0
        type vti local 192.0.2.1 remote 192.0.2.2 ikey 4 okey 5 fwmark 7
        type vti6 local 2001:db8::1 remote 2001:db8::2 ikey 4 okey 5 fwmark 7
        type geneve id 42 remote 192.0.2.2 ttl 4 tos 5 df set dstport 7000 udpcsum
        type geneve id 42 remote 2001:db8::2 ttl inherit flowlabel 0x123 udp6zerocsumtx udp6zerocsumrx
        type geneve id 42 remote 192.0.2.2 innerprotoinherit
        type geneve external
        type wireguard
        mtu 1400 txqueuelen 77 numtxqueues 2 type wireguard
        type ifb
        txqueuelen 77 numtxqueues 3 numrxqueues 2 group 5 address 02:00:00:00:00:51 type ifb
        type dummy
        mtu 9000 txqueuelen 77 numtxqueues 3 gso_max_size 40000 gso_max_segs 30 address 02:00:00:00:00:51 type dummy
        link v0 type macsec
        link v0 type macsec port 11 encrypt on cipher gcm-aes-256 protect on replay on window 10
        link v0 type macsec encrypt off send_sci off scb on validate check icvlen 12 encodingsa 2
        link v0 type macsec port 7 send_sci off end_station on
        type nlmon
        mtu 4000 txqueuelen 77 group 5 type nlmon
        type xfrm dev v0 if_id 7
        type xfrm if_id 8
        type xfrm external
        type team
        mtu 1400 txqueuelen 77 address 02:00:00:00:00:51 type team
        type batadv ra BATMAN_V
        type batadv ra BATMAN_IV
        type hsr slave1 v0 slave2 v2 supervision 9 version 1
        type hsr slave1 v0 slave2 v2 proto 1 supervision 5
        type netkit
        mtu 1400 txqueuelen 77 group 5 type netkit
        type veth
        mtu 1400 txqueuelen 77 numtxqueues 3 numrxqueues 2 address 02:00:00:00:00:51 broadcast 02:ff:ff:ff:ff:ff type veth
        type vcan
        type vxcan
        type gtp role sgsn
        type vsockmon
        type bridge
        type bridge forward_delay 400 hello_time 100 max_age 600 ageing_time 3000 stp_state 1 priority 100 group_fwd_mask 8 \
        mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_max 1024 mcast_last_member_count 3 \
        mcast_startup_query_count 4 mcast_last_member_interval 200 mcast_membership_interval 3000 mcast_querier_interval 4000 \
        mcast_query_interval 1000 mcast_query_response_interval 500 mcast_startup_query_interval 700 mcast_stats_enabled 1 \
        mcast_igmp_version 3 mcast_mld_version 2 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1
        type bridge vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 7 vlan_stats_enabled 1 vlan_stats_per_port 1
        """;

    static Stream<String> kinds() {
        return KINDS.lines();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void linksMadeByIpAreChangedRestoredAndCreatedAgain(String kind, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add v0 address 02:00:00:00:00:01 up type veth peer name v1 address 02:00:00:00:00:02");
        room.ip("link add v2 address 02:00:00:00:00:03 up type veth peer name v3 address 02:00:00:00:00:04");
        room.ip("link set v1 up", "link set v3 up");
        make(room, kind);
        Links links = room.links();
        JsonNode made = shown(room);
        Link listed = links.get("x");
        assertThat(listed.toString()).contains(listed.kind().orElseThrow().kind());

        int mtu = listed.mtu().orElseThrow() - (listed.mtu().orElseThrow() > 100 ? 100 : 56);
        links.change(listed.mtu(mtu));
        assertThat(room.one("-d link show dev x").get("mtu").intValue()).isEqualTo(mtu);
        links.change(listed);
        assertThat(shown(room)).isEqualTo(made);
        links.change(listed.mtu(mtu));

        Link changed = links.get("x");
        JsonNode before = shown(room);
        links.delete(changed);
        links.add(changed);
        assertThat(shown(room)).isEqualTo(before);
        Link again = links.get("x");
        // The peer of the veth is another link now.
        assertThat(LinkRequests.difference(LinkRequests.withoutState(changed).without(LinkAttributes.LINK), again))
                .isEqualTo(Links.meant(again));
    }

    /** Each program is a bit of the mask of reasons. */
    @Test
    void reasonsOfProtodown(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add v0 type veth peer name v1", "link add name x link v0 type macvlan mode bridge");
        room.ip(
                "link set dev x protodown on",
                "link set dev x protodown_reason 3 on",
                "link set dev x protodown_reason 5 on");
        Links links = room.links();
        JsonNode made = shown(room);
        assertThat(made.get("proto_down").asBoolean()).isTrue();
        assertThat(made.get("proto_down_reason").toString()).isEqualTo("[\"3\",\"5\"]");
        Link listed = links.get("x");
        room.ip("link set dev x protodown_reason 3 off", "link set dev x protodown_reason 7 on");
        links.change(listed);
        assertThat(shown(room)).isEqualTo(made);
        links.delete(listed);
        links.add(listed);
        assertThat(shown(room)).isEqualTo(made);
    }

    /** The keys of {@code ip} that only these kinds have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "link v0 type macvlan mode source macaddr set 02:00:00:00:00:31 02:00:00:00:00:32",
                "type hsr slave1 v0 slave2 v2 supervision 9"
            })
    void addressesInOptions(String kind, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add v0 type veth peer name v1", "link add v2 type veth peer name v3");
        make(room, kind);
        JsonNode options = shown(room).get("linkinfo").get("info_data");
        boolean isHsr = kind.contains("hsr");
        assertThat(options.get(isHsr ? "supervision_addr" : "macaddr_data").toString())
                .isEqualTo(isHsr ? "\"01:15:4e:00:01:09\"" : "[\"02:00:00:00:00:31\",\"02:00:00:00:00:32\"]");
        Links links = room.links();
        Link listed = links.get("x");
        links.delete(listed);
        links.add(listed);
        assertThat(shown(room).get("linkinfo").get("info_data")).isEqualTo(options);
    }

    private static void make(LinkTestNamespace room, String kind) {
        try {
            room.ip("link add name x " + kind);
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("Unknown device type")
                    || refused.getMessage().contains("Operation not supported")) {
                abort("the kernel has no such kind or option");
            }
            if (kind.contains(" encap ") && refused.getMessage().contains("Invalid argument")) {
                abort("the kernel has not loaded fou");
            }
            throw refused;
        }
    }

    private static JsonNode shown(LinkTestNamespace room) {
        ObjectNode link = (ObjectNode) room.one("-d link show dev x");
        link.remove(List.of("ifindex", "operstate", "permaddr"));
        if (link.path("linkinfo").path("info_data") instanceof ObjectNode options) {
            options.remove(List.of("bridge_id", "root_id", "hello_timer", "gc_timer"));
        }
        return link;
    }
}
