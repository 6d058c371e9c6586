package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.counters.LinkCounters;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgeAttributes;
import io.netlink4j.rtnl.link.kind.BridgeOptions;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options of VLANs that hold for a whole bridge, and statistics of VLANs. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class BridgeVlanOptionsIT {
    private static LinkTestNamespace room(Namespaces namespaces, String options) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.ip(
                    "link add br0 type bridge vlan_filtering 1 vlan_default_pvid 0 " + options,
                    "link add v0 type veth peer name w0",
                    "link set v0 master br0");
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("Operation not supported")) {
                abort("the bridges of this kernel have no VLANs");
            }
            throw refused;
        }
        room.sh("set -e; bridge vlan add vid 10-12 dev br0 self; bridge vlan add vid 10-12 dev v0");
        return room;
    }

    private static String shown(LinkTestNamespace room) {
        return room.sh("bridge -d -j vlan global show");
    }

    @Test
    void ourOptionsEqualThoseOfBridge(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces, "");
        his.sh("set -e; bridge vlan global set dev br0 vid 10-11 mcast_snooping 0; bridge vlan global set dev br0 vid"
                + " 12 mcast_igmp_version 3 mcast_mld_version 2 mcast_last_member_count 4"
                + " mcast_startup_query_count 5 mcast_last_member_interval 200 mcast_membership_interval 30000"
                + " mcast_querier_interval 20000 mcast_query_interval 15000 mcast_query_response_interval 900"
                + " mcast_startup_query_interval 3000 mcast_querier 1");
        LinkTestNamespace mine = room(namespaces, "");
        BridgeVlans vlans = mine.rtnl().bridgeVlans();
        vlans.change("br0", BridgeVlanOptions.range(10, 11).multicastSnooping(false));
        vlans.change(
                "br0",
                BridgeVlanOptions.of(12)
                        .with(BridgeVlanOptions.MCAST_IGMP_VERSION, 3)
                        .with(BridgeVlanOptions.MCAST_MLD_VERSION, 2)
                        .with(BridgeVlanOptions.MCAST_LAST_MEMBER_CNT, 4)
                        .with(BridgeVlanOptions.MCAST_STARTUP_QUERY_CNT, 5)
                        .with(BridgeVlanOptions.MCAST_LAST_MEMBER_INTVL, Duration.ofSeconds(2))
                        .with(BridgeVlanOptions.MCAST_MEMBERSHIP_INTVL, Duration.ofSeconds(300))
                        .with(BridgeVlanOptions.MCAST_QUERIER_INTVL, Duration.ofSeconds(200))
                        .with(BridgeVlanOptions.MCAST_QUERY_INTVL, Duration.ofSeconds(150))
                        .with(BridgeVlanOptions.MCAST_QUERY_RESPONSE_INTVL, Duration.ofSeconds(9))
                        .with(BridgeVlanOptions.MCAST_STARTUP_QUERY_INTVL, Duration.ofSeconds(30))
                        .with(BridgeVlanOptions.MCAST_QUERIER, true));

        assertThat(shown(mine)).isEqualTo(shown(his));
        List<BridgeVlanOptions> read = his.rtnl().bridgeVlans().options("br0");
        assertThat(read).extracting(BridgeVlanOptions::first).containsExactly(10, 12);
        assertThat(read.getFirst().last()).isEqualTo(11);
        assertThat(read.getFirst().multicastSnooping()).hasValue(false);
        assertThat(read.getLast().get(BridgeVlanOptions.MCAST_QUERY_INTVL)).hasValue(Duration.ofSeconds(150));
        assertThat(read).isEqualTo(vlans.options("br0"));
    }

    @Test
    void aVlanOfTheBridgeIsNeeded(Namespaces namespaces) {
        BridgeVlans vlans = room(namespaces, "").rtnl().bridgeVlans();
        assertThatThrownBy(() -> vlans.change("br0", BridgeVlanOptions.of(77).multicastSnooping(false)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cannot change options of VLAN 77 of link 'br0'");
    }

    @Test
    void vlansHaveSpanningTreesOfTheirOwn(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Bridge trees = Bridge.defaults()
                .vlanFiltering(true)
                .vlanDefaultPvid(0)
                .with(BridgeAttributes.MULTI_BOOLOPT, BridgeOptions.none().with(BridgeOptions.MST_ENABLE, true));
        try {
            room.links().add(Link.named("br0").kind(trees));
        } catch (NetlinkException refused) {
            abort(refused.getMessage());
        }
        BridgeVlans vlans = room.rtnl().bridgeVlans();
        vlans.replace("br0", BridgeVlan.range(10, 12));
        vlans.change("br0", BridgeVlanOptions.range(10, 11).spanningTreeInstance(5));
        assertThat(vlans.options("br0"))
                .extracting(options -> options.spanningTreeInstance().orElse(0))
                .containsExactly(5, 0);
    }

    /** Options of ports that the kernel reports with multicast snooping by VLAN only. */
    @Test
    void vlansLimitTheirGroups(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces, "mcast_snooping 1 mcast_vlan_snooping 1");
        BridgeVlans vlans = room.rtnl().bridgeVlans();
        assertThat(vlans.list("v0"))
                .extracting(vlan -> vlan.maxGroups().orElse(0L))
                .containsOnly(0L);
        try {
            // All of them: Linux 6.12 reports VLANs whose limits differ as one range.
            vlans.change("v0", BridgeVlan.range(10, 12).maxGroups(7));
        } catch (NetlinkException refused) {
            abort(refused.getMessage());
        }
        assertThat(vlans.list("v0"))
                .extracting(vlan -> vlan.maxGroups().orElse(0L))
                .containsOnly(7L);
        assertThat(vlans.list("v0").getFirst().get(BridgeVlan.MCAST_N_GROUPS)).hasValue(0L);
    }

    @Test
    void statisticsAreRead(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces, "vlan_stats_enabled 1");
        List<BridgeVlan> counted = room.rtnl().bridgeVlans().statistics("v0");
        assertThat(counted).extracting(BridgeVlan::first).containsExactly(10, 11, 12);
        assertThat(counted).allSatisfy(vlan -> {
            Nest counters = vlan.get(BridgeVlan.STATS).orElseThrow();
            assertThat(counters.schema().attributes())
                    .extracting(Attribute::name)
                    .contains("BRIDGE_VLANDB_STATS_RX_BYTES");
            assertThat(counters.byteLength()).isPositive();
        });
        LinkCounters all = room.rtnl().counters().get("br0", LinkCounters.XSTATS);
        assertThat(all.toDump()).contains("BRIDGE_XSTATS_VLAN");
    }
}
