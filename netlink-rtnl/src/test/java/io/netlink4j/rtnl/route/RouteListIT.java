package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Filtered lists, streamed lists and batches. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
class RouteListIT {

    @Test
    void theKernelAppliesTheFilter(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(RouteOracleIT.EVERYTHING);
        for (IpFamily family : IpFamily.values()) {
            same(room, family, RouteFilter.main(), "");
            same(room, family, RouteFilter.allTables(), "table all");
            same(room, family, RouteFilter.main().table(RouteTable.LOCAL), "table local");
            same(room, family, RouteFilter.main().protocol(RouteProtocol.KERNEL), "proto kernel");
            same(room, family, RouteFilter.main().type(RouteType.BLACKHOLE), "type blackhole");
            same(room, family, RouteFilter.main().link("d1"), "dev d1");
            same(
                    room,
                    family,
                    RouteFilter.allTables().link("d1").protocol(RouteProtocol.KERNEL),
                    "table all dev d1 proto kernel");
        }
        same(room, IpFamily.IPV4, RouteFilter.allTables().table(1000), "table 1000");
        same(room, IpFamily.IPV6, RouteFilter.allTables().table(5000), "table 5000");
        assertThat(room.routes().list(RouteFilter.allTables().table(5000))).hasSize(1);
        assertThat(room.routes().list()).extracting(Route::family).contains(IpFamily.IPV4, IpFamily.IPV6);
        assertThat(room.routes().list(RouteFilter.allTables().table(4711))).isEmpty();
        assertThat(room.routes().list(RouteFilter.allTables().table(-1))).isEmpty();
    }

    private static void same(RouteTestNamespace room, IpFamily family, RouteFilter filter, String selector) {
        List<Route> found = room.routes().list(filter.family(family));
        // Older versions of ip do not select multipath routes by an outgoing link.
        boolean withMultipath = room.runsNewerIp() || !selector.contains("dev");
        assertThat(found.stream().filter(route -> withMultipath || !route.has(RouteAttributes.MULTIPATH)))
                .as("%s %s", family, filter)
                .hasSameSizeAs(room.shown(family, "", selector));
        // Routes that the kernel selected also pass the check for kernels that do not select.
        RouteFilter ofFamily = filter.family(family);
        Route asked = ofFamily.requests().getFirst();
        Route resolved = asked.link()
                .map(link -> asked.link(LinkReference.of(
                        room.json("link show d1").get(0).get("ifindex").asInt())))
                .orElse(asked);
        assertThat(found).allMatch(route -> ofFamily.accepts(resolved, route, false));
        assertThat(room.routes().list(RouteFilter.allTables().family(family)).stream()
                        .filter(route -> ofFamily.accepts(resolved, route, false)))
                .hasSameSizeAs(found);
    }

    @Test
    @VariesByKernel
    void theTableOfAVrf(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        assumeTrue(room.rtnl().links().supports("vrf"), "the kernel has no VRF");
        room.ip(
                "link add red type vrf table 4000000000",
                "link set red up",
                "link set d1 master red",
                "-6 addr replace fd01::1/64 dev d1 nodad",
                "route add 10.7.0.0/16 via 10.0.1.2 vrf red",
                "route add 10.8.0.0/16 via 10.0.0.2");
        RouteFilter filter = RouteFilter.main().vrf("red");
        assertThat(filter).hasToString("table of vrf red");
        for (IpFamily family : IpFamily.values()) {
            assertThat(room.routes().list(filter.family(family)))
                    .extracting(route -> route.toString(room.names())
                            .replace(" table 4000000000", "")
                            .replaceAll("\\s+", " "))
                    .containsExactlyElementsOf(room.shown(family, "", "vrf red"))
                    .isNotEmpty();
        }
        assertThat(room.routes().flush(filter.via("10.0.1.2")))
                .singleElement()
                .matches(route -> route.table() == (int) 4_000_000_000L);
    }

