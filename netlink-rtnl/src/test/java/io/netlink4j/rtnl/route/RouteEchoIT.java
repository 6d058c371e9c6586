package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Adding or changing a route returns the route as the kernel has it. */
@KernelTest
class RouteEchoIT {

    @Test
    void addReturnsTheRouteAsItIsListed(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip("nexthop add id 7 via 10.0.0.3 dev d0");
        for (RouteOracleIT.Pair pair : RouteOracleIT.PAIRS) {
            List<Route> before = all(room);
            Route made = room.routes().add(pair.route());
            assertThat(all(room)).as(pair.line()).contains(made).hasSize(before.size() + 1);
            assertThat(before).doesNotContain(made);
        }
    }

    @Test
    void addReturnsWhatTheKernelChose(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Route ipv6 = room.routes().add(Route.to("fd20::/64").via("fd00::2"));
        assertThat(ipv6.metric()).isEqualTo(1024);
        assertThat(ipv6.protocol()).isEqualTo(RouteProtocol.BOOT);
        assertThat(ipv6.toString(room.names())).isEqualTo("fd20::/64 via fd00::2 dev d0 metric 1024 pref medium");
        Route ipv4 = room.routes().add(Route.to("10.20.0.0/16").via("10.0.0.2"));
        assertThat(ipv4.toString(room.names())).isEqualTo("10.20.0.0/16 via 10.0.0.2 dev d0");
        assertThat(ipv4.table()).isEqualTo(RouteTable.MAIN);
        assertThat(ipv4.scope()).isEqualTo(RouteScope.UNIVERSE);
        room.withoutCarrier();
        assertThat(room.routes().add(Route.to("10.21.0.0/16").link("d1")).flags())
                .contains(RouteFlag.LINKDOWN);
    }

    @Test
    void replaceAndChangeReturnTheNewRoute(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Routes routes = room.routes();
        for (String network : List.of("10.20.0.0/16", "fd20::/64")) {
            boolean ipv4 = network.startsWith("10");
            Route route = Route.to(network).via(ipv4 ? "10.0.0.2" : "fd00::2").metric(7);
            Route elsewhere = route.via(ipv4 ? "10.0.1.2" : "fd01::2");
            listed(room, routes.replace(route));
            assertThat(listed(room, routes.replace(elsewhere)).gateway()).isEqualTo(elsewhere.gateway());
            assertThat(listed(room, routes.change(route)).gateway()).isEqualTo(route.gateway());
            Route appended = routes.append(elsewhere);
            if (ipv4) {
                listed(room, appended);
                listed(room, routes.prepend(route.via("10.0.0.9")));
            } else {
                // The kernel combined them into one route and reports the new hop first.
                assertThat(appended.nextHops())
                        .hasSize(2)
                        .containsExactlyInAnyOrderElementsOf(
                                room.routes().list(RouteFilter.main().link("d1")).stream()
                                        .filter(listed -> listed.destination().equals(route.destination()))
                                        .findFirst()
                                        .orElseThrow()
                                        .nextHops());
            }
        }
    }

    /** The kernel does not echo this. */
    @Test
    void aRouteThatReplacesAnEqualOne(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Routes routes = room.routes();
        for (Route route : List.of(
                Route.to("10.20.0.0/16").via("10.0.0.2"),
                Route.to("10.20.0.0/24").via("10.0.1.2"),
                Route.to("10.20.0.0/16").via("10.0.0.2").metric(5),
                Route.to("10.20.0.0/16").via("10.0.0.2").tos(8),
                Route.to("10.20.0.0/16").via("10.0.0.2").table(1000),
                Route.to("10.30.0.0/16").type(RouteType.BLACKHOLE),
                Route.toDefault(IpFamily.IPV4).via("10.0.0.2"),
                Route.toDefault(IpFamily.IPV6).via("fd00::2"))) {
            Route first = routes.replace(route);
            assertThat(listed(room, routes.replace(route))).isEqualTo(first);
            assertThat(listed(room, routes.change(route))).isEqualTo(first);
        }
    }

    private static Route listed(RouteTestNamespace room, Route answered) {
        assertThat(all(room)).contains(answered);
        return answered;
    }

    private static List<Route> all(RouteTestNamespace room) {
        return room.routes().list(RouteFilter.allTables());
    }
}
