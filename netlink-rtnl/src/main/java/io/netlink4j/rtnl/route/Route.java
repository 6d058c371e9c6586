package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.RouteAttributes.CACHEINFO;
import static io.netlink4j.rtnl.route.RouteAttributes.DST;
import static io.netlink4j.rtnl.route.RouteAttributes.DST_LEN;
import static io.netlink4j.rtnl.route.RouteAttributes.ENCAP;
import static io.netlink4j.rtnl.route.RouteAttributes.ENCAP_TYPE;
import static io.netlink4j.rtnl.route.RouteAttributes.EXPIRES;
import static io.netlink4j.rtnl.route.RouteAttributes.FAMILY;
import static io.netlink4j.rtnl.route.RouteAttributes.FLAGS;
import static io.netlink4j.rtnl.route.RouteAttributes.FLOW;
import static io.netlink4j.rtnl.route.RouteAttributes.GATEWAY;
import static io.netlink4j.rtnl.route.RouteAttributes.METRICS;
import static io.netlink4j.rtnl.route.RouteAttributes.MULTIPATH;
import static io.netlink4j.rtnl.route.RouteAttributes.NH_ID;
import static io.netlink4j.rtnl.route.RouteAttributes.OIF;
import static io.netlink4j.rtnl.route.RouteAttributes.PREF;
import static io.netlink4j.rtnl.route.RouteAttributes.PREFSRC;
import static io.netlink4j.rtnl.route.RouteAttributes.PRIORITY;
import static io.netlink4j.rtnl.route.RouteAttributes.PROTOCOL;
import static io.netlink4j.rtnl.route.RouteAttributes.RTM_TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.SCOPE;
import static io.netlink4j.rtnl.route.RouteAttributes.SRC;
import static io.netlink4j.rtnl.route.RouteAttributes.SRC_LEN;
import static io.netlink4j.rtnl.route.RouteAttributes.TABLE;
import static io.netlink4j.rtnl.route.RouteAttributes.TOS;
import static io.netlink4j.rtnl.route.RouteAttributes.TYPE;
import static io.netlink4j.rtnl.route.RouteAttributes.VIA;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.encap.Encapsulation;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A route: what happens to packets for a destination ({@code struct rtmsg}; all keys are in {@link RouteAttributes}).
 *
 * {@snippet :
 * rtnl.routes().add(Route.toDefault(IPV4).via("192.168.15.5"));
 * rtnl.routes().add(Route.to("10.0.0.0/8").via("192.168.15.5").link("eth0").metric(100).table(1000));
 * rtnl.routes().add(Route.to("203.0.113.0/24").type(RouteType.BLACKHOLE));
 * rtnl.routes().delete(Route.to("10.0.0.0/8").table(1000)); // whatever its gateway and metric are
 * }
 *
 * <p>Attributes that were not set get a default when the route is sent, as with {@code ip route}: a new route is {@code unicast}, of
 * protocol {@code boot}, in the table {@code main}, and its scope is {@code link} if it has no gateway. In a deletion such attributes match
 * any value. The accessors return the values of a new route.
 */
public final class Route extends NetlinkObject<Route> {
    static final Schema SCHEMA = RouteAttributes.SCHEMA;

    static final MessageType NEWROUTE = message(24, "RTM_NEWROUTE");
    static final MessageType DELROUTE = message(25, "RTM_DELROUTE");
    static final MessageType GETROUTE = message(26, "RTM_GETROUTE");

    /**
     * The descriptor of {@link Route}: its messages, groups and identity. IPv6 routes to the same network with different next hops are
     * different routes.
     */
    public static final ObjectDescriptor<Route> DESCRIPTOR = ObjectDescriptor.of("route", "routes", SCHEMA, Route::new)
            .messages(NEWROUTE, DELROUTE, GETROUTE)
            .groups(RtnlGroup.IPV4_ROUTE, RtnlGroup.IPV6_ROUTE)
            .accepts(route -> IpFamily.ofNumber(route.get(FAMILY)).isPresent())
            .identity(Route::table, Route::destination, Route::from, Route::tos, Route::metric, Route::way)
            .errors(RouteErrors::add)
            .build();

