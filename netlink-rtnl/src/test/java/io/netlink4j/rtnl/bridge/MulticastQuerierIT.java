package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgeAttributes;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a bridge tells of another one that queries for members of multicast groups. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class MulticastQuerierIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Queries each second, from addresses of the bridge. */
    private static final String ASKS = " mcast_querier 1 mcast_query_use_ifaddr 1 mcast_query_interval 100"
            + " mcast_startup_query_interval 100 mcast_query_response_interval 50";

    /** Two bridges with a cable between them. */
    private static LinkTestNamespace room(Namespaces namespaces, String options) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.ip(
                    "link add asks type bridge" + options + ASKS,
                    "link add hears type bridge" + options,
                    "link add v0 type veth peer name w0",
                    "link set v0 master asks",
                    "link set w0 master hears",
                    "address add 10.0.0.1/24 dev asks",
                    "address add fe80::1/64 dev asks nodad");
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("Operation not supported")) {
                abort("the bridges of this kernel have no VLANs");
            }
            throw refused;
        }
        return room;
    }

    private static void up(LinkTestNamespace room) {
        room.ip("link set v0 up", "link set w0 up", "link set hears up", "link set asks up");
    }

    @Test
    void theQuerierAndItsPortAreRead(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces, "");
        up(room);
        String state = await(
                () -> (Bridge) room.links().get("hears").kind().orElseThrow(),
                bridge -> bridge.has(BridgeAttributes.MCAST_QUERIER_STATE));
        assertThat(state)
                .contains("BRIDGE_QUERIER_IP_ADDRESS 10.0.0.1")
                .contains("BRIDGE_QUERIER_IP_PORT")
                .contains("BRIDGE_QUERIER_IP_OTHER_TIMER")
                .contains("BRIDGE_QUERIER_IPV6_PORT");
    }

    @Test
    void aVlanHasAQuerierAndRouterPorts(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces, " vlan_filtering 1 mcast_vlan_snooping 1");
        room.sh("set -e; for dev in asks hears; do bridge vlan add vid 10 dev $dev self; done;"
                + " for dev in v0 w0; do bridge vlan add vid 10 dev $dev; done;"
                + " bridge vlan global set dev hears vid 10 mcast_snooping 1;"
                + " bridge vlan global set dev asks vid 10 mcast_snooping 1 mcast_querier 1 mcast_query_interval 100"
                + " mcast_startup_query_interval 100 mcast_query_response_interval 50");
        up(room);
        String state = await(
                () -> room.rtnl().bridgeVlans().options("hears").stream()
                        .filter(options -> options.last() == 10)
                        .findFirst()
                        .orElseThrow(),
                vlan -> vlan.has(BridgeVlanOptions.MCAST_ROUTER_PORTS));
        assertThat(state)
                .contains("BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE")
                .contains("BRIDGE_QUERIER_IP_PORT")
                .contains("MDBA_ROUTER_PATTR_TIMER");
        assertThat(room.rtnl().bridgeVlans().options("hears"))
                .filteredOn(options -> options.last() == 10)
                .flatExtracting(BridgeVlanOptions::routerPorts)
                .containsExactly(LinkReference.of(room.links().index("w0")));
    }

    /** The queries of both families come some time later, and the kernel tells of none. */
    private static <T extends NetlinkObject<T>> String await(Supplier<T> read, Predicate<T> complete) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T object = read.get();
        while (!(complete.test(object) && object.toDump().contains("BRIDGE_QUERIER_IPV6_PORT"))
                && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            object = read.get();
        }
        return object.toDump();
    }
}
