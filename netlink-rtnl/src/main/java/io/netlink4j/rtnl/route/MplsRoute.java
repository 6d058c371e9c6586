package io.netlink4j.rtnl.route;

import static io.netlink4j.rtnl.route.MplsRouteAttributes.AF_MPLS;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.DST;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.DST_LEN;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.FAMILY;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.FLAGS;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.MULTIPATH;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.NEWDST;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.OIF;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.PROTOCOL;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.TABLE;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.TTL_PROPAGATE;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.TYPE;
import static io.netlink4j.rtnl.route.MplsRouteAttributes.VIA;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.MplsLabels;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A route for packets with an MPLS label ({@code struct rtmsg} with the family {@code AF_MPLS}; all keys are in {@link MplsRouteAttributes}).
 *
 * {@snippet :
 * rtnl.mplsRoutes().add(MplsRoute.of(100).as(200).via("10.0.0.2")); // swaps the label
 * rtnl.mplsRoutes().add(MplsRoute.of(101).via("10.0.0.2").link("eth0")); // removes it
 * }
 */
public final class MplsRoute extends NetlinkObject<MplsRoute> {
    private static final Schema SCHEMA = MplsRouteAttributes.SCHEMA;
    private static final int LABEL_BITS = 20;

    /** The descriptor of {@link MplsRoute}: its messages, groups and identity. IP routes have the same messages. */
    public static final ObjectDescriptor<MplsRoute> DESCRIPTOR = ObjectDescriptor.of(
                    "MPLS route", "MPLS routes", SCHEMA, MplsRoute::new)
            .messages(Route.NEWROUTE, Route.DELROUTE, Route.GETROUTE)
            .groups(RtnlGroup.MPLS_ROUTE)
            .accepts(route -> route.get(FAMILY) == AF_MPLS)
            .identity(route -> route.get(DST))
            .errors(rows -> {
                rows.on(Errno.EEXIST).means("there is a route for that label already");
                rows.on(Errno.ESRCH).means("there is no route for that label");
                rows.on(Errno.EOPNOTSUPP)
                        .saysAnything()
                        .means("the kernel routes no MPLS packets: it lacks the module mpls_router");
            })
            .build();

    private static final TextRows<MplsRoute> ROWS = new TextRows<MplsRoute>()
            .add("", DST, MplsLabels::text)
            .add("as to", NEWDST, MplsLabels::text)
            .add("via", VIA, via -> RouteText.gateway(Optional.of(via), null).orElseThrow())
            .addLink("dev", MplsRoute::link)
            .addIf(route -> !route.protocol().equals(RouteProtocol.BOOT), "proto", MplsRoute::protocol)
            .add("ttl-propagate", TTL_PROPAGATE, on -> on ? "enabled" : "disabled")
            .addEach(
                    "nexthop",
                    (route, links) -> route.get(MULTIPATH).orElse(List.of()).stream()
                            .map(hop -> RouteText.mplsHop(hop, links))
                            .toList());

    private MplsRoute(Content content) {
        super(content);
    }

    private MplsRoute(byte[] bytes) {
        super(bytes);
    }

    /** A route for packets whose outermost label is {@code label}, 16 to 1048575 and below the sysctl {@code net.mpls.platform_labels}. */
    public static MplsRoute of(int label) {
        return any().with(DST_LEN, LABEL_BITS).with(DST, List.of(label));
    }

    static MplsRoute any() {
        return DESCRIPTOR.empty().with(FAMILY, AF_MPLS);
    }

    /** The label of the packets ({@code RTA_DST}). */
    public int label() {
        List<Integer> labels = require(DST);
        if (labels.isEmpty()) {
            throw new NetlinkException.Malformed("an MPLS route without a label");
        }
        return labels.getFirst();
    }

    /** A copy that replaces the label by others, the outermost first; without them it is removed ({@code RTA_NEWDST}). */
    public MplsRoute as(Integer... labels) {
        return with(NEWDST, List.of(labels));
    }

    /** The labels that replace the old one; none if it is removed. */
    public List<Integer> as() {
        return get(NEWDST).orElse(List.of());
    }

    /** A copy through a gateway of either family ({@code RTA_VIA}). */
    public MplsRoute via(IpAddress gateway) {
        return with(VIA, gateway);
    }

    /** A copy through a gateway, given as a literal. */
    public MplsRoute via(String gateway) {
        return via(IpAddress.of(gateway));
    }

    /** The gateway; empty if there is none or several. */
    public Optional<IpAddress> gateway() {
        return get(VIA);
    }

    /** A copy through a link ({@code RTA_OIF}); the loopback link for packets to this host. */
    public MplsRoute link(LinkReference link) {
        return with(OIF, link);
    }

    /** A copy through the link with a name. */
    public MplsRoute link(String link) {
        return link(LinkReference.of(link));
    }

    /** The outgoing link; empty if there is none or several. */
    public Optional<LinkReference> link() {
        return get(OIF);
    }

    /** A copy that divides the flows among several next hops, each with labels of its own ({@code RTA_MULTIPATH}). */
    public MplsRoute multipath(NextHop... hops) {
        if (hops.length == 0) {
            throw new IllegalArgumentException("a multipath route needs a next hop");
        }
        return without(VIA)
                .without(OIF)
                .without(NEWDST)
                .with(MULTIPATH, List.of(hops).stream().map(NextHop::inMpls).toList());
    }

    /** The next hops of a multipath route. */
    public List<NextHop> nextHops() {
        return get(MULTIPATH).orElse(List.of());
    }

    /** A copy that copies the time to live of a removed label into the packet, or does not, whatever the sysctl {@code net.mpls.ip_ttl_propagate} says. */
    public MplsRoute ttlPropagate(boolean on) {
        return with(TTL_PROPAGATE, on);
    }

    /** Whether the time to live of a removed label is copied into the packet; empty if the sysctl decides. */
    public Optional<Boolean> ttlPropagate() {
        return get(TTL_PROPAGATE);
    }

    /** A copy with an origin ({@code rtm_protocol}). */
    public MplsRoute protocol(RouteProtocol protocol) {
        return with(PROTOCOL, protocol.number());
    }

    /** The origin. */
    public RouteProtocol protocol() {
        int number = get(PROTOCOL);
        return number == 0 ? RouteProtocol.BOOT : new RouteProtocol(number);
    }

    /** The route as it is added: of the only table and type that the kernel has. */
    MplsRoute added(ToIntFunction<LinkReference> indexes) {
        MplsRoute sent = deleted()
                .with(PROTOCOL, protocol().number())
                .with(TYPE, RouteType.UNICAST.number())
                .with(FLAGS, 0);
        return sent.has(MULTIPATH)
                ? sent.with(
                        MULTIPATH,
                        nextHops().stream()
                                .map(hop -> RouteCompletion.accepted(hop, indexes))
                                .toList())
                : sent;
    }

    MplsRoute deleted() {
        return with(TABLE, RouteTable.MAIN);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected MplsRoute copy(Content content) {
        return new MplsRoute(content);
    }

    /** The text of {@link #toString()} with names for links. */
    public String toString(Function<LinkReference, String> names) {
        return ROWS.text(this, names);
    }

    /** The route as {@code ip -f mpls route} writes it: {@code 100 as to 200 via inet 10.0.0.2 dev eth0}. */
    @Override
    public String toString() {
        try {
            return toString(Words.LINKS);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