    @Test
    void aFilterForAMissingLinkIsRefused(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        assertThatThrownBy(() -> room.routes().list(RouteFilter.main().link("eth7")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no link 'eth7'");
    }

    @Test
    void aStreamCanEndEarly(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        IpPrefix network = IpPrefix.of("10.128.0.0/9");
        List<Route> routes = IntStream.range(0, 5000)
                .mapToObj(i -> Route.to(IpPrefix.of(network.host(i))).via("10.0.0.2"))
                .toList();
        room.routes().addAll(routes).orThrow();
        assertThat(room.routes().list()).hasSizeGreaterThan(5000);

        AtomicInteger seen = new AtomicInteger();
        room.routes().forEach(RouteFilter.main(), route -> seen.incrementAndGet() < 10);
        assertThat(seen).hasValue(10);

        assertThat(room.routes().lookup("10.128.0.7").gateway()).hasValue(IpAddress.of("10.0.0.2"));
        List<Route> all = new ArrayList<>();
        room.routes().forEach(RouteFilter.main(), all::add);
        assertThat(all).isEqualTo(room.routes().list());

        assertThatThrownBy(() -> room.routes().forEach(RouteFilter.main(), route -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(room.routes().list()).hasSameSizeAs(all);

        room.routes().deleteAll(routes).orThrow();
        assertThat(room.routes().list()).hasSizeLessThan(10);
    }

    @Test
    void aBatchContinuesAfterARefusal(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        BatchResult result = room.routes()
                .addAll(List.of(
                        Route.to("10.40.0.0/16").via("10.0.0.2"),
                        Route.to("10.41.0.0/16").via("10.99.0.2"),
                        Route.to("10.42.0.0/16").link("d1"),
                        Route.to("10.40.0.0/16").via("10.0.0.3")));
        assertThat(result.outcomes())
                .extracting(outcome -> outcome.isPresent())
                .containsExactly(false, true, false, true);
        assertThat(result.failures().getLast()).isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThat(room.ask("route"))
                .contains("10.40.0.0/16 via 10.0.0.2", "10.42.0.0/16 dev d1")
                .doesNotContain("10.41");
    }

    @Test
    void verbsOfIpv4Routes(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Route first = Route.to("10.50.0.0/16").via("10.0.0.2");
        room.routes().add(first);
        room.routes().append(first.via("10.0.0.3"));
        room.routes().prepend(first.via("10.0.0.4"));
        assertThat(room.ask("route show 10.50.0.0/16")
                        .replaceAll(" dev d0 ?", "")
                        .lines())
                .containsExactly("10.50.0.0/16 via 10.0.0.4", "10.50.0.0/16 via 10.0.0.2", "10.50.0.0/16 via 10.0.0.3");
    }

    @Test
    void verbsOfIpv6Routes(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        RouteTestNamespace theirs = new RouteTestNamespace(namespaces);
        Route first = Route.to("fd50::/64").via("fd00::2");
        room.routes().add(first);
        room.routes().append(first.via("fd00::3"));
        room.routes().append(first.via("fd01::4"));
        assertThat(room.routes().list(RouteFilter.main().type(RouteType.UNICAST)).stream()
                        .filter(route -> route.destination().toString().equals("fd50::/64")))
                .singleElement()
                .satisfies(route -> assertThat(route.nextHops()).hasSize(3));
        room.routes().replace(first.via("fd00::9"));
        theirs.ip(
                "-6 route add fd50::/64 via fd00::2",
                "-6 route append fd50::/64 via fd00::3",
                "-6 route append fd50::/64 via fd01::4",
                "-6 route replace fd50::/64 via fd00::9");
        assertThat(room.shown(IpFamily.IPV6, "-d", "fd50::/64"))
                .isEqualTo(theirs.shown(IpFamily.IPV6, "-d", "fd50::/64"));
        room.routes().delete(Route.to("fd50::/64"));
        theirs.ip("-6 route delete fd50::/64");
        assertThat(room.shown(IpFamily.IPV6, "-d", "fd50::/64"))
                .isEqualTo(theirs.shown(IpFamily.IPV6, "-d", "fd50::/64"));
    }

    @Test
    void deleteByPattern(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "route add 10.60.0.0/16 dev d0 metric 5 proto static",
                "route add 10.60.0.0/16 via 10.0.1.2 metric 6 mtu 1300",
                "route add local 10.61.0.0/16 dev lo",
                "-6 route add fd60::/64 via fd00::2 metric 5",
                "-6 route add fd60::/64 via fd01::2 metric 6");
        room.routes().delete(Route.to("10.60.0.0/16").via("10.0.1.2"));
        assertThat(room.ask("route show 10.60.0.0/16")).contains("metric 5").doesNotContain("metric 6");
        room.routes().delete(Route.to("10.60.0.0/16"));
        assertThat(room.ask("route show 10.60.0.0/16")).isEmpty();
        room.routes().delete(Route.to("10.61.0.0/16").type(RouteType.LOCAL));
        assertThat(room.ask("route show table local")).doesNotContain("10.61");
        room.routes().delete(Route.to("fd60::/64").metric(6));
        assertThat(room.ask("-6 route show fd60::/64")).contains("metric 5").doesNotContain("metric 6");
        room.routes().delete(Route.to("fd60::/64").link("d0"));
        assertThat(room.ask("-6 route show fd60::/64")).isEmpty();
    }
}
