package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** The messages when the kernel refuses a route. */
@KernelTest
@NeedsCommand("ip")
class RouteErrorsIT {

    @Test
    void messages(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Routes routes = room.routes();
        refused(() -> routes.add(Route.toDefault(IpFamily.IPV4).via("10.9.9.9")))
                .isInstanceOf(NetlinkException.Unreachable.class)
                .hasMessageStartingWith("cannot add route default via 10.9.9.9 in namespace 'n4j-")
                .hasMessageContaining("no connected network contains the gateway 10.9.9.9 (ENETUNREACH)")
                .hasMessageContaining("kernel: \"Nexthop has invalid gateway\"");
        refused(() -> routes.add(Route.to("10.9.0.0/16").via("10.0.1.2", "d0")))
                .hasMessageContaining("no connected network of its link contains the gateway 10.0.1.2");
        refused(() -> routes.add(Route.to("fd90::/64").via("fd99::1")))
                .hasMessageContaining("no connected network contains the gateway fd99::1");
        refused(() -> routes.add(Route.to("10.9.0.0/16").multipath(NextHop.via("10.0.0.2"), NextHop.via("10.9.9.9"))))
                .hasMessageContaining("no connected network contains one of the gateways [10.0.0.2, 10.9.9.9]");
        refused(() -> routes.add(Route.to("10.9.0.0/16").via("10.0.0.255")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the gateway 10.0.0.255 is no unicast address (EINVAL)");

        Route route = Route.to("10.1.0.0/16").via("10.0.0.2").metric(5);
        routes.add(route);
        refused(() -> routes.add(route))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("table main has a route to 10.1.0.0/16 with metric 5 already (EEXIST)");
        refused(() -> routes.delete(route.metric(6)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("cannot delete route 10.1.0.0/16 via 10.0.0.2 metric 6 in namespace")
                .hasMessageContaining("table main has no such route to 10.1.0.0/16 (ESRCH)");
        refused(() -> routes.delete(Route.to("fd90::/64"))).isInstanceOf(NetlinkException.NotFound.class);
        refused(() -> routes.delete(Route.to("10.1.0.0/16").table(9999))).isInstanceOf(NetlinkException.NotFound.class);
        refused(() -> routes.change(Route.to("10.2.0.0/16").link("d0")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("table main has no such route to 10.2.0.0/16");
        refused(() -> routes.add(Route.to("10.2.0.0/16").link("eth7")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("cannot add route 10.2.0.0/16 dev eth7 in namespace")
                .hasMessageContaining("there is no link 'eth7'");
        refused(() -> routes.add(Route.to("10.2.0.0/16").multipath(NextHop.out("eth7"))))
                .hasMessageContaining("there is no link 'eth7'");
        refused(() -> routes.add(Route.to("10.2.0.0/16").link(LinkReference.of(4711))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("its link does not exist (ENODEV)");
        refused(() -> routes.add(Route.to("10.2.0.0/16")
                        .via("10.0.0.2")
                        .with(RouteAttributes.METRICS, RouteMetrics.none().congestionControl("no-such-algorithm"))))
                .isInstanceOf(NetlinkException.class);
        room.ip("link set d1 down");
        refused(() -> routes.add(Route.to("10.2.0.0/16").link("d1")))
                .hasMessageContaining("its link is down (ENETDOWN)");
    }

    @Test
    void aRouteNeedsAGatewayOrALink(Namespaces namespaces) {
        Routes routes = new RouteTestNamespace(namespaces).routes();
        for (String network : new String[] {"10.9.0.0/16", "fd99::/64"}) {
            refused(() -> routes.add(Route.to(network)))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining("cannot add route " + network + " in namespace")
                    .hasMessageContaining(": it needs a gateway or a link (ENODEV)");
        }
        refused(() -> routes.add(Route.to("10.9.0.0/16").via("10.9.9.9").onlink()))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("an onlink gateway needs a link (ENODEV)");
        refused(() -> routes.add(Route.to("fd99::/64").via("fe80::1")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("its gateway is link-local, so it needs a link (EINVAL)");
        refused(() -> routes.add(Route.to("10.9.0.0/16").nextHopId(4711)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no nexthop object with the id 4711 (EINVAL)");
    }

    @Test
    void theSourceHasToBeAnAddressOfThisHost(Namespaces namespaces) {
        Routes routes = new RouteTestNamespace(namespaces).routes();
        refused(() -> routes.add(Route.to("10.9.0.0/16").link("d0").source("10.77.0.1")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the source address 10.77.0.1 is not an address of this host (EINVAL)");
        refused(() -> routes.add(Route.to("fd99::/64").link("d0").source("fd77::1")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the source address fd77::1 is not an address of this host (EINVAL)");
        refused(() -> routes.lookup(RouteLookup.to("10.0.0.2").from("10.77.0.1")))
                .isInstanceOf(NetlinkException.Unreachable.class)
                .hasMessageContaining("or 10.77.0.1 is no address of this host (ENETUNREACH)");
    }

    @Test
    void messageOfTheKernelForAMissingRoute(Namespaces namespaces) {
        Routes routes = new RouteTestNamespace(namespaces).routes();
        refused(() -> routes.delete(Route.to("10.9.0.0/16").table(4711)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("table 4711 has no such route to 10.9.0.0/16 (ESRCH)");
        refused(() -> routes.change(Route.to("fd99::/64").link("d0")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("table main has no such route to fd99::/64 (ENOENT)");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call);
    }
}
