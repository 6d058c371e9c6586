package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.object.Numbered;
import java.time.Duration;
import java.util.Optional;

/**
 * A virtual Ethernet over UDP, identified by a 24-bit number ({@code IFLA_VXLAN_*} of {@code linux/if_link.h}).
 *
 * <p>The kernel refuses to change most options of an existing link. The error names the option.
 *
 * {@snippet :
 * rtnl.links().add(
 *         Link.named("vx42").kind(Vxlan.of(42).remote(IpAddress.of("192.0.2.2")).destinationPort(4789)).up());
 * }
 */
public final class Vxlan extends KnownKind<Vxlan> {
    /** The value for {@link #tos(int)} that inherits the type of service of the inner packet. */
    public static final int TOS_INHERIT = 1;

    /** The kind {@code vxlan}. */
    public static final KindType<Vxlan> TYPE = KindType.of("vxlan", VxlanAttributes.KEYS, Vxlan::new);

    private Vxlan(Content content) {
        super(TYPE, content);
    }

    /** An empty VXLAN: for requests that change options, or for {@link #external(boolean)}. */
    public static Vxlan defaults() {
        return TYPE.defaults();
    }

    /**
     * The VXLAN with a VNI of 0 to 16777215.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public static Vxlan of(int id) {
        return defaults().id(id);
    }

    /** The VXLAN network identifier, VNI ({@code IFLA_VXLAN_ID}). */
    public Optional<Integer> id() {
        return get(VxlanAttributes.ID);
    }

    /**
     * A copy with another VNI of 0 to 16777215.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public Vxlan id(int id) {
        return with(VxlanAttributes.ID, id);
    }

    /** The remote endpoint, or the multicast group of all endpoints ({@code IFLA_VXLAN_GROUP}, {@code IFLA_VXLAN_GROUP6}). */
    public Optional<IpAddress> remote() {
        return get(VxlanAttributes.GROUP).or(() -> get(VxlanAttributes.GROUP_6));
    }

    /**
     * A copy with another remote endpoint, or a multicast group of all endpoints. The kernel needs a {@link #link(LinkReference)} for a
     * group.
     */
    public Vxlan remote(IpAddress address) {
        return address(VxlanAttributes.GROUP, VxlanAttributes.GROUP_6, address);
    }

    /** The source address of the outer packets ({@code IFLA_VXLAN_LOCAL}, {@code IFLA_VXLAN_LOCAL6}). */
    public Optional<IpAddress> local() {
        return get(VxlanAttributes.LOCAL).or(() -> get(VxlanAttributes.LOCAL_6));
    }

    /** A copy with another source address of the outer packets. */
    public Vxlan local(IpAddress address) {
        return address(VxlanAttributes.LOCAL, VxlanAttributes.LOCAL_6, address);
    }