    private static MessageType message(int number, String name) {
        return new MessageType(
                number,
                name,
                List.of(SCHEMA, MplsRouteAttributes.SCHEMA),
                (isRequest, family) -> family == MplsRouteAttributes.AF_MPLS ? MplsRouteAttributes.SCHEMA : SCHEMA);
    }

    Route(Content content) {
        super(content);
    }

    private Route(byte[] bytes) {
        super(bytes);
    }

    /** A route to a network. */
    public static Route to(IpPrefix destination) {
        Route route = empty(destination.family());
        return destination.isAny()
                ? route
                : route.with(DST_LEN, destination.prefixLength()).with(DST, destination.address());
    }

    /** A route to a network, such as {@code 10.0.0.0/8}, or to one address. */
    public static Route to(String destination) {
        return to(IpPrefix.of(destination));
    }

    /** The default route. */
    public static Route toDefault(IpFamily family) {
        return empty(family);
    }

    private static Route empty(IpFamily family) {
        byte[] header = new byte[SCHEMA.headerLength()];
        header[FAMILY.offset()] = (byte) family.number();
        header[SCOPE.offset()] = (byte) RouteScope.NOWHERE.number();
        return new Route(header);
    }

    /** A copy through a gateway ({@code RTA_GATEWAY}; {@code RTA_VIA} for an IPv6 gateway of an IPv4 route). */
    public Route via(IpAddress gateway) {
        checkGateway(family(), gateway);
        return gateway.family() == family()
                ? without(VIA).with(GATEWAY, gateway)
                : without(GATEWAY).with(VIA, gateway);
    }

    /** A copy through a gateway, given as a literal. */
    public Route via(String gateway) {
        return via(IpAddress.of(gateway));
    }

    /** A copy through a gateway on a link. */
    public Route via(IpAddress gateway, LinkReference link) {
        return via(gateway).link(link);
    }

    /** A copy through a gateway on the link with a name. */
    public Route via(String gateway, String link) {
        return via(gateway).link(link);
    }

    static void checkGateway(IpFamily family, IpAddress gateway) {
        if (family == IpFamily.IPV6 && gateway.family() == IpFamily.IPV4) {
            throw new IllegalArgumentException("an IPv6 route cannot lead to the IPv4 gateway " + gateway);
        }
    }

    /** A copy through a link ({@code RTA_OIF}). */
    public Route link(LinkReference link) {
        return with(OIF, link);
    }

    /** A copy through the link with a name. */
    public Route link(String link) {
        return link(LinkReference.of(link));
    }

