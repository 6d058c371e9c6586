package io.netlink4j.rtnl;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the kernel means when it refuses a request for routes. */
final class RouteRefusals {
    private RouteRefusals() {}

    static @Nullable String explain(Request request, Errno errno, KernelReport report) {
        if (!(request.body() instanceof Route route)) {
            return null;
        }
        int type = request.type().number();
        if (type == RtnlProtocol.GETROUTE.number()) {
            return lookup(errno, route);
        }
        return type == RtnlProtocol.NEWROUTE.number() ? addition(errno, route, report) : deletion(errno, route);
    }

    private static @Nullable String lookup(Errno errno, Route packet) {
        return switch (errno.symbol()) {
            case "ENETUNREACH" -> "no route leads to " + packet.destination().address();
            case "EHOSTUNREACH" ->
                "the route to " + packet.destination().address()
                        + " is of type unreachable, or a source address is missing";
            case "EACCES" -> "the route to " + packet.destination().address() + " is of type prohibit";
            default -> null;
        };
    }

    private static @Nullable String addition(Errno errno, Route route, KernelReport report) {
        String words = report.message().orElse("");
        return switch (errno.symbol()) {
            case "EEXIST" ->
                "table " + RouteTable.name(route.table()) + " has a route to " + name(route) + " with metric "
                        + route.metric() + " already";
            case "ESRCH", "ENOENT" -> missing(route);
            case "ENETUNREACH" -> words.isEmpty() || words.contains("gateway") ? noNetwork(route) : null;
            case "EHOSTUNREACH" -> noNetwork(route);
            case "EINVAL" -> words.contains("invalid gateway") ? ownGateway(route) : null;
            case "ENODEV" -> "its link is not there";
            case "ENETDOWN" -> "its link is down";
            default -> null;
        };
    }

    private static @Nullable String deletion(Errno errno, Route route) {
        return errno.equals(Errno.ESRCH) || errno.equals(Errno.ENOENT) ? missing(route) : null;
    }

    private static String missing(Route route) {
        return "table " + RouteTable.name(route.table()) + " has no such route to " + name(route);
    }

    private static @Nullable String noNetwork(Route route) {
        List<IpAddress> gateways = gateways(route);
        if (gateways.isEmpty()) {
            return null;
        }
        String link = route.link().isPresent() ? " of its link" : "";
        return gateways.size() == 1
                ? "no connected network" + link + " contains the gateway " + gateways.getFirst()
                : "no connected network contains one of the gateways " + gateways;
    }

    private static @Nullable String ownGateway(Route route) {
        List<IpAddress> gateways = gateways(route);
        return gateways.size() == 1 ? "the gateway " + gateways.getFirst() + " is no unicast address" : null;
    }

    private static List<IpAddress> gateways(Route route) {
        return route.nextHops().stream().flatMap(hop -> hop.gateway().stream()).toList();
    }

    private static String name(Route route) {
        return route.isDefault() ? "everything" : route.destination().toString();
    }
}
