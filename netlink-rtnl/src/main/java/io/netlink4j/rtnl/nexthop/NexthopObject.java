package io.netlink4j.rtnl.nexthop;

import static io.netlink4j.core.attribute.Codecs.nest;
import static io.netlink4j.rtnl.internal.OptionText.link;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.encap.Encapsulation;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.RouteFlag;
import io.netlink4j.rtnl.route.RouteProtocol;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A nexthop object: a way that several routes can share, or a group of such objects ({@code struct nhmsg} of {@code linux/nexthop.h}; all keys
 * are in {@link NexthopAttributes}), since Linux 5.3.
 *
 * {@snippet :
 * rtnl.nexthops().add(NexthopObject.via("10.0.0.1").link("eth0").id(1));
 * rtnl.nexthops().add(NexthopObject.via("10.1.0.1").link("eth1").id(2));
 * rtnl.nexthops().add(NexthopObject.group(NexthopMember.of(1), new NexthopMember(2, 3)).id(10));
 * rtnl.routes().add(Route.toDefault(IPV4).nextHopId(10));
 * }
 *
 * <p>If no id was set, the kernel chooses one.
 */
public final class NexthopObject extends NetlinkObject<NexthopObject> {
    static final Schema SCHEMA = NexthopAttributes.SCHEMA;

    /** The descriptor of {@link NexthopObject}: its messages, groups and identity. */
    public static final ObjectDescriptor<NexthopObject> DESCRIPTOR = ObjectDescriptor.of(
                    "nexthop", "nexthops", SCHEMA, NexthopObject::new)
            .messages(
                    new MessageType(104, "RTM_NEWNEXTHOP", SCHEMA),
                    new MessageType(105, "RTM_DELNEXTHOP", SCHEMA),
                    new MessageType(106, "RTM_GETNEXTHOP", SCHEMA),
                    NexthopAttributes.NEWBUCKET,
                    NexthopAttributes.GETBUCKET)
            .groups(RtnlGroup.NEXTHOP)
            .identity(NexthopObject::identity)
            .errors(rows -> {
                rows.on(Errno.EEXIST)
                        .means(refused -> "there is a nexthop with the id "
                                + refused.object().identity());
                rows.on(Errno.ENOENT)
                        .maySay("does not exist", "no entry exists")
                        .means(refused -> "there is no nexthop with the id "
                                + refused.object().identity());
                rows.on(Errno.EINVAL).says("Invalid device index").means(Kind.NOT_FOUND, "its link does not exist");
                rows.on(Errno.EOPNOTSUPP).means("the kernel has no nexthop objects; they came with Linux 5.3");
            })
            .build();

    private static final int RESILIENT = 1;

    private NexthopObject(Content content) {
        super(content);
    }

    private NexthopObject(byte[] bytes) {
        super(bytes);
    }

    /** An object that leads to a gateway. The kernel needs a {@link #link(LinkReference)}, too. */
    public static NexthopObject via(IpAddress gateway) {
        return of(gateway.family()).with(NexthopAttributes.GATEWAY, gateway);
    }

    /** An object that leads to a gateway, given as a literal. */
    public static NexthopObject via(String gateway) {
        return via(IpAddress.of(gateway));
    }

    /** An object that leads through a link, without a gateway. */
    public static NexthopObject out(IpFamily family, LinkReference link) {
        return of(family).link(link);
    }

    /** An object that leads through the link with a name, without a gateway. */
    public static NexthopObject out(IpFamily family, String link) {
        return out(family, LinkReference.of(link));
    }

    /** An object that drops packets. */
    public static NexthopObject blackhole(IpFamily family) {
        return of(family).with(NexthopAttributes.BLACKHOLE, true);
    }

