package io.netlink4j.rtnl.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The parameters of neighbours, changed by either side and read by the other. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class NeighbourTablesIT {
    @Test
    void parametersOfALinkAreThoseOfIp(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        NeighbourTables tables = room.rtnl().neighbourTables();
        tables.change(NeighbourTable.of(IpFamily.IPV4)
                .parameters(NeighbourParameters.of("d0")
                        .with(NeighbourParameters.BASE_REACHABLE_TIME, Duration.ofSeconds(77))
                        .with(NeighbourParameters.RETRANS_TIME, Duration.ofMillis(500))
                        .with(NeighbourParameters.GC_STALETIME, Duration.ofSeconds(90))
                        .with(NeighbourParameters.DELAY_PROBE_TIME, Duration.ofSeconds(7))
                        .with(NeighbourParameters.QUEUE_LENBYTES, 100_000)
                        .with(NeighbourParameters.APP_PROBES, 1)
                        .with(NeighbourParameters.UCAST_PROBES, 4)
                        .with(NeighbourParameters.MCAST_PROBES, 5)
                        .with(NeighbourParameters.MCAST_REPROBES, 6)
                        .with(NeighbourParameters.ANYCAST_DELAY, Duration.ofSeconds(2))
                        .with(NeighbourParameters.PROXY_DELAY, Duration.ofMillis(300))
                        .with(NeighbourParameters.PROXY_QLEN, 65)
                        .with(NeighbourParameters.LOCKTIME, Duration.ofSeconds(3))));

        JsonNode shown = table(room, "d0");
        assertThat(shown.get("base_reachable").asInt()).isEqualTo(77_000);
        assertThat(shown.get("retrans").asInt()).isEqualTo(500);
        assertThat(shown.get("gc_stale").asInt()).isEqualTo(90_000);
        assertThat(shown.get("delay_probe").asInt()).isEqualTo(7000);
        assertThat(shown.get("app_probes").asInt()).isEqualTo(1);
        assertThat(shown.get("ucast_probes").asInt()).isEqualTo(4);
        assertThat(shown.get("mcast_probes").asInt()).isEqualTo(5);
        assertThat(shown.get("anycast_delay").asInt()).isEqualTo(2000);
        assertThat(shown.get("proxy_delay").asInt()).isEqualTo(300);
        assertThat(shown.get("proxy_queue").asInt()).isEqualTo(65);
        assertThat(shown.get("locktime").asInt()).isEqualTo(3000);
    }

    @Test
    void whatIpChangedIsRead(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip("ntable change name ndisc_cache dev d1 retrans 700 ucast_probes 9 delay_probe 4000");
        NeighbourParameters read = parameters(room, IpFamily.IPV6, "d1");
        assertThat(read.get(NeighbourParameters.RETRANS_TIME)).hasValue(Duration.ofMillis(700));
        assertThat(read.get(NeighbourParameters.UCAST_PROBES)).hasValue(9);
        assertThat(read.get(NeighbourParameters.DELAY_PROBE_TIME)).hasValue(Duration.ofSeconds(4));
        assertThat(parameters(room, IpFamily.IPV6, "d0").get(NeighbourParameters.UCAST_PROBES))
                .hasValue(3);

        NeighbourTable arp = room.rtnl().neighbourTables().list().stream()
                .filter(table -> table.family().filter(IpFamily.IPV4::equals).isPresent())
                .filter(table -> table.has(NeighbourTable.THRESH3))
                .findFirst()
                .orElseThrow();
        assertThat(arp.get(NeighbourTable.NAME)).hasValue("arp_cache");
        assertThat(arp.parameters().orElseThrow().link()).isEmpty();
        assertThat(arp.get(NeighbourTable.GC_INTERVAL)).isPresent();
    }

    @Test
    void refusalsNameTheLink(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        NeighbourTables tables = room.rtnl().neighbourTables();
        assertThatThrownBy(() ->
                        tables.change(NeighbourTable.of(IpFamily.IPV4).parameters(NeighbourParameters.of("nowhere"))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("'nowhere'");
    }

    private static JsonNode table(RouteTestNamespace room, String link) {
        for (JsonNode shown : room.json("ntable show name arp_cache dev " + link)) {
            if (shown.path("dev").asString("").equals(link)) {
                return shown;
            }
        }
        throw new AssertionError("ip shows no parameters of " + link);
    }

    private static NeighbourParameters parameters(RouteTestNamespace room, IpFamily family, String link) {
        LinkReference wanted =
                LinkReference.of(room.rtnl().links().get(link).ifindex().orElseThrow());
        return room.rtnl().neighbourTables().list().stream()
                .filter(table -> table.family().filter(family::equals).isPresent())
                .flatMap(table -> table.parameters().stream())
                .filter(parameters -> parameters.link().filter(wanted::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }
}
