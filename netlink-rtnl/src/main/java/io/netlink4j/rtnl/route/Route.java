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
 * <p>What was not set is decided when the route is sent, as {@code ip route} does: a new route is {@code unicast}, of
 * protocol {@code boot}, in the table {@code main}, and its scope is {@code link} if it has no gateway; in a deletion
 * it means any. The accessors answer what a new route would get.
 */
public final class Route extends NetlinkObject<Route> {
    static final Schema SCHEMA = RouteAttributes.SCHEMA;

    static final MessageType NEWROUTE = new MessageType(24, "RTM_NEWROUTE", SCHEMA);
    static final MessageType DELROUTE = new MessageType(25, "RTM_DELROUTE", SCHEMA);
    static final MessageType GETROUTE = new MessageType(26, "RTM_GETROUTE", SCHEMA);

    /** What is true of all routes. IPv6 routes to one network that differ in their ways are different routes. */
    public static final ObjectDescriptor<Route> DESCRIPTOR = ObjectDescriptor.of("route", "routes", SCHEMA, Route::new)
            .messages(NEWROUTE, DELROUTE, GETROUTE)
            .groups(RtnlGroup.IPV4_ROUTE, RtnlGroup.IPV6_ROUTE)
            .accepts(route -> IpFamily.ofNumber(route.get(FAMILY)).isPresent())
            .identity(Route::table, Route::destination, Route::from, Route::tos, Route::metric, Route::way)
            .derived(CACHEINFO)
            .refusals(RouteErrors::add)
            .build();

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

    /** The route to everything else. */
    public static Route toDefault(IpFamily family) {
        return empty(family);
    }

    private static Route empty(IpFamily family) {
        byte[] header = new byte[SCHEMA.headerLength()];
        header[FAMILY.offset()] = (byte) family.number();
        header[SCOPE.offset()] = (byte) RouteScope.NOWHERE.number();
        return new Route(header);
    }

    /** A copy that leads to a gateway ({@code RTA_GATEWAY}; {@code RTA_VIA} for an IPv6 gateway of an IPv4 route). */
    public Route via(IpAddress gateway) {
        checkGateway(family(), gateway);
        return gateway.family() == family()
                ? without(VIA).with(GATEWAY, gateway)
                : without(GATEWAY).with(VIA, gateway);
    }

    /** A copy that leads to a gateway, given as a literal. */
    public Route via(String gateway) {
        return via(IpAddress.of(gateway));
    }

    /** A copy that leads to a gateway on a link. */
    public Route via(IpAddress gateway, LinkReference link) {
        return via(gateway).link(link);
    }

    /** A copy that leads to a gateway on the link with a name. */
    public Route via(String gateway, String link) {
        return via(gateway).link(link);
    }

    static void checkGateway(IpFamily family, IpAddress gateway) {
        if (family == IpFamily.IPV6 && gateway.family() == IpFamily.IPV4) {
            throw new IllegalArgumentException("an IPv6 route cannot lead to the IPv4 gateway " + gateway);
        }
    }

    /** A copy that leads out by a link ({@code RTA_OIF}). */
    public Route link(LinkReference link) {
        return with(OIF, link);
    }

    /** A copy that leads out by the link with a name. */
    public Route link(String link) {
        return link(LinkReference.of(link));
    }

    /** A copy that divides the flows among several ways ({@code RTA_MULTIPATH}), instead of the one it had. */
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

    /** A copy that divides the flows among several ways. */
    public Route multipath(NextHop... hops) {
        return multipath(List.of(hops));
    }

    /** A copy that leads where the next hop object {@code id} does ({@code RTA_NH_ID}, since Linux 5.3). */
    public Route nextHopId(long id) {
        return with(NH_ID, id);
    }

    /** A copy for which this host prefers a source address ({@code RTA_PREFSRC}); {@code ip} calls it {@code src}. */
    public Route source(IpAddress address) {
        return with(PREFSRC, address);
    }

    /** A copy for which this host prefers a source address, given as a literal. */
    public Route source(String address) {
        return source(IpAddress.of(address));
    }

    /** A copy only for packets from a network ({@code RTA_SRC}); IPv6 only. */
    public Route from(IpPrefix network) {
        return with(SRC_LEN, network.prefixLength()).with(SRC, network.address());
    }

    /** A copy only for packets from a network. */
    public Route from(String network) {
        return from(IpPrefix.of(network));
    }

    /** A copy with a metric ({@code RTA_PRIORITY}): of two routes to the same network the lower one wins. */
    public Route metric(long metric) {
        return with(PRIORITY, metric);
    }

    /** A copy in the table {@code number}, one of {@link RouteTable} or another. */
    public Route table(int number) {
        return number >= 0 && number <= RouteTable.MAX_IN_HEADER
                ? without(TABLE).with(RTM_TABLE, number)
                : with(RTM_TABLE, RouteTable.UNSPEC).with(TABLE, Integer.toUnsignedLong(number));
    }

