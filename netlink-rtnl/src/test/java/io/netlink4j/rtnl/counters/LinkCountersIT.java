package io.netlink4j.rtnl.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.LinkAttributes;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import org.junit.jupiter.api.Test;

/** Counters by groups: those of every link, of bridges and bonds and of their ports, and of hardware. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class LinkCountersIT {
    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(
                "link add br0 type bridge",
                "link add v0 type veth peer name w0",
                "link set v0 master br0",
                "link set br0 up",
                "link set v0 up",
                "link set w0 up");
        return room;
    }

    @Test
    void countersOfEveryLinkAreThoseOfTheLink(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link set lo up");
        LinkCounters counters = room.rtnl().counters().get("lo", LinkCounters.LINK_64);
        assertThat(counters.link().orElseThrow())
                .isEqualTo(room.links().get("lo").statistics().orElseThrow());
        assertThat(room.rtnl().counters().list(LinkCounters.LINK_64))
                .extracting(LinkCounters::reference)
                .contains(counters.reference());
        assertThatThrownBy(() -> room.rtnl().counters().get("nowhere", LinkCounters.LINK_64))
                .isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> room.rtnl().counters().get("lo")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> room.rtnl().counters().get("lo", LinkAttributes.MTU))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bridgesAndTheirPortsHaveMore(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        Nest ofPort = room.rtnl()
                .counters()
                .get("v0", LinkCounters.XSTATS_SLAVE)
                .get(LinkCounters.XSTATS_SLAVE)
                .flatMap(kinds -> kinds.get(LinkCounters.BRIDGE))
                .orElseThrow();
        assertThat(ofPort.has(LinkCounters.BRIDGE_STP)).isTrue();
        assertThat(room.rtnl()
                        .counters()
                        .get("br0", LinkCounters.XSTATS)
                        .get(LinkCounters.XSTATS)
                        .flatMap(kinds -> kinds.get(LinkCounters.BRIDGE)))
                .isPresent();
    }

    @Test
    void vlansOfABridgeAreCounted(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.ip("link add br0 type bridge vlan_filtering 1");
        } catch (AssertionError refused) {
            abort("the bridges of this kernel have no VLANs");
        }
        assertThat(room.rtnl()
                        .counters()
                        .get("br0", LinkCounters.XSTATS)
                        .get(LinkCounters.XSTATS)
                        .flatMap(kinds -> kinds.get(LinkCounters.BRIDGE))
                        .flatMap(bridge -> bridge.get(LinkCounters.BRIDGE_VLAN)))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(40));
    }

    @Test
    void bondsHaveMore(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.ip("link add b0 type bond mode 802.3ad");
        } catch (AssertionError refused) {
            abort("the kernel has no bonds");
        }
        assertThat(room.rtnl()
                        .counters()
                        .get("b0", LinkCounters.XSTATS)
                        .get(LinkCounters.XSTATS)
                        .flatMap(kinds -> kinds.get(LinkCounters.BOND)))
                .isPresent();
    }

    @Test
    void noHardwareCountsForAVeth(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        Nest state = room.rtnl()
                .counters()
                .get("v0", LinkCounters.OFFLOAD_XSTATS)
                .get(LinkCounters.OFFLOAD_XSTATS)
                .flatMap(offloaded -> offloaded.get(LinkCounters.HW_S_INFO))
                .flatMap(info -> info.get(LinkCounters.L3_STATE))
                .orElseThrow();
        assertThat(state.get(LinkCounters.REQUESTED)).hasValue(false);
    }
}
