package io.netlink4j.rtnl.route;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.encap.Encapsulation;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.MplsLabels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A next hop of a multipath {@link Route} ({@code struct rtnexthop}): a gateway, a link or both, and a weight.
 *
 * {@snippet :
 * Route.toDefault(IPV4).multipath(NextHop.via("10.0.0.1").weight(3), NextHop.via("10.1.0.1").link("eth1"));
 * }
 */
public final class NextHop extends NetlinkObject<NextHop> {
    /** {@link NextHopCodec} handles {@code rtnh_len}, the length of the hop with its attributes. */
    private static final Schema.Builder KEYS = Schema.builder("nexthop", "rtnexthop", 8);

    private static final int MAX_WEIGHT = 256;

    static final Field<Integer> FLAGS = KEYS.field("rtnh_flags", 2, 1, U8);
    static final Field<Integer> HOPS = KEYS.field("rtnh_hops", 3, 1, U8);
    static final Field<Integer> IFINDEX = KEYS.field("rtnh_ifindex", 4, 4, S32);

    /** The link by its name. It becomes {@code rtnh_ifindex} when the route is sent. */
    static final Attribute<LinkReference> OIF = KEYS.add(4, "RTA_OIF", LinkReference.CODEC);
    /** The gateway, if its family is that of the route. */
    public static final Attribute<IpAddress> GATEWAY = KEYS.add(5, "RTA_GATEWAY", Codecs.ADDRESS);
    /** The realms: the source in the upper and the destination in the lower 16 bits. */
    public static final Attribute<Long> FLOW = KEYS.add(11, "RTA_FLOW", U32);
    /** The gateway, if its family is not that of the route. */
    public static final Attribute<IpAddress> VIA = KEYS.add(RouteAttributes.VIA);
    /** MPLS: the labels that replace the old ones. */
    public static final Attribute<List<Integer>> NEWDST = KEYS.add(19, "RTA_NEWDST", MplsLabels.CODEC);
    /** The type of {@link #ENCAP} ({@code enum lwtunnel_encap_types}). */
    public static final Attribute<Integer> ENCAP_TYPE = KEYS.add(21, "RTA_ENCAP_TYPE", Encapsulation.TYPES);
    /** An encapsulation; {@link Encapsulation#of} interprets it. */
    public static final Attribute<Nest> ENCAP = KEYS.selected(22, "RTA_ENCAP", ENCAP_TYPE, Encapsulation.schemas());

    static final Schema SCHEMA = KEYS.build();

    NextHop(Content content) {
        super(content);
    }

    private static NextHop empty() {
        return new NextHop(Content.of(new byte[SCHEMA.headerLength()]));
    }

    /** A hop to a gateway. The kernel finds the link. */
    public static NextHop via(IpAddress gateway) {
        return empty().with(GATEWAY, gateway);
    }

    /** A hop to a gateway, given as a literal. */
    public static NextHop via(String gateway) {
        return via(IpAddress.of(gateway));
    }

    /** A hop through a link, without a gateway. */
    public static NextHop out(LinkReference link) {
        return empty().link(link);
    }

    /** A hop through the link with a name, without a gateway. */
    public static NextHop out(String link) {
        return out(LinkReference.of(link));
    }

    /** A copy through a link. */
    public NextHop link(LinkReference link) {
        return link.ifindex().isPresent()
                ? without(OIF).with(IFINDEX, link.ifindex().orElseThrow())
                : with(IFINDEX, 0).with(OIF, link);
    }

    /** A copy through the link with a name. */
    public NextHop link(String link) {
        return link(LinkReference.of(link));
    }

    /**
     * A copy with a weight: its share of the flows in proportion to the weights of the other hops.
     *
     * @param weight 1 to 256 ({@code rtnh_hops + 1})
     */
    public NextHop weight(int weight) {
        return with(HOPS, CheckedCodecs.inRange(weight, 1, MAX_WEIGHT, "a next hop's weight") - 1);
    }

    /** A copy whose gateway is treated as directly connected to the link, whatever addresses the link has ({@code RTNH_F_ONLINK}). */
    public NextHop onlink() {
        return with(FLAGS, get(FLAGS) | RouteFlag.ONLINK.bit());
    }

    /** A copy with an encapsulation. */
    public NextHop encap(Encapsulation encapsulation) {
        return encap(encapsulation.type(), encapsulation.attributes());
    }

    /** The encapsulation ({@code RTA_ENCAP}). */
    public Optional<Encapsulation> encap() {
        return get(ENCAP_TYPE).flatMap(type -> get(ENCAP).map(nest -> Encapsulation.of(type, nest)));
    }

    /** A copy with a lightweight tunnel of a type ({@code enum lwtunnel_encap_types}). */
    public NextHop encap(int type, Nest attributes) {
        return with(ENCAP_TYPE, type).with(ENCAP, attributes);
    }

    /** A copy with the labels that replace the old one, the outermost first. Only in an {@link MplsRoute}. */
    public NextHop labels(Integer... labels) {
        return with(NEWDST, List.of(labels));
    }

    /** The labels that replace the old one in an {@link MplsRoute}; none if it is removed ({@code RTA_NEWDST}). */
    public List<Integer> labels() {
        return get(NEWDST).orElse(List.of());
    }

    /** The gateway ({@code RTA_GATEWAY}, {@code RTA_VIA}). */
    public Optional<IpAddress> gateway() {
        return get(GATEWAY).or(() -> get(VIA));
    }

    /** The link. */
    public Optional<LinkReference> link() {
        return get(OIF).or(() ->
                Optional.of(get(IFINDEX)).filter(index -> index > 0).map(LinkReference::of));
    }

    /** The weight: its share of the flows in proportion to the weights of the other hops. */
    public int weight() {
        return get(HOPS) + 1;
    }

    /** Its flags. */
    public Set<RouteFlag> flags() {
        return RouteFlag.in(get(FLAGS));
    }

    /** A copy for a route of {@code family}. A gateway of the other family is sent in another attribute. */
    NextHop in(IpFamily family) {
        return get(GATEWAY)
                .filter(gateway -> gateway.family() != family)
                .map(gateway -> {
                    Route.checkGateway(family, gateway);
                    return without(GATEWAY).with(VIA, gateway);
                })
                .orElse(this);
    }

    /** A copy for an MPLS route, where each gateway is sent with its family. */
    NextHop inMpls() {
        return get(GATEWAY).map(gateway -> without(GATEWAY).with(VIA, gateway)).orElse(this);
    }

    /** The hop as {@code ip route} writes it, without the word {@code nexthop}. */
    @Override
    public String toString() {
        try {
            return RouteText.hop(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NextHop copy(Content content) {
        return new NextHop(content);
    }
}