    /** A group that divides flows among its members. */
    public static NexthopObject group(List<NexthopMember> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a group of nexthops needs a member");
        }
        return DESCRIPTOR.empty().with(NexthopAttributes.GROUP, List.copyOf(members));
    }

    /** A group that divides flows among its members. */
    public static NexthopObject group(NexthopMember... members) {
        return group(List.of(members));
    }

    /** The object with an id, to refer to it. */
    public static NexthopObject withId(long id) {
        return DESCRIPTOR.empty().id(id);
    }

    private static NexthopObject of(IpFamily family) {
        return DESCRIPTOR.empty().with(NexthopAttributes.FAMILY, family.number());
    }

    /** The id; empty if the kernel is to choose one. */
    public Optional<Long> id() {
        return get(NexthopAttributes.ID);
    }

    /** A copy with an id, an unsigned 32-bit number above 0. */
    public NexthopObject id(long id) {
        if (id == 0) {
            throw new IllegalArgumentException("the id of a nexthop object is 1 or more, not 0");
        }
        return with(NexthopAttributes.ID, id);
    }

    /** Its id, by which it is found. */
    long requiredId() {
        return id().orElseThrow(() -> new IllegalArgumentException(
                "a nexthop object is found by its id, given with id(); " + this + " has none"));
    }

    long identity() {
        return id().orElse(0L);
    }

    /** The family of the routes; empty for a group. */
    public Optional<IpFamily> family() {
        return IpFamily.ofNumber(get(NexthopAttributes.FAMILY));
    }

    /** The gateway. */
    public Optional<IpAddress> gateway() {
        return get(NexthopAttributes.GATEWAY);
    }

    /** The link. */
    public Optional<LinkReference> link() {
        return get(NexthopAttributes.OIF);
    }

    /** A copy through a link. */
    public NexthopObject link(LinkReference link) {
        return with(NexthopAttributes.OIF, link);
    }

    /** A copy through the link with a name. */
    public NexthopObject link(String link) {
        return link(LinkReference.of(link));
    }

    /** A copy whose gateway is treated as directly connected to the link ({@code RTNH_F_ONLINK}). */
    public NexthopObject onlink() {
        return with(NexthopAttributes.FLAGS, get(NexthopAttributes.FLAGS) | RouteFlag.ONLINK.bit());
    }

    /** Its flags. */
    public Set<RouteFlag> flags() {
        return RouteFlag.in(get(NexthopAttributes.FLAGS));
    }

    /** Whether packets are dropped. */
    public boolean isBlackhole() {
        return has(NexthopAttributes.BLACKHOLE);
    }

    /** Whether it is for the forwarding table of a VXLAN. */
    public boolean isFdb() {
        return has(NexthopAttributes.FDB);
    }

    /** A copy for the forwarding table of a VXLAN: a remote endpoint, or a group of them. It has no link. */
    public NexthopObject fdb() {
        return with(NexthopAttributes.FDB, true);
    }

    /** The UDP port of the remote endpoint; empty for that of the VXLAN ({@code NHA_DST_PORT}). */
    public Optional<Integer> destinationPort() {
        return get(NexthopAttributes.DST_PORT);
    }

    /** A copy with a UDP port of the remote endpoint, for a forwarding table, since Linux 7.3. */
    public NexthopObject destinationPort(int port) {
        return with(NexthopAttributes.DST_PORT, CheckedCodecs.inRange(port, 1, 0xffff, "a port"));
    }

    /** Whether the hardware counts the packets of a group ({@code NHA_HW_STATS_ENABLE}). The kernel tells it beside statistics only. */
    public boolean hasHardwareStatistics() {
        return get(NexthopAttributes.HW_STATS_ENABLE).orElse(0L) != 0;
    }

    /** A copy of a group whose packets the hardware counts, or not, since Linux 6.9 ({@code hw_stats} of {@code ip nexthop}). */
    public NexthopObject hardwareStatistics(boolean on) {
        return with(NexthopAttributes.HW_STATS_ENABLE, on ? 1L : 0L);
    }

    /** The members of a group; the list is empty if it is no group. */
    public List<NexthopMember> members() {
        return get(NexthopAttributes.GROUP).orElse(List.of());
    }

    /** The options of a resilient group; empty for all others. */
    public Optional<Resilience> resilience() {
        return get(NexthopAttributes.RES_GROUP);
    }

    /** A copy as a resilient group, since Linux 5.13. */
    public NexthopObject resilience(Resilience options) {
        return with(NexthopAttributes.GROUP_TYPE, RESILIENT).with(NexthopAttributes.RES_GROUP, options);
    }

    /** The encapsulation. */
    public Optional<Encapsulation> encap() {
        return get(NexthopAttributes.ENCAP_TYPE)
                .flatMap(type -> get(NexthopAttributes.ENCAP).map(nest -> Encapsulation.of(type, nest)));
    }

    /** A copy with an encapsulation. */
    public NexthopObject encap(Encapsulation encapsulation) {
        return with(NexthopAttributes.ENCAP_TYPE, encapsulation.type())
                .with(NexthopAttributes.ENCAP, encapsulation.attributes());
    }

    /** The origin. */
    public RouteProtocol protocol() {
        return new RouteProtocol(get(NexthopAttributes.PROTOCOL));
    }

    /** A copy with an origin. */
    public NexthopObject protocol(RouteProtocol protocol) {
        return with(NexthopAttributes.PROTOCOL, protocol.number());
    }

    /** The statistics of a group that {@link NexthopObjects#statistics} read; the list is empty for all others. */
    public List<MemberStatistics> statistics() {
        return get(NexthopAttributes.GROUP_STATS).orElse(List.of()).stream()
                .map(MemberStatistics::of)
                .toList();
    }

    /** The object without what the kernel only reports. */
    NexthopObject sent() {
        int flags = get(NexthopAttributes.FLAGS) & RouteFlag.ONLINK.bit();
        NexthopObject sent = without(NexthopAttributes.OP_FLAGS)
                .with(NexthopAttributes.SCOPE, 0)
                .with(NexthopAttributes.FLAGS, flags);
        // Setting the encapsulation again marks it as a nest, which some types require.
        return sent.encap().map(sent::encap).orElse(sent);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NexthopObject copy(Content content) {
        return new NexthopObject(content);
    }

    /** The object as {@code ip nexthop} writes it: {@code id 1 via 10.0.0.1 dev eth0 scope link}. */
    @Override
    public String toString() {
        try {
            return NexthopText.ROWS.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
