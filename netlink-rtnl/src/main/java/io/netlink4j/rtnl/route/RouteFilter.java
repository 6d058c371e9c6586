package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.RouteAttributes.FAMILY;
import static io.netlink4j.rtnl.route.RouteAttributes.FLAGS;
import static io.netlink4j.rtnl.route.RouteAttributes.FLOW;
import static io.netlink4j.rtnl.route.RouteAttributes.RTM_TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.TABLE;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Selects routes. The kernel selects by table, origin, type and link, so such a filter is cheaper than a selection from a full list.
 *
 * <p>Entries that the kernel learned for a single destination, such as its path MTU, are not routes: only {@link #cached} lists them.
 *
 * {@snippet :
 * List<Route> mine = rtnl.routes().list(RouteFilter.allTables().protocol(RouteProtocol.STATIC).link("eth0"));
 * }
 */
public final class RouteFilter extends ObjectFilter<Route> {
    private static final RouteFilter ALL_TABLES = new RouteFilter(
            List.of(IpFamily.values()),
            Route.toDefault(IpFamily.IPV4).scope(RouteScope.UNIVERSE),
            List.of(),
            Optional.empty());
    private static final RouteFilter MAIN = ALL_TABLES.table(RouteTable.MAIN);

    private final List<IpFamily> families;
    private final Optional<LinkReference> vrf;

    private RouteFilter(
            List<IpFamily> families, Route pattern, List<Condition<Route>> conditions, Optional<LinkReference> vrf) {
        super(pattern, conditions);
        this.families = families;
        this.vrf = vrf;
    }

    /** The routes of the table {@code main}, as {@code ip route} and {@code ip -6 route} show them. */
    public static RouteFilter main() {
        return MAIN;
    }

    /** The routes of all tables, also of {@link RouteTable#LOCAL}. */
    public static RouteFilter allTables() {
        return ALL_TABLES;
    }

    /** A filter that also requires a family. */
    public RouteFilter family(IpFamily family) {
        return new RouteFilter(List.of(family), pattern(), conditions(), vrf);
    }

    /**
     * A filter for what the kernel learned for single destinations, path MTUs and redirects, instead of routes: {@code ip route show cached}. IPv4 has
     * them in lists since Linux 5.3. They cannot be flushed by a filter; the parameters {@code net.ipv4.route.flush} and {@code net.ipv6.route.flush} do it.
     */
    public RouteFilter cached() {
        return with(pattern().with(FLAGS, RouteFlag.CLONED.bit()), Condition.of("cached", route -> true));
    }

    /** Whether it selects what was learned. */
    boolean isCached() {
        return (pattern().get(FLAGS) & RouteFlag.CLONED.bit()) != 0;
    }

    /** A filter for the table {@code number} instead. */
    public RouteFilter table(int number) {
        return table(
                number,
                new Condition<>(
                        "table " + RouteTable.name(number), true, (asked, route) -> asked.table() == route.table()),
                Optional.empty());
    }

    /**
     * A filter for the table of a VRF instead, without the routes to the addresses of its links and to their broadcast addresses, as {@code ip route show vrf} shows it. The
     * VRF is read before the routes.
     */
    public RouteFilter vrf(LinkReference wanted) {
        return table(
                RouteTable.UNSPEC,
                Condition.of(
                        "table of vrf " + Words.LINKS.apply(wanted),
                        route -> route.type() != RouteType.LOCAL && route.type() != RouteType.BROADCAST),
                Optional.of(wanted));
    }

    /** A filter for the table of the VRF with that name instead. */
    public RouteFilter vrf(String wanted) {
        return vrf(LinkReference.of(wanted));
    }

    /** A filter with the table of its VRF, if it names one. */
    RouteFilter prepared(ToIntFunction<LinkReference> table) {
        return vrf.map(link -> new RouteFilter(
                        families,
                        pattern().table(table.applyAsInt(link)),
                        and(new Condition<>("", true, (asked, route) -> asked.table() == route.table())),
                        Optional.empty()))
                .orElse(this);
    }

    private RouteFilter table(int number, Condition<Route> condition, Optional<LinkReference> link) {
        List<Condition<Route>> others = conditions().stream()
                .filter(other -> !other.words().startsWith("table "))
                .collect(Collectors.toList());
        others.addFirst(condition);
        return new RouteFilter(families, pattern().table(number), List.copyOf(others), link);
    }

    /** A filter that also requires an origin. */
    public RouteFilter protocol(RouteProtocol protocol) {
        return with(
                pattern().protocol(protocol),
                "proto " + protocol,
                route -> route.protocol().equals(protocol));
    }

    /** A filter that also requires a type. */
    public RouteFilter type(RouteType type) {
        return with(pattern().type(type), "type " + type, route -> route.type() == type);
    }

    /** A filter that also requires an outgoing link. */
    public RouteFilter link(LinkReference link) {
        return with(
                pattern().link(link),
                new Condition<>(
                        "dev " + Words.LINKS.apply(link),
                        true,
                        (asked, route) -> route.nextHops().stream()
                                .anyMatch(hop -> hop.link().equals(asked.link()))));
    }

    /** A filter that also requires the outgoing link with a name. */
    public RouteFilter link(String link) {
        return link(LinkReference.of(link));
    }

    /** A filter that also requires a network inside another ({@code root} of {@code ip}). */
    public RouteFilter within(IpPrefix network) {
        return and("root " + network, route -> network.contains(route.destination()));
    }

    /** A filter that also requires a network inside another, such as {@code 10.0.0.0/8}. */
    public RouteFilter within(String network) {
        return within(IpPrefix.of(network));
    }

    /** A filter that also requires a network with all addresses of another ({@code match} of {@code ip}). */
    public RouteFilter covering(IpPrefix network) {
        return and("match " + network, route -> route.destination().contains(network));
    }

    /** A filter that also requires a network with all addresses of another, such as {@code 10.1.0.0/16}, or one address. */
    public RouteFilter covering(String network) {
        return covering(IpPrefix.of(network));
    }

    /** A filter that also requires a destination. */
    public RouteFilter to(IpPrefix destination) {
        return and("exact " + destination, route -> route.destination().equals(destination));
    }

    /** A filter that also requires a destination, such as {@code 10.1.0.0/16}. */
    public RouteFilter to(String destination) {
        return to(IpPrefix.of(destination));
    }

    /** A filter that also requires a gateway, of the route or of one of its hops. */
    public RouteFilter via(IpAddress gateway) {
        return and(
                "via " + gateway,
                route -> route.nextHops().stream().anyMatch(hop -> hop.gateway().equals(Optional.of(gateway))));
    }

    /** A filter that also requires a gateway, given as a literal. */
    public RouteFilter via(String gateway) {
        return via(IpAddress.of(gateway));
    }

    /** A filter that also requires a source address for packets of this host ({@code src} of {@code ip}). */
    public RouteFilter source(IpAddress address) {
        return and("src " + address, route -> route.source().equals(Optional.of(address)));
    }

    /** A filter that also requires a source address, given as a literal. */
    public RouteFilter source(String address) {
        return source(IpAddress.of(address));
    }

    /** A filter that also requires packets from a network, which only IPv6 routes have ({@code from} of {@code ip}). */
    public RouteFilter from(IpPrefix network) {
        return and("from " + network, route -> route.from().equals(Optional.of(network)));
    }

    /** A filter that also requires packets from a network, such as {@code 2001:db8::/32}. */
    public RouteFilter from(String network) {
        return from(IpPrefix.of(network));
    }

    /** A filter that also requires realms; 0 for any ({@code RTA_FLOW}). */
    public RouteFilter realms(int source, int destination) {
        return and("realms " + source + "/" + destination, route -> {
            long realms = route.get(FLOW).orElse(0L);
            return (source == 0 || realms >> 16 == source) && (destination == 0 || (realms & 0xffff) == destination);
        });
    }

    /** A filter that also requires a scope. */
    public RouteFilter scope(RouteScope scope) {
        return and("scope " + scope, route -> route.scope().equals(scope));
    }

    /** A filter that also requires a metric. */
    public RouteFilter metric(long metric) {
        return and("metric " + metric, route -> route.metric() == metric);
    }

    /** A filter that also requires a type of service. */
    public RouteFilter tos(int tos) {
        return and("tos " + tos, route -> route.tos() == tos);
    }

    /** The kernel selects by none of these: with {@code NETLINK_GET_STRICT_CHK} it refuses them. */
    private RouteFilter and(String words, Predicate<Route> test) {
        return with(pattern(), Condition.of(words, test));
    }

    private RouteFilter with(Route pattern, String words, Predicate<Route> test) {
        return with(pattern, new Condition<>(words, true, (asked, route) -> test.test(route)));
    }

    private RouteFilter with(Route pattern, Condition<Route> condition) {
        return new RouteFilter(families, pattern, and(condition), vrf);
    }

    /** One request for each family, IPv4 first. */
    @Override
    protected List<Route> requests() {
        return families.stream()
                .map(family -> pattern().with(FAMILY, family.number()))
                .toList();
    }

    /**
     * Rejects what the kernel learned for one destination, or all else. A kernel without IPv6 replies to a request for IPv6 with the routes of all of
     * its families.
     */
    @Override
    protected boolean mayAccept(Route asked, MemorySegment message, long body) {
        return message.get(ValueLayout.JAVA_BYTE, body) == asked.get(FAMILY)
                && ((message.get(ValueLayout.JAVA_INT_UNALIGNED, body + FLAGS.offset()) ^ asked.get(FLAGS))
                                & RouteFlag.CLONED.bit())
                        == 0;
    }

    /** The filter in the words of {@code ip route show}. */
    @Override
    public String toString() {
        boolean all = vrf.isEmpty()
                && pattern().get(RTM_TABLE) == RouteTable.UNSPEC
                && !pattern().has(TABLE);
        return ((all ? "table all " : "") + super.toString()).strip();
    }
}