    /** A copy of a type. */
    public Route type(RouteType type) {
        return with(TYPE, type.number());
    }

    /** A copy with a scope; IPv6 has no use for it. */
    public Route scope(RouteScope scope) {
        return with(SCOPE, scope.number());
    }

    /** A copy that says who made it. */
    public Route protocol(RouteProtocol protocol) {
        return with(PROTOCOL, protocol.number());
    }

    /** A copy only for packets of a type of service; IPv4 only. */
    public Route tos(int tos) {
        return with(TOS, tos);
    }

    /** A copy whose gateway is taken to be on the link, whatever addresses the link has ({@code RTNH_F_ONLINK}). */
    public Route onlink() {
        return with(FLAGS, get(FLAGS) | RouteFlag.ONLINK.bit());
    }

    /** A copy with these metrics and no others ({@code RTA_METRICS}). */
    public Route metrics(RouteMetrics metrics) {
        return with(METRICS, metrics);
    }

    /** A copy with a path MTU in bytes, besides the other metrics ({@code RTAX_MTU}). */
    public Route mtu(long bytes) {
        return metrics(metrics().mtu(bytes));
    }

    /** A copy with the preference of a router; IPv6 only ({@code RTA_PREF}). */
    public Route preference(RoutePreference preference) {
        return with(PREF, preference);
    }

    /** A copy that lives for some seconds; IPv6 only ({@code RTA_EXPIRES}). */
    public Route expires(Duration time) {
        return with(EXPIRES, time);
    }

    /** A copy with realms, each 0 to 65535, 0 being none; IPv4 only ({@code RTA_FLOW}). */
    public Route realms(int source, int destination) {
        RouteNumbers.check("a realm", source, 0xffff);
        RouteNumbers.check("a realm", destination, 0xffff);
        return with(FLOW, (long) source << 16 | destination);
    }

    /**
     * A copy with a lightweight tunnel ({@code RTA_ENCAP}).
     *
     * @param type {@code enum lwtunnel_encap_types} of {@code linux/lwtunnel.h}
     * @param attributes those of that kind of tunnel
     */
    public Route encap(int type, Nest attributes) {
        return with(ENCAP_TYPE, type).with(ENCAP, attributes);
    }

    /** All of these in one copy, for each route that is sent needs them. */
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

    /** The network that it leads to. */
    public IpPrefix destination() {
        return prefix(DST, get(DST_LEN));
    }

    /** Whether it leads to everything. */
    public boolean isDefault() {
        return get(DST_LEN) == 0;
    }

    /** The network that packets must come from; empty where any will do. */
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

    /** The gateway; empty where there is none, or several. */
    public Optional<IpAddress> gateway() {
        return get(GATEWAY).or(() -> get(VIA));
    }

    /** The link that it leads out by; empty where there is none, or several. */
    public Optional<LinkReference> link() {
        return get(OIF);
    }

    /** Every way that it offers: those of a multipath route, else the only one; none where it leads nowhere. */
    public List<NextHop> nextHops() {
        return get(MULTIPATH)
                .orElseGet(() -> RouteCompletion.onlyHop(this).stream().toList());
    }

    /** Where it leads, for routes of which several to one network are different ones: those of IPv6. */
    private Object way() {
        return family() == IpFamily.IPV6 ? nextHops() : List.of();
    }

    /** The next hop object that it uses. */
    public Optional<Long> nextHopId() {
        return get(NH_ID);
    }

    /** The source address that this host prefers. */
    public Optional<IpAddress> source() {
        return get(PREFSRC);
    }

    /** The metric; 0 where there is none, which IPv6 takes for 1024. */
    public long metric() {
        return get(PRIORITY).orElse(0L);
    }

    /** The table that it is in, as the {@code int} with the same bits. */
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

    /** Who made it. */
    public RouteProtocol protocol() {
        int number = get(PROTOCOL);
        return number == 0 ? RouteProtocol.BOOT : new RouteProtocol(number);
    }

    /** The type of service; 0 where any will do. */
    public int tos() {
        return get(TOS);
    }

    /** The flags, those of its only next hop among them. */
    public Set<RouteFlag> flags() {
        return RouteFlag.in(get(FLAGS));
    }

    /** The metrics; without any where there are none. */
    public RouteMetrics metrics() {
        return get(METRICS).orElseGet(RouteMetrics::none);
    }

    /** The preference of the router. */
    public Optional<RoutePreference> preference() {
        return get(PREF);
    }

    /** How long it has yet to live; empty where it does for ever. */
    public Optional<Duration> expires() {
        return get(EXPIRES).or(() -> get(CACHEINFO).map(RouteCacheInfo::expires).filter(time -> !time.isZero()));
    }

    /** The text of {@link #toString()} with names for links, of which the kernel only reports the index. */
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
