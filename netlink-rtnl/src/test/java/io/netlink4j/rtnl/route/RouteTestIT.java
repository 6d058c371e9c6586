package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import org.junit.jupiter.api.Test;

/** {@link Routes#test} tells of routes that {@code ip} made, and changes nothing. */
@KernelTest
@NeedsCommand("ip")
final class RouteTestIT {
    @Test
    void existingRoutesAreFoundByTheirKey(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "route add 10.5.0.0/24 via 10.0.0.2",
                "route add 10.5.1.0/24 via 10.0.0.2 metric 7 table 100",
                "route add blackhole 10.5.2.0/24",
                "-6 route add fd05::/64 via fd00::2 dev d0",
                "-6 route add fd05:1::/64 via fd00::2 dev d0 metric 7 table 100");
        String before = room.ask("route show table all") + room.ask("-6 route show table all");
        Routes routes = room.routes();
        assertThat(routes.test(Route.to("10.5.0.0/24").via("10.0.0.3"))).isTrue();
        assertThat(routes.test(Route.to("10.5.0.0/24").via("10.0.0.2").metric(1)))
                .isFalse();
        assertThat(routes.test(Route.to("10.5.0.0/24").via("10.0.0.2").table(100)))
                .isFalse();
        assertThat(routes.test(Route.to("10.5.0.0/25").via("10.0.0.2"))).isFalse();
        assertThat(routes.test(Route.to("10.5.1.0/24").link("d1").metric(7).table(100)))
                .isTrue();
        assertThat(routes.test(Route.to("10.5.2.0/24").type(RouteType.UNREACHABLE)))
                .isTrue();
        assertThat(routes.test(Route.to("fd05::/64").via("fd00::3"))).isTrue();
        assertThat(routes.test(Route.to("fd05::/64").via("fd00::3").metric(1024)))
                .isTrue();
        assertThat(routes.test(Route.to("fd05::/64").via("fd00::3").metric(1))).isFalse();
        assertThat(routes.test(Route.to("fd05::/65").via("fd00::3"))).isFalse();
        assertThat(routes.test(Route.to("fd05:1::/64").via("fd00::3").metric(7).table(100)))
                .isTrue();
        assertThatThrownBy(() -> routes.test(Route.to("10.6.0.0/24").via("198.51.100.1")))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cannot test route 10.6.0.0/24 via 198.51.100.1");
        assertThat(room.ask("route show table all") + room.ask("-6 route show table all"))
                .isEqualTo(before);
    }

    /** The kernel completes an IPv6 route by a metric, the link of its gateway and the loopback as the link of a refusal. */
    @Test
    void addedRoutesAreFoundAgain(Namespaces namespaces) {
        Routes routes = new RouteTestNamespace(namespaces).routes();
        Route[] all = {
            Route.to("10.5.0.0/24").via("10.0.0.2"),
            Route.to("10.5.0.0/24").via("10.0.0.2").metric(1024),
            Route.to("fd05::/64").via("fd00::2"),
            Route.to("fd05::/64").via("fd01::2").metric(7),
            Route.to("fd05:1::/64").type(RouteType.BLACKHOLE),
            Route.to("fd05:2::/64")
                    .multipath(NextHop.via("fd00::2"), NextHop.via("fd01::2").weight(3)),
        };
        for (Route route : all) {
            assertThat(routes.find(route)).as("%s", route).isEmpty();
            Route added = routes.add(route);
            assertThat(routes.find(route)).as("%s", route).isPresent();
            assertThat(routes.get(added)).isEqualTo(routes.get(route));
        }
        for (Route other : new Route[] {
            Route.to("10.5.0.0/24").metric(1),
            Route.to("fd05::/64").via("fd00::2").metric(7),
            Route.to("fd05::/64").via("fd00::2").link("d1"),
            Route.to("fd05:2::/64").via("fd00::2"),
            Route.to("fd05::/65").via("fd00::2")
        }) {
            assertThat(routes.find(other)).as("%s", other).isEmpty();
        }
        for (Route route : all) {
            assertThat(routes.deleteIfExists(route)).isTrue();
            assertThat(routes.find(route)).as("%s", route).isEmpty();
        }
    }
}
