package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.RouteAttributes.ENCAP;
import static io.netlink4j.rtnl.route.RouteAttributes.ENCAP_TYPE;
import static io.netlink4j.rtnl.route.RouteAttributes.EXPIRES;
import static io.netlink4j.rtnl.route.RouteAttributes.FLAGS;
import static io.netlink4j.rtnl.route.RouteAttributes.FLOW;
import static io.netlink4j.rtnl.route.RouteAttributes.GATEWAY;
import static io.netlink4j.rtnl.route.RouteAttributes.IIF;
import static io.netlink4j.rtnl.route.RouteAttributes.MULTIPATH;
import static io.netlink4j.rtnl.route.RouteAttributes.NH_ID;
import static io.netlink4j.rtnl.route.RouteAttributes.OIF;
import static io.netlink4j.rtnl.route.RouteAttributes.RTM_TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.TYPE;
import static io.netlink4j.rtnl.route.RouteAttributes.VIA;
import static java.time.temporal.ChronoUnit.SECONDS;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.link.LinkReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Completes a route before it is sent: adds defaults for what was not set, and removes what the kernel reports but does not accept. */
final class RouteCompletion {
    /** {@code IP6_RT_PRIO_USER}. */
    private static final long DEFAULT_METRIC = 1024;

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    /** What the kernel acknowledges and ignores in a route of the other family, in words. */
    private static final List<FamilyOnly> FAMILY_ONLY = List.of(
            new FamilyOnly(FLOW, IpFamily.IPV4, "realms"),
            new FamilyOnly(RouteAttributes.SRC, IpFamily.IPV6, "a network that its packets come from"),
            new FamilyOnly(RouteAttributes.PREF, IpFamily.IPV6, "the preference of a router"),
            new FamilyOnly(EXPIRES, IpFamily.IPV6, "a lifetime"));

    private record FamilyOnly(Attribute<?> key, IpFamily family, String words) {}

    private RouteCompletion() {}

    /** The route as it is added, changed or replaced. */
    static Route added(Route route, ToIntFunction<LinkReference> indexes) {
        Route full = route.withHeader(
                route.has(TABLE) ? route.get(RTM_TABLE) : table(route),
                route.protocol().number(),
                route.scope().number(),
                type(route));
        if (!full.has(EXPIRES) && full.has(RouteAttributes.CACHEINFO)) {
            // The kernel reports a negative time for a route that has expired and is not yet removed.
            Optional<Duration> left = full.expires()
                    .map(time -> time.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : time.truncatedTo(SECONDS));
            full = left.isPresent() ? full.with(EXPIRES, left.get()) : full;
        }
        return accepted(full, indexes);
    }

    /** Rejects what the kernel would acknowledge and ignore. A cached route has what it was looked up by. */
    static void checkMeant(Route route) {
        if ((route.get(FLAGS) & RouteFlag.CLONED.bit()) != 0) {
            return;
        }
        for (FamilyOnly only : FAMILY_ONLY) {
            if (route.has(only.key) && route.family() != only.family) {
                throw new IllegalArgumentException("only an " + only.family + " route has " + only.words
                        + ", but not one to " + route.destination());
            }
        }
        if (route.type().isRefusal()
                && !route.has(NH_ID)
                && (route.has(GATEWAY) || route.has(VIA) || route.has(MULTIPATH))) {
            throw new IllegalArgumentException("a route of the type " + route.type() + ", such as that to "
                    + route.destination() + ", has no gateway");
        }
    }

    /** The route in a delete request: what was not set matches any value, except the table. */
    static Route deleted(Route route, ToIntFunction<LinkReference> indexes) {
        Route full = route.get(RTM_TABLE) == RouteTable.UNSPEC && !route.has(TABLE)
                ? route.with(RTM_TABLE, table(route))
                : route;
        return accepted(isBlackholeObject(full) ? full.with(TYPE, 0) : full, indexes);
    }

    /** Whether two IPv6 routes have the same network, source and metric. */
    static boolean isKeyOf(Route route, Route found) {
        return found.destination().equals(route.destination())
                && found.from().equals(route.from())
                && metric(found) == metric(route);
    }

    /** Whether {@code found} is the route that {@code wanted} refers to. The kernel completes the next hops of an IPv6 route, so what is not set matches any value. */
    static boolean isMeant(Route wanted, Route found) {
        return found.table() == wanted.table()
                && found.tos() == wanted.tos()
                && isKeyOf(wanted, found)
                && (wanted.family() == IpFamily.IPV4 || hasWay(found, wanted));
    }