    /** A copy that divides the flows among several next hops ({@code RTA_MULTIPATH}). They replace the previous gateway and link. */
    public Route multipath(List<NextHop> hops) {
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("a multipath route needs a next hop");
        }
        IpFamily family = family();
        return without(GATEWAY)
                .without(VIA)
                .without(OIF)
                .with(MULTIPATH, hops.stream().map(hop -> hop.in(family)).toList());
    }

    /** A copy that divides the flows among several next hops. */
    public Route multipath(NextHop... hops) {
        return multipath(List.of(hops));
    }

    /** A copy through the nexthop object {@code id} ({@code RTA_NH_ID}, since Linux 5.3). */
    public Route nextHopId(long id) {
        if (id < 1) {
            throw new IllegalArgumentException("the id of a nexthop object is 1 or more, not " + id);
        }
        return with(NH_ID, id);
    }

    /** A copy with a preferred source address ({@code RTA_PREFSRC}); {@code src} of {@code ip}. */
    public Route source(IpAddress address) {
        checkFamily(family(), address);
        return with(PREFSRC, address);
    }

    static void checkFamily(IpFamily family, IpAddress source) {
        if (source.family() != family) {
            throw new IllegalArgumentException(
                    "an " + family + " packet cannot come from the " + source.family() + " address " + source);
        }
    }

    /** A copy with a preferred source address, given as a literal. */
    public Route source(String address) {
        return source(IpAddress.of(address));
    }

    /** A copy for packets from a network only ({@code RTA_SRC}). Only for IPv6. */
    public Route from(IpPrefix network) {
        return with(SRC_LEN, network.prefixLength()).with(SRC, network.address());
    }

    /** A copy for packets from a network only. Only for IPv6. */
    public Route from(String network) {
        return from(IpPrefix.of(network));
    }

    /** A copy with a metric ({@code RTA_PRIORITY}). Of two routes to the same network the kernel uses the one with the lower metric. */
    public Route metric(long metric) {
        return with(PRIORITY, metric);
    }

    /** A copy in the table {@code number}, one of {@link RouteTable} or another. */
    public Route table(int number) {
        return number >= 0 && number <= RouteTable.MAX_IN_HEADER
                ? without(TABLE).with(RTM_TABLE, number)
                : with(RTM_TABLE, RouteTable.UNSPEC).with(TABLE, Integer.toUnsignedLong(number));
    }

    /** A copy with a type. */
    public Route type(RouteType type) {
        return with(TYPE, type.number());
    }

    /** A copy with a scope. IPv6 ignores it. */
    public Route scope(RouteScope scope) {
        return with(SCOPE, scope.number());
    }

    /** A copy with an origin ({@code rtm_protocol}). */
    public Route protocol(RouteProtocol protocol) {
        return with(PROTOCOL, protocol.number());
    }

    /** A copy for packets with a type of service only. Only for IPv4. */
    public Route tos(int tos) {
        return with(TOS, tos);
    }

    /** A copy whose gateway is treated as directly connected to the link, whatever addresses the link has ({@code RTNH_F_ONLINK}). */
    public Route onlink() {
        return with(FLAGS, get(FLAGS) | RouteFlag.ONLINK.bit());
    }

    /** A copy with these metrics and no others ({@code RTA_METRICS}). */
    public Route metrics(RouteMetrics metrics) {
        return with(METRICS, metrics);
    }

    /** A copy with a path MTU in bytes ({@code RTAX_MTU}). The other metrics stay. */
    public Route mtu(long bytes) {
        return metrics(metrics().mtu(bytes));
    }

    /** A copy with the preference of a router ({@code RTA_PREF}). Only for IPv6. */
    public Route preference(RoutePreference preference) {
        return with(PREF, preference);
    }

    /** A copy with a lifetime in whole seconds, at least one ({@code RTA_EXPIRES}). Only for IPv6. */
    public Route expires(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("a route lives for a second or more, not for " + time);
        }
        return with(EXPIRES, time);
    }

    /** A copy with realms of 0 to 65535; 0 for none ({@code RTA_FLOW}). Only for IPv4. */
    public Route realms(int source, int destination) {
        CheckedCodecs.inRange(source, 0, 0xffff, "a realm");
        CheckedCodecs.inRange(destination, 0, 0xffff, "a realm");
        return with(FLOW, (long) source << 16 | destination);
    }

    /** A copy with an encapsulation ({@code RTA_ENCAP}). */
    public Route encap(Encapsulation encapsulation) {
        return encap(encapsulation.type(), encapsulation.attributes());
    }

    /** The encapsulation; empty if there is none, or if each next hop has its own. */
    public Optional<Encapsulation> encap() {
        return get(ENCAP_TYPE).flatMap(type -> get(ENCAP).map(nest -> Encapsulation.of(type, nest)));
    }

    /**
     * A copy with a lightweight tunnel ({@code RTA_ENCAP}).
     *
     * @param type {@code enum lwtunnel_encap_types} of {@code linux/lwtunnel.h}
     * @param attributes the attributes of that type of tunnel
     */
    public Route encap(int type, Nest attributes) {
        return with(ENCAP_TYPE, type).with(ENCAP, attributes);
    }

    /** Sets all of these in one copy, since each route that is sent needs them. */
    Route withHeader(int table, int protocol, int scope, int type) {
        byte[] bytes = toByteArray();
        bytes[RTM_TABLE.offset()] = (byte) table;
        bytes[PROTOCOL.offset()] = (byte) protocol;
        bytes[SCOPE.offset()] = (byte) scope;
        bytes[TYPE.offset()] = (byte) type;
        return new Route(new Content(bytes, references()));
    }

    /** The family of the destination. */
    public IpFamily family() {
        int number = get(FAMILY);
        return IpFamily.ofNumber(number)
                .orElseThrow(() -> new NetlinkException.Malformed("a route of the protocol family " + number));
    }

    /** The destination network. */
    public IpPrefix destination() {
        return prefix(DST, get(DST_LEN));
    }

    /** Whether it is a default route. */
    public boolean isDefault() {
        return get(DST_LEN) == 0;
    }

    /** The network of the source; empty for any. */
    public Optional<IpPrefix> from() {
        int length = get(SRC_LEN);
        return has(SRC) || length > 0 ? Optional.of(prefix(SRC, length)) : Optional.empty();
    }

    private IpPrefix prefix(Attribute<IpAddress> key, int length) {
        IpAddress address = get(key).orElseGet(() -> IpAddress.unspecified(family()));
        if (length > address.family().bits()) {
            throw new NetlinkException.Malformed(key + " " + address + " with " + length + " bits");
        }
        return IpPrefix.containing(address, length);
    }

    /** The gateway; empty if there is none or several. */
    public Optional<IpAddress> gateway() {
        return get(GATEWAY).or(() -> get(VIA));
    }

    /** The outgoing link; empty if there is none or several. */
    public Optional<LinkReference> link() {
        return get(OIF);
    }

    /** All next hops: those of a multipath route, or the only one. The list is empty if it has neither gateway nor link. */
    public List<NextHop> nextHops() {
        return get(MULTIPATH)
                .orElseGet(() -> RouteCompletion.onlyHop(this).stream().toList());
    }

    /** The next hops of an IPv6 route as part of its identity: routes to the same network with different next hops are different routes. */
    private Object way() {
        return family() == IpFamily.IPV6 ? nextHops() : List.of();
    }

    /** The nexthop object. */
    public Optional<Long> nextHopId() {
        return get(NH_ID);
    }

    /** The preferred source address. */
    public Optional<IpAddress> source() {
        return get(PREFSRC);
    }

    /** The metric; 0 if there is none. IPv6 then uses 1024. */
    public long metric() {
        return get(PRIORITY).orElse(0L);
    }

    /** The table, as the {@code int} with the same bits. */
    public int table() {
        return get(TABLE).map(Long::intValue).orElseGet(() -> RouteCompletion.table(this));
    }

    /** The type. */
    public RouteType type() {
        int number = get(TYPE);
        return number == 0 ? RouteType.UNICAST : RouteType.of(number);
    }

    /** The scope. */
    public RouteScope scope() {
        int number = get(SCOPE);
        return number == RouteScope.NOWHERE.number() ? RouteCompletion.scope(this) : RouteScope.of(number);
    }

    /** The origin. */
    public RouteProtocol protocol() {
        int number = get(PROTOCOL);
        return number == 0 ? RouteProtocol.BOOT : new RouteProtocol(number);
    }

    /** The type of service; 0 for any. */
    public int tos() {
        return get(TOS);
    }

    /** The flags, including those of its only next hop. */
    public Set<RouteFlag> flags() {
        return RouteFlag.in(get(FLAGS));
    }

    /** The metrics; an empty object if there are none. */
    public RouteMetrics metrics() {
        return get(METRICS).orElseGet(RouteMetrics::none);
    }

    /** The preference of the router. */
    public Optional<RoutePreference> preference() {
        return get(PREF);
    }

    /** The remaining lifetime; empty if it is unlimited. */
    public Optional<Duration> expires() {
        return get(EXPIRES).or(() -> get(CACHEINFO).map(RouteCacheInfo::expires).filter(time -> !time.isZero()));
    }

    /** The text of {@link #toString()} with names for links, since the kernel reports only the index. */
    public String toString(Function<LinkReference, String> names) {
        return RouteText.route(this, names.andThen(Printable::of));
    }

    /** The route as {@code ip route} writes it: {@code 10.0.0.0/8 via 192.168.15.5 dev eth0 metric 100}. */
    @Override
    public String toString() {
        try {
            return RouteText.route(this, Words.LINKS);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Route copy(Content content) {
        return new Route(content);
    }
}
