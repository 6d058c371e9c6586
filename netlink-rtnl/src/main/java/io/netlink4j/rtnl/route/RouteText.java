package io.netlink4j.rtnl.route;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.encap.Encapsulation;
import io.netlink4j.rtnl.internal.MplsLabels;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.internal.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Routes in the words of {@code ip route}, in its order, on one line. */
final class RouteText {
    /** {@code RTCF_*} of {@code linux/in_route.h}: how the packet of a lookup is treated. */
    private static final Map<Integer, String> TREATMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry(0x80000000, "local"),
            Map.entry(0x20000000, "mc"),
            Map.entry(0x10000000, "brd"),
            Map.entry(0x00040000, "redirected"),
            Map.entry(0x01000000, "redirect")));

    private static final TextRows<NextHop> IPV4_HOP = hopRows(IpFamily.IPV4);
    private static final TextRows<NextHop> IPV6_HOP = hopRows(IpFamily.IPV6);

    private static final TextRows<NextHop> MPLS_HOP = hopRows(null);

    private static final TextRows<Route> ROUTE = new TextRows<Route>()
            .addIf(route -> route.type() != RouteType.UNICAST, "", Route::type)
            .addAlways("", route -> route.isDefault() ? "default" : prefix(route.destination()))
            .add("from", Route::from, RouteText::prefix)
            .addEach("encap", (route, links) -> encap(route.encap(), links))
            .addIf(route -> route.tos() != 0, "tos", route -> "0x" + Integer.toHexString(route.tos()))
            .add("nhid", Route::nextHopId)
            .add("via", route -> gateway(route.gateway(), route.family()))
            .addLink("dev", Route::link)
            .addIf(route -> route.table() != RouteTable.MAIN, "table", route -> RouteTable.name(route.table()))
            .addIf(RouteText::isProtocolWritten, "proto", Route::protocol)
            .addIf(RouteText::isScopeWritten, "scope", Route::scope)
            .add("src", Route::source)
            .add("metric", RouteAttributes.PRIORITY)
            .addEach("", RouteText::flags)
            .add("mark", RouteAttributes.MARK, mark -> "0x" + Long.toHexString(mark))
            .add("", RouteAttributes.FLOW, RouteText::realms)
            .add("uid", RouteAttributes.UID)
            .addIf(RouteText::isCloned, "cache")
            .addIf(RouteText::isCloned, "", route -> treatment(route.get(RouteAttributes.FLAGS)))
            .add("expires", Route::expires, time -> time.toSeconds() + "sec")
            .add("error", RouteText::error)
            .addAlways("", route -> metrics(route.metrics()))
            .addLink("iif", route -> route.get(RouteAttributes.IIF))
            .add("pref", Route::preference)
            .addEach("nexthop", RouteText::hops);

    private RouteText() {}

    static String route(Route route, Function<LinkReference, String> names) {
        return ROUTE.text(route, names);
    }

    private static List<String> encap(Optional<Encapsulation> encap, Function<LinkReference, String> links) {
        return encap.map(known -> known.toString(links)).stream().toList();
    }

    private static List<RouteFlag> flags(Route route) {
        return route.flags().stream().filter(flag -> flag != RouteFlag.CLONED).toList();
    }

    private static boolean isCloned(Route route) {
        return route.flags().contains(RouteFlag.CLONED);
    }

    private static boolean isProtocolWritten(Route route) {
        return !isCloned(route) && !route.protocol().equals(RouteProtocol.BOOT);
    }

    /**
     * {@code ip} writes no scope that is {@code global}; nor is one written that nobody chose and the kernel has not
     * told.
     */
    private static boolean isScopeWritten(Route route) {
        int scope = route.get(RouteAttributes.SCOPE);
        return !isCloned(route) && scope != RouteScope.UNIVERSE.number() && scope != RouteScope.NOWHERE.number();
    }

    private static Optional<Integer> error(Route route) {
        return route.get(RouteAttributes.CACHEINFO).map(RouteCacheInfo::error).filter(error -> error != 0);
    }

    private static List<String> hops(Route route, Function<LinkReference, String> links) {
        List<NextHop> hops = route.get(RouteAttributes.MULTIPATH).orElse(List.of());
        return hops.stream().map(hop -> hop(hop, route.family(), links)).toList();
    }

    static String hop(NextHop hop) {
        return hop(hop, hop.get(NextHop.GATEWAY).map(IpAddress::family).orElse(IpFamily.IPV4), Words.LINKS);
    }

    /** A hop of an MPLS route, whose gateways have their families. */
    static String mplsHop(NextHop hop, Function<LinkReference, String> names) {
        return MPLS_HOP.text(hop, names);
    }

    private static String hop(NextHop hop, IpFamily family, Function<LinkReference, String> names) {
        return (family == IpFamily.IPV4 ? IPV4_HOP : IPV6_HOP).text(hop, names);
    }

    /** The rows of a hop of a route of {@code family}; null for MPLS. */
    private static TextRows<NextHop> hopRows(@Nullable IpFamily family) {
        return new TextRows<NextHop>()
                .addEach("encap", (hop, links) -> encap(hop.encap(), links))
                .add("as to", NextHop.NEWDST, MplsLabels::text)
                .add("via", hop -> gateway(hop.gateway(), family))
                .addLink("dev", NextHop::link)
                .add("", NextHop.FLOW, RouteText::realms)
                .addAlways("weight", NextHop::weight)
                .addEach("", NextHop::flags);
    }

    static String metrics(RouteMetrics metrics) {
        Words words = new Words();
        for (Attribute<?> key : RouteMetrics.SCHEMA.attributes()) {
            if (!key.equals(RouteMetrics.LOCK)) {
                String name = word(key) + (metrics.isLocked(key) ? " lock" : "");
                words.add(name, metrics.get(key).map(value -> value(key, value)));
            }
        }
        return words.toString();
    }

    /** {@code mtu} of {@code RTAX_MTU}. */
    private static String word(Attribute<?> key) {
        return key.equals(RouteMetrics.CC_ALGO)
                ? "congctl"
                : key.name().substring(5).toLowerCase(Locale.ROOT);
    }

    private static String value(Attribute<?> key, Object value) {
        if (key.equals(RouteMetrics.FEATURES)) {
            StringJoiner features = new StringJoiner(" ");
            RouteFeature.in((Long) value).forEach(feature -> features.add(feature.toString()));
            return features.toString();
        }
        if (value instanceof Duration time) {
            long milliseconds = time.toMillis();
            return milliseconds < 1000 ? milliseconds + "ms" : decimal(milliseconds / 1000.0) + "s";
        }
        return Printable.of(value.toString());
    }

    private static String decimal(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String prefix(IpPrefix prefix) {
        return prefix.isHost() ? prefix.address().toString() : prefix.toString();
    }

    static Optional<String> gateway(Optional<IpAddress> gateway, @Nullable IpFamily family) {
        return gateway.map(
                via -> (via.family() == family ? "" : via instanceof Ipv4Address ? "inet " : "inet6 ") + via);
    }

    private static String treatment(int flags) {
        StringJoiner names = new StringJoiner(",", "<", ">").setEmptyValue("");
        TREATMENTS.forEach((bit, name) -> {
            if ((flags & bit) != 0) {
                names.add(name);
            }
        });
        return names.toString();
    }

    private static String realms(long flow) {
        long source = flow >>> 16;
        long destination = flow & 0xffff;
        return source == 0 ? "realm " + destination : "realms " + source + "/" + destination;
    }
}
