package io.netlink4j.rtnl.route;

import static io.netlink4j.core.error.Errno.EACCES;
import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EHOSTUNREACH;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ENETDOWN;
import static io.netlink4j.core.error.Errno.ENETUNREACH;
import static io.netlink4j.core.error.Errno.ENODEV;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.ESRCH;
import static io.netlink4j.rtnl.route.Route.DELROUTE;
import static io.netlink4j.rtnl.route.Route.GETROUTE;
import static io.netlink4j.rtnl.route.Route.NEWROUTE;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.RefusedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains why the kernel refused a request for a route ({@code net/ipv4/fib_semantics.c}, {@code net/ipv6/route.c}). */
final class RouteErrors {
    private RouteErrors() {}

    static void add(ErrorExplainer.Builder<Route> rows) {
        lookup(rows);
        change(rows);
    }

    private static void lookup(ErrorExplainer.Builder<Route> rows) {
        rows.on(ENETUNREACH)
                .of(GETROUTE)
                .means(packet -> "no route leads to " + target(packet)
                        + packet.object()
                                .from()
                                .map(source -> ", or " + source.address() + " is no address of this host")
                                .orElse(""));
        rows.on(EHOSTUNREACH)
                .of(GETROUTE)
                .means(packet ->
                        "the route to " + target(packet) + " is of type unreachable, or a source address is missing");
        rows.on(EACCES)
                .of(GETROUTE)
                .means(Kind.UNREACHABLE, packet -> "the route to " + target(packet) + " is of type prohibit");
        rows.on(EINVAL)
                .of(GETROUTE)
                .when(packet -> packet.from().isEmpty() && !packet.has(RouteAttributes.IIF))
                .means(packet -> "the route to " + target(packet) + " is of type blackhole");
    }

    private static IpAddress target(RefusedRequest<Route> refused) {
        return refused.object().destination().address();
    }

    private static void change(ErrorExplainer.Builder<Route> rows) {
        rows.on(EEXIST).of(NEWROUTE).means(refused -> {
            Route route = refused.object();
            return "table " + RouteTable.name(route.table()) + " has a route to " + name(route) + " with metric "
                    + route.metric() + " already";
        });
        rows.on(ESRCH, ENOENT)
                .of(NEWROUTE, DELROUTE)
                .maySay("not found", "no match", "does not exist")
                .means(RouteErrors::missing);
        rows.on(ENETUNREACH, EHOSTUNREACH).of(NEWROUTE).maySay("gateway").means(RouteErrors::noNetwork);
        rows.on(EINVAL).of(NEWROUTE).says("invalid gateway").means(RouteErrors::ownGateway);
        rows.on(EINVAL).of(NEWROUTE).says("Egress device").means("its gateway is link-local, so it needs a link");
        rows.on(EINVAL).of(NEWROUTE).says("Invalid prefsrc", "Invalid source").means(RouteErrors::source);
        rows.on(EINVAL)
                .of(NEWROUTE)
                .says("Nexthop id does not exist")
                .means(
                        Kind.NOT_FOUND,
                        refused -> "there is no nexthop object with the id "
                                + refused.object().nextHopId().orElse(0L));
        rows.on(ENODEV)
                .of(NEWROUTE)
                .when(RouteErrors::leadsNowhere)
                .means(Kind.INVALID, "it needs a gateway or a link");
        rows.on(ENODEV).of(NEWROUTE).says("required for onlink").means(Kind.INVALID, "an onlink gateway needs a link");
        rows.on(ENODEV)
                .of(NEWROUTE)
                .when(route -> route.get(RouteAttributes.FAMILY) == IpFamily.IPV4.number())
                .means("its link has no IPv4, for example because its MTU is less than 68, or its link does not exist");
        rows.on(ENODEV).of(NEWROUTE).means("its link does not exist");
        rows.on(ENETDOWN).of(NEWROUTE).maySay("not up", "is down").means("its link is down");
        rows.on(EACCES)
                .of(NEWROUTE)
                .maySay("IPv6 is disabled")
                .when(route -> route.get(RouteAttributes.FAMILY) == IpFamily.IPV6.number())
                .means(Kind.INVALID, "IPv6 is disabled on its link");
    }

    private static boolean leadsNowhere(Route route) {
        return route.link().isEmpty()
                && route.gateway().filter(gateway -> !gateway.isUnspecified()).isEmpty()
                && !route.has(RouteAttributes.MULTIPATH);
    }

    private static @Nullable String source(RefusedRequest<Route> refused) {
        return refused.object()
                .source()
                .map(source -> "the source address " + source + " is not an address of this host")
                .orElse(null);
    }

    private static String missing(RefusedRequest<Route> refused) {
        Route route = refused.object();
        return "table " + RouteTable.name(route.table()) + " has no such route to " + name(route);
    }

    private static @Nullable String noNetwork(RefusedRequest<Route> refused) {
        List<IpAddress> gateways = gateways(refused);
        if (gateways.isEmpty()) {
            return null;
        }
        String link = refused.object().link().isPresent() ? " of its link" : "";
        return gateways.size() == 1
                ? "no connected network" + link + " contains the gateway " + gateways.getFirst()
                : "no connected network contains one of the gateways " + gateways;
    }

    private static @Nullable String ownGateway(RefusedRequest<Route> refused) {
        List<IpAddress> gateways = gateways(refused);
        return gateways.size() == 1 ? "the gateway " + gateways.getFirst() + " is no unicast address" : null;
    }

    private static List<IpAddress> gateways(RefusedRequest<Route> refused) {
        return refused.object().nextHops().stream()
                .flatMap(hop -> hop.gateway().stream())
                .toList();
    }

    private static String name(Route route) {
        return route.isDefault() ? "everything" : route.destination().toString();
    }
}