    /** The link that packets are sent through ({@code IFLA_VXLAN_LINK}); empty if routes decide. */
    public Optional<LinkReference> link() {
        return get(VxlanAttributes.LINK).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy that sends packets through a link. */
    public Vxlan link(LinkReference link) {
        return with(VxlanAttributes.LINK, link);
    }

    /** A copy that sends packets through the link with a name. */
    public Vxlan link(String link) {
        return link(LinkReference.of(link));
    }

    /** The hop limit of the outer packet; 0 if the kernel chooses ({@code IFLA_VXLAN_TTL}). */
    public Optional<Integer> ttl() {
        return get(VxlanAttributes.TTL);
    }

    /** A copy with another hop limit of 1 to 255, or 0 to let the kernel choose. */
    public Vxlan ttl(int hops) {
        return without(VxlanAttributes.TTL_INHERIT).with(VxlanAttributes.TTL, hops);
    }

    /** Whether the outer packet inherits the hop limit of the inner packet ({@code IFLA_VXLAN_TTL_INHERIT}). */
    public Optional<Boolean> ttlInherit() {
        return get(VxlanAttributes.TTL_INHERIT);
    }

    /** A copy that inherits the hop limit of the inner packet, or does not request it. The kernel does not turn it off again. */
    public Vxlan ttlInherit(boolean on) {
        return on
                ? without(VxlanAttributes.TTL).with(VxlanAttributes.TTL_INHERIT, true)
                : without(VxlanAttributes.TTL_INHERIT);
    }

    /** The flag DF of the outer IPv4 packet ({@code IFLA_VXLAN_DF}); empty for a value that is not known here. */
    public Optional<DontFragment> dontFragment() {
        return get(VxlanAttributes.DF).flatMap(df -> Numbered.of(DontFragment.class, df));
    }

    /** A copy with another flag DF of the outer IPv4 packet. */
    public Vxlan dontFragment(DontFragment flag) {
        return with(VxlanAttributes.DF, flag.number());
    }

    /** Whether routes and traffic control set the tunnel parameters of each packet ({@code IFLA_VXLAN_COLLECT_METADATA}). */
    public Optional<Boolean> external() {
        return get(VxlanAttributes.EXTERNAL);
    }

    /** A copy that takes the tunnel parameters from each packet or does not. {@code ip} also turns {@link #learning(boolean)} off. */
    public Vxlan external(boolean on) {
        return with(VxlanAttributes.EXTERNAL, on);
    }

    /** Whether only VNIs of a list are received ({@code IFLA_VXLAN_VNIFILTER}). */
    public Optional<Boolean> vniFilter() {
        return get(VxlanAttributes.VNI_FILTER);
    }

    /** A copy that receives only VNIs of a list, or all. {@code Rtnl.vxlanVnis()} edits the list. It needs {@link #external(boolean)}. */
    public Vxlan vniFilter(boolean on) {
        return with(VxlanAttributes.VNI_FILTER, on);
    }

    /** The range of UDP source ports ({@code IFLA_VXLAN_PORT_RANGE}). */
    public Optional<PortRange> sourcePorts() {
        return get(VxlanAttributes.SOURCE_PORTS);
    }

    /** A copy with another range of UDP source ports, or 0 to 0 to let the kernel choose. */
    public Vxlan sourcePorts(PortRange ports) {
        return with(VxlanAttributes.SOURCE_PORTS, ports);
    }

    /** The UDP port of the remote endpoints and of this one ({@code IFLA_VXLAN_PORT}). */
    public Optional<Integer> destinationPort() {
        return get(VxlanAttributes.DESTINATION_PORT);
    }

    /** A copy with another UDP port of 0 to 65535. The kernel's default is 8472; IANA's is 4789. */
    public Vxlan destinationPort(int port) {
        return with(VxlanAttributes.DESTINATION_PORT, port);
    }

    /** Whether the remote endpoints of MAC addresses are learned from packets ({@code IFLA_VXLAN_LEARNING}). */
    public Optional<Boolean> learning() {
        return get(VxlanAttributes.LEARNING);
    }

    /** A copy with learning on or off. */
    public Vxlan learning(boolean on) {
        return with(VxlanAttributes.LEARNING, on);
    }

    /** Whether the link replies to ARP and neighbour discovery from the neighbour table ({@code IFLA_VXLAN_PROXY}). */
    public Optional<Boolean> proxy() {
        return get(VxlanAttributes.PROXY);
    }

    /** A copy with that proxy on or off. */
    public Vxlan proxy(boolean on) {
        return with(VxlanAttributes.PROXY, on);
    }

    /** Whether packets to a router are sent directly to their destination: route short circuit ({@code IFLA_VXLAN_RSC}). */
    public Optional<Boolean> routeShortCircuit() {
        return get(VxlanAttributes.RSC);
    }

    /** A copy with route short circuit on or off. */
    public Vxlan routeShortCircuit(boolean on) {
        return with(VxlanAttributes.RSC, on);
    }

    /** Whether programs are notified of MAC addresses that are not in the forwarding table ({@code IFLA_VXLAN_L2MISS}). */
    public Optional<Boolean> l2Miss() {
        return get(VxlanAttributes.L2MISS);
    }

    /** A copy with those notifications on or off. */
    public Vxlan l2Miss(boolean on) {
        return with(VxlanAttributes.L2MISS, on);
    }

    /** Whether programs are notified of IP addresses that are not in the neighbour table ({@code IFLA_VXLAN_L3MISS}). */
    public Optional<Boolean> l3Miss() {
        return get(VxlanAttributes.L3MISS);
    }

    /** A copy with those notifications on or off. */
    public Vxlan l3Miss(boolean on) {
        return with(VxlanAttributes.L3MISS, on);
    }

    /** The type of service of the outer packet; {@value #TOS_INHERIT} inherits that of the inner packet ({@code IFLA_VXLAN_TOS}). */
    public Optional<Integer> tos() {
        return get(VxlanAttributes.TOS);
    }

    /** A copy with another type of service of 0 to 255. {@link #TOS_INHERIT} inherits that of the inner packet. */
    public Vxlan tos(int tos) {
        return with(VxlanAttributes.TOS, tos);
    }

    /** The IPv6 flow label of the outer packet ({@code IFLA_VXLAN_LABEL}). */
    public Optional<Integer> flowLabel() {
        return get(VxlanAttributes.LABEL);
    }

    /** A copy with another IPv6 flow label of 0 to 1048575. */
    public Vxlan flowLabel(int label) {
        return with(VxlanAttributes.LABEL, label);
    }

    /** How long an unused entry stays in the forwarding table ({@code IFLA_VXLAN_AGEING}). */
    public Optional<Duration> ageing() {
        return get(VxlanAttributes.AGEING);
    }

    /** A copy with another ageing time in whole seconds; 0 is the default of the kernel, 300 s. */
    public Vxlan ageing(Duration time) {
        return with(VxlanAttributes.AGEING, time);
    }

    /** The maximum number of entries in the forwarding table; 0 for no limit ({@code IFLA_VXLAN_LIMIT}). */
    public Optional<Long> maxAddresses() {
        return get(VxlanAttributes.LIMIT);
    }

    /** A copy with another limit, an unsigned 32-bit number; 0 for no limit. */
    public Vxlan maxAddresses(long count) {
        return with(VxlanAttributes.LIMIT, count);
    }

    /** Whether packets to an endpoint on this machine skip the lower links, since Linux 6.4 ({@code IFLA_VXLAN_LOCALBYPASS}). */
    public Optional<Boolean> localBypass() {
        return get(VxlanAttributes.LOCAL_BYPASS);
    }

    /** A copy whose packets to an endpoint on this machine skip the lower links, the default, or are sent as all others. */
    public Vxlan localBypass(boolean on) {
        return with(VxlanAttributes.LOCAL_BYPASS, on);
    }

    /**
     * Whether sent multicasts are routed by the multicast routes of this machine, since Linux 6.16 ({@code IFLA_VXLAN_MC_ROUTE}). The kernel does
     * not report it.
     */
    public Optional<Boolean> multicastRoute() {
        return get(VxlanAttributes.MC_ROUTE);
    }

    /** A copy whose sent multicasts are routed by the multicast routes of this machine, or are not. */
    public Vxlan multicastRoute(boolean on) {
        return with(VxlanAttributes.MC_ROUTE, on);
    }

    /** The bits of the header that no received packet may have, since Linux 6.14 ({@code IFLA_VXLAN_RESERVED_BITS}). */
    public Optional<Long> reservedBits() {
        return get(VxlanAttributes.RESERVED_BITS);
    }

    /** A copy that drops packets with any of these bits in their header, an unsigned 64-bit number. It has no bit that the VXLAN uses itself. */
    public Vxlan reservedBits(long bits) {
        return with(VxlanAttributes.RESERVED_BITS, bits);
    }

    /** Whether UDP checksums are sent over IPv4 ({@code IFLA_VXLAN_UDP_CSUM}). */
    public Optional<Boolean> udpChecksum() {
        return get(VxlanAttributes.UDP_CSUM);
    }

    /** A copy that sends UDP checksums over IPv4 or does not. */
    public Vxlan udpChecksum(boolean on) {
        return with(VxlanAttributes.UDP_CSUM, on);
    }

    /** Whether packets over IPv6 are sent without a UDP checksum ({@code IFLA_VXLAN_UDP_ZERO_CSUM6_TX}). */
    public Optional<Boolean> zeroChecksum6Sent() {
        return get(VxlanAttributes.UDP_ZERO_CSUM6_TX);
    }

    /** A copy that sends no UDP checksums over IPv6 or does. */
    public Vxlan zeroChecksum6Sent(boolean on) {
        return with(VxlanAttributes.UDP_ZERO_CSUM6_TX, on);
    }

    /** Whether packets over IPv6 without a UDP checksum are accepted ({@code IFLA_VXLAN_UDP_ZERO_CSUM6_RX}). */
    public Optional<Boolean> zeroChecksum6Accepted() {
        return get(VxlanAttributes.UDP_ZERO_CSUM6_RX);
    }

    /** A copy that accepts packets over IPv6 without a UDP checksum or does not. */
    public Vxlan zeroChecksum6Accepted(boolean on) {
        return with(VxlanAttributes.UDP_ZERO_CSUM6_RX, on);
    }

    /** Whether the remote endpoint computes inner checksums: remote checksum offload ({@code IFLA_VXLAN_REMCSUM_TX}). */
    public Optional<Boolean> remoteChecksumSent() {
        return get(VxlanAttributes.REMCSUM_TX);
    }

    /** A copy with remote checksum offload of sent packets on or off. */
    public Vxlan remoteChecksumSent(boolean on) {
        return with(VxlanAttributes.REMCSUM_TX, on);
    }

    /** Whether this endpoint computes inner checksums for the remote one: remote checksum offload ({@code IFLA_VXLAN_REMCSUM_RX}). */
    public Optional<Boolean> remoteChecksumAccepted() {
        return get(VxlanAttributes.REMCSUM_RX);
    }

    /** A copy with remote checksum offload of received packets on or off. */
    public Vxlan remoteChecksumAccepted(boolean on) {
        return with(VxlanAttributes.REMCSUM_RX, on);
    }

    /** Whether the header carries the mark of the packet: group-based policy ({@code IFLA_VXLAN_GBP}). */
    public boolean groupPolicy() {
        return has(VxlanAttributes.GBP);
    }

    /** A copy with group-based policy, or one that does not request it. */
    public Vxlan groupPolicy(boolean on) {
        return on ? with(VxlanAttributes.GBP, true) : without(VxlanAttributes.GBP);
    }

    /** Whether the header has the inner protocol: generic protocol extension ({@code IFLA_VXLAN_GPE}). */
    public boolean genericProtocol() {
        return has(VxlanAttributes.GPE);
    }

    /** A copy with the generic protocol extension, or one that does not request it. It needs {@link #external(boolean)} and no learning. */
    public Vxlan genericProtocol(boolean on) {
        return on ? with(VxlanAttributes.GPE, true) : without(VxlanAttributes.GPE);
    }

    private Vxlan address(Attribute<IpAddress> ipv4, Attribute<IpAddress> ipv6, IpAddress address) {
        return without(ipv4).without(ipv6).with(address instanceof Ipv4Address ? ipv4 : ipv6, address);
    }

    /** The flag DF of the outer packet ({@code enum ifla_vxlan_df} of {@code linux/if_link.h}). */
    public enum DontFragment implements Numbered {
        /** Not set; the default of the kernel. */
        UNSET(0),
        /** Set. */
        SET(1),
        /** Inherited from the inner packet. */
        INHERIT(2);

        private final int number;

        DontFragment(int number) {
            this.number = number;
        }

        /** The number of the kernel. */
        @Override
        public int number() {
            return number;
        }
    }
}
