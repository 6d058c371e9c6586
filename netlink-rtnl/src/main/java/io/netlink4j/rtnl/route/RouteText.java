package io.netlink4j.rtnl.route;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;

/** Routes in the words of {@code ip route}, in its order, on one line. */
final class RouteText {
    /** For links of which only the index is known; {@code ip} reads and writes such names as well. */
    private static final Set<RouteFlag> WRITTEN_ELSEWHERE = Set.of(RouteFlag.CLONED);

    private static final Map<Integer, String> TUNNELS = Map.of(
            1,
            "mpls",
            2,
            "ip",
            3,
            "ila",
            4,
            "ip6",
            5,
            "seg6",
            6,
            "bpf",
            7,
            "seg6local",
            8,
            "rpl",
            9,
            "ioam6",
            10,
            "xfrm");

    private static final Map<Attribute<?>, String> METRICS = Map.ofEntries(
            Map.entry(RouteMetrics.MTU, "mtu"),
            Map.entry(RouteMetrics.WINDOW, "window"),
            Map.entry(RouteMetrics.RTT, "rtt"),
            Map.entry(RouteMetrics.RTTVAR, "rttvar"),
            Map.entry(RouteMetrics.SSTHRESH, "ssthresh"),
            Map.entry(RouteMetrics.CWND, "cwnd"),
            Map.entry(RouteMetrics.ADVMSS, "advmss"),
            Map.entry(RouteMetrics.REORDERING, "reordering"),
            Map.entry(RouteMetrics.HOPLIMIT, "hoplimit"),
            Map.entry(RouteMetrics.INITCWND, "initcwnd"),
            Map.entry(RouteMetrics.FEATURES, "features"),
            Map.entry(RouteMetrics.RTO_MIN, "rto_min"),
            Map.entry(RouteMetrics.INITRWND, "initrwnd"),
            Map.entry(RouteMetrics.QUICKACK, "quickack"),
            Map.entry(RouteMetrics.CC_ALGO, "congctl"),
            Map.entry(RouteMetrics.FASTOPEN_NO_COOKIE, "fastopen_no_cookie"));

    /** {@code RTCF_*} of {@code linux/in_route.h}: how the packet of a lookup is treated. */
    private static final Map<Integer, String> TREATMENTS = new TreeMap<>(Map.of(
            0x80000000,
            "local",
            0x20000000,
            "mc",
            0x10000000,
            "brd",
            0x00040000,
            "redirected",
            0x01000000,
            "redirect"));

    private RouteText() {}

    static String route(Route route, Function<LinkReference, String> names) {
        Words words = new Words();
        words.add(route.type() == RouteType.UNICAST ? "" : route.type().toString());
        words.add(route.isDefault() ? "default" : prefix(route.destination()));
        words.add("from", route.from().map(RouteText::prefix));
        words.add(tunnel(route.get(RouteAttributes.ENCAP_TYPE)));
        words.add(route.tos() == 0 ? "" : "tos 0x" + Integer.toHexString(route.tos()));
        words.add("nhid", route.nextHopId());
        words.add(gateway(route.gateway(), route.family()));
        words.add("dev", route.link().map(names));
        words.add(route.table() == RouteTable.MAIN ? "" : "table " + RouteTable.name(route.table()));
        boolean cloned = route.flags().contains(RouteFlag.CLONED);
        if (!cloned) {
            words.add(route.protocol().equals(RouteProtocol.BOOT) ? "" : "proto " + route.protocol());
            words.add(isScopeWritten(route) ? "scope " + route.scope() : "");
        }
        words.add("src", route.source());
        words.add("metric", route.get(RouteAttributes.PRIORITY));
        for (RouteFlag flag : route.flags()) {
            words.add(WRITTEN_ELSEWHERE.contains(flag) ? "" : flag.toString());
        }
        words.add("mark", route.get(RouteAttributes.MARK).map(mark -> "0x" + Long.toHexString(mark)));
        words.add(realms(route.get(RouteAttributes.FLOW)));
        words.add("uid", route.get(RouteAttributes.UID));
        words.add(cloned ? "cache" : "");
        words.add(cloned ? treatment(route.get(RouteAttributes.FLAGS)) : "");
        words.add("expires", route.expires().map(time -> time.toSeconds() + "sec"));
        words.add(
                "error",
                route.get(RouteAttributes.CACHEINFO)
                        .filter(life -> life.error() != 0)
                        .map(RouteCacheInfo::error));
        words.add(metrics(route.metrics()));
        words.add("iif", route.get(RouteAttributes.IIF).map(names));
        words.add("pref", route.preference());
        route.get(RouteAttributes.MULTIPATH)
                .ifPresent(hops -> hops.forEach(hop -> words.add("nexthop " + hop(hop, route.family(), names))));
        return words.toString();
    }

    /**
     * {@code ip} writes no scope that is {@code global}; nor is one written that nobody chose and the kernel has not
     * told.
     */
    private static boolean isScopeWritten(Route route) {
        int scope = route.get(RouteAttributes.SCOPE);
        return scope != RouteScope.UNIVERSE.number() && scope != RouteScope.NOWHERE.number();
    }

    static String hop(NextHop hop, Function<LinkReference, String> names) {
        return hop(hop, hop.get(NextHop.GATEWAY).map(IpAddress::family).orElse(IpFamily.IPV4), names);
    }

    private static String hop(NextHop hop, IpFamily family, Function<LinkReference, String> names) {
        Words words = new Words();
        words.add(tunnel(hop.get(NextHop.ENCAP_TYPE)));
        words.add(gateway(hop.gateway(), family));
        words.add("dev", hop.link().map(names));
        words.add(realms(hop.get(NextHop.FLOW)));
        words.add("weight " + hop.weight());
        for (RouteFlag flag : hop.flags()) {
            words.add(flag.toString());
        }
        return words.toString();
    }

    static String metrics(RouteMetrics metrics) {
        Words words = new Words();
        for (Attribute<?> key : RouteMetrics.SCHEMA.attributes()) {
            String name = METRICS.get(key);
            if (name != null) {
                words.add(
                        name + (metrics.isLocked(key) ? " lock" : ""),
                        metrics.get(key).map(value -> value(key, value)));
            }
        }
        return words.toString();
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

    private static String gateway(Optional<IpAddress> gateway, IpFamily family) {
        return gateway.map(address -> address.family() == family
                        ? "via " + address
                        : "via " + (address.family() == IpFamily.IPV4 ? "inet " : "inet6 ") + address)
                .orElse("");
    }

    private static String tunnel(Optional<Integer> type) {
        return type.map(number -> "encap " + TUNNELS.getOrDefault(number, number.toString()))
                .orElse("");
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

    private static String realms(Optional<Long> flow) {
        return flow.map(both -> {
                    long source = both >>> 16;
                    long destination = both & 0xffff;
                    return source == 0 ? "realm " + destination : "realms " + source + "/" + destination;
                })
                .orElse("");
    }
}
