package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any listed route can be deleted and added again, unchanged. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
class RouteRoundTripIT {

    @Test
    void everyIpv4Route(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        List<String> before = room.shown(IpFamily.IPV4, "-d", "table all");
        for (Route route : room.routes().list(RouteFilter.allTables().family(IpFamily.IPV4))) {
            room.routes().delete(route);
            assertThat(room.shown(IpFamily.IPV4, "-d", "table all"))
                    .as("%s is gone", route)
                    .hasSize(before.size() - 1);
            addAgain(room, route);
            assertThat(room.shown(IpFamily.IPV4, "-d", "table all"))
                    .as("%s", route)
                    .isEqualTo(before);
        }
    }

    /** A second route to the same network with the same metric has to be appended again. */
    private static void addAgain(RouteTestNamespace room, Route route) {
        boolean second = room.routes().list(RouteFilter.allTables().table(route.table())).stream()
                .anyMatch(other -> other.destination().equals(route.destination()) && other.metric() == route.metric());
        if (second) {
            room.routes().append(route);
        } else {
            room.routes().add(route);
        }
    }

    @Test
    void everyIpv6Route(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        List<String> before = room.shown(IpFamily.IPV6, "-d", "table all");
        for (Route route : room.routes().list(RouteFilter.allTables().family(IpFamily.IPV6))) {
            // The prefix routes of the kernel have the metric 0. In a request 0 means 1024.
            if (route.metric() == 0) {
                continue;
            }
            room.routes().delete(route);
            assertThat(room.shown(IpFamily.IPV6, "-d", "table all"))
                    .as("%s is gone", route)
                    .hasSize(before.size() - 1);
            addAgain(room, route);
            assertThat(room.shown(IpFamily.IPV6, "-d", "table all"))
                    .as("%s", route)
                    .isEqualTo(before);
        }
    }

    @Test
    void allRoutesAtOnce(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        List<String> before = room.shown(IpFamily.IPV4, "-d", "table main");
        List<Route> routes = room.routes().list(RouteFilter.main().family(IpFamily.IPV4));
        // Routes with a gateway need the routes to the gateway.
        List<Route> order = new ArrayList<>(
                routes.stream().filter(route -> route.gateway().isEmpty()).toList());
        order.addAll(
                routes.stream().filter(route -> route.gateway().isPresent()).toList());
        room.routes().deleteAll(routes).orThrow();
        assertThat(room.routes().list(RouteFilter.main().family(IpFamily.IPV4))).isEmpty();
        List<Route> appended = order.stream()
                .filter(route -> room.routes().addAll(List.of(route)).failures().stream()
                        .findFirst()
                        .isPresent())
                .toList();
        // Of two routes with the same metric, the first is added and the second appended.
        assertThat(appended).hasSize(1);
        appended.forEach(room.routes()::append);
        assertThat(room.shown(IpFamily.IPV4, "-d", "table main")).isEqualTo(before);
    }

    @Test
    void aRouteOnALinkWithoutCarrier(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        room.withoutCarrier();
        List<String> before = room.shown(IpFamily.IPV4, "-d", "table all");
        assertThat(before).anyMatch(line -> line.contains("linkdown"));
        for (Route route : room.routes().list(RouteFilter.main().family(IpFamily.IPV4))) {
            if (!route.toString().contains("linkdown")) {
                continue;
            }
            room.routes().delete(route);
            room.routes().add(route);
            assertThat(room.shown(IpFamily.IPV4, "-d", "table all"))
                    .as("%s", route)
                    .isEqualTo(before);
        }
    }

    @Test
    void aListedRouteReplacesItself(Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        Route route = room.routes().list().stream()
                .filter(listed -> listed.destination().toString().equals("10.2.0.0/16"))
                .findFirst()
                .orElseThrow();
        room.routes().replace(route.mtu(1280));
        assertThat(room.ask("route show 10.2.0.0/16")).contains("mtu lock 1280").contains("advmss 1300");
        room.routes().change(route.via("10.0.0.77"));
        assertThat(room.ask("route show 10.2.0.0/16")).contains("via 10.0.0.77").contains("mtu lock 1400");
    }

    @Test
    void intoAnotherNamespace(Namespaces namespaces) {
        RouteTestNamespace here = furnished(namespaces);
        RouteTestNamespace there = new RouteTestNamespace(namespaces);
        for (Route route : here.routes().list(RouteFilter.main().protocol(RouteProtocol.BOOT))) {
            Route named = route.link().isEmpty()
                    ? route
                    : route.link(here.names().apply(route.link().orElseThrow()));
            if (route.nextHopId().isEmpty() && route.nextHops().size() < 2) {
                there.routes().append(named);
            }
        }
        assertThat(there.shown(IpFamily.IPV4, "-d", "10.2.0.0/16"))
                .isEqualTo(here.shown(IpFamily.IPV4, "-d", "10.2.0.0/16"));
    }

    private static RouteTestNamespace furnished(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(RouteOracleIT.EVERYTHING);
        return room;
    }
}