    private static boolean hasWay(Route found, Route wanted) {
        if (wanted.has(NH_ID)) {
            return wanted.nextHopId().equals(found.nextHopId());
        }
        List<NextHop> hops = wanted.nextHops();
        List<NextHop> others = found.nextHops();
        return hops.isEmpty()
                || (hops.size() == others.size()
                        && hops.stream().allMatch(hop -> others.stream().anyMatch(other -> isMeant(hop, other))));
    }

    private static boolean isMeant(NextHop hop, NextHop found) {
        return (hop.gateway().isEmpty() || hop.gateway().equals(found.gateway()))
                && (hop.link().isEmpty() || hop.link().equals(found.link()));
    }

    private static long metric(Route route) {
        return route.metric() == 0 && route.family() == IpFamily.IPV6 ? DEFAULT_METRIC : route.metric();
    }

    private static int type(Route route) {
        int type = route.get(TYPE);
        return type == 0 || isBlackholeObject(route) ? RouteType.UNICAST.number() : type;
    }

    /** The kernel reports the type of a blackhole nexthop object instead of the type of the route. */
    private static boolean isBlackholeObject(Route route) {
        return route.has(NH_ID) && route.get(TYPE) == RouteType.BLACKHOLE.number();
    }

    /** The table that {@code ip route} chooses. */
    static int table(Route route) {
        int table = route.get(RTM_TABLE);
        return table != RouteTable.UNSPEC ? table : route.type().isLocal() ? RouteTable.LOCAL : RouteTable.MAIN;
    }

    /** The scope that {@code ip route} chooses. */
    static RouteScope scope(Route route) {
        if (route.family() == IpFamily.IPV6) {
            return RouteScope.UNIVERSE;
        }
        return switch (route.type()) {
            case LOCAL, NAT -> RouteScope.HOST;
            case BROADCAST, MULTICAST, ANYCAST -> RouteScope.LINK;
            case UNICAST ->
                route.has(GATEWAY) || route.has(VIA) || route.has(MULTIPATH) || route.has(NH_ID)
                        ? RouteScope.UNIVERSE
                        : RouteScope.LINK;
            default -> RouteScope.UNIVERSE;
        };
    }

    /** The only next hop of a route that is no multipath route. */
    static Optional<NextHop> onlyHop(Route route) {
        if (route.gateway().isEmpty() && route.link().isEmpty()) {
            return Optional.empty();
        }
        NextHop hop = route.link().map(NextHop::out).orElseGet(() -> NextHop.out(LinkReference.of(0)));
        for (Attribute<?> key : List.of(GATEWAY, VIA, FLOW, ENCAP_TYPE, ENCAP)) {
            hop = copied(route, key, hop);
        }
        int flags = route.get(FLAGS) & 0xff;
        return Optional.of(hop.with(NextHop.FLAGS, flags));
    }

    private static <T> NextHop copied(Route route, Attribute<T> key, NextHop hop) {
        return route.get(key).map(value -> hop.with(key, value)).orElse(hop);
    }

    private static Route accepted(Route route, ToIntFunction<LinkReference> indexes) {
        Route sent = route;
        int flags = route.get(FLAGS);
        if (RouteFlag.writable(flags) != flags) {
            sent = sent.with(FLAGS, RouteFlag.writable(flags));
        }
        if (sent.has(IIF)) {
            sent = sent.without(IIF);
        }
        if (sent.has(NH_ID)) {
            // The kernel also reports the contents of the nexthop object, and refuses a request with both.
            for (Attribute<?> key : List.of(OIF, GATEWAY, VIA, MULTIPATH, ENCAP_TYPE, ENCAP, FLOW)) {
                sent = sent.without(key);
            }
        } else if (sent.has(MULTIPATH)) {
            List<NextHop> hops = sent.get(MULTIPATH).orElseThrow();
            sent = sent.with(
                    MULTIPATH, hops.stream().map(hop -> accepted(hop, indexes)).toList());
        } else if (sent.has(ENCAP)) {
            Nest tunnel = sent.get(ENCAP).orElseThrow();
            sent = sent.with(ENCAP, tunnel);
        }
        return sent;
    }

    /** A hop as it is sent: with the index of its link, and without flags that the kernel sets. */
    static NextHop accepted(NextHop hop, ToIntFunction<LinkReference> indexes) {
        NextHop sent = hop.with(NextHop.FLAGS, RouteFlag.writable(hop.get(NextHop.FLAGS)) & 0xff);
        if (sent.has(NextHop.OIF)) {
            int index = indexes.applyAsInt(sent.link().orElseThrow());
            sent = sent.without(NextHop.OIF).with(NextHop.IFINDEX, index);
        }
        // Setting the tunnel again marks it as a nest. Some types require that, and the kernel does not report it.
        return sent.has(NextHop.ENCAP)
                ? sent.with(NextHop.ENCAP, sent.get(NextHop.ENCAP).orElseThrow())
                : sent;
    }
}
