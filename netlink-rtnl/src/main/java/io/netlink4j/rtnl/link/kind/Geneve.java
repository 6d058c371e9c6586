package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.rtnl.internal.OptionText.hex;
import static io.netlink4j.rtnl.internal.OptionText.ifOn;
import static io.netlink4j.rtnl.internal.OptionText.onOrOff;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;
import java.util.function.Function;

/**
 * A virtual Ethernet over UDP with options in its header ({@code IFLA_GENEVE_*} of {@code linux/if_link.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("gen0").kind(Geneve.of(42).remote(IpAddress.of("192.0.2.2"))).up());
 * }
 */
public final class Geneve extends KnownKind<Geneve> {
    private static final KindSchema KEYS = KindSchema.of("geneve");
    private static final int INHERIT = 1;

    static final Attribute<Boolean> COLLECT_METADATA =
            KEYS.add(6, "IFLA_GENEVE_COLLECT_METADATA", FLAG, ifOn("external"));
    static final Attribute<Integer> ID =
            KEYS.add(1, "IFLA_GENEVE_ID", CheckedCodecs.range(COUNT, 0, 0xff_ffff, "a VNI"), word("id"));
    static final Attribute<IpAddress> REMOTE =
            KEYS.add(2, "IFLA_GENEVE_REMOTE", CheckedCodecs.address(Ipv4Address.class), unlessAny("remote"));
    static final Attribute<IpAddress> REMOTE6 =
            KEYS.add(7, "IFLA_GENEVE_REMOTE6", CheckedCodecs.address(Ipv6Address.class), unlessAny("remote"));
    static final Attribute<IpAddress> LOCAL =
            KEYS.add(17, "IFLA_GENEVE_LOCAL", CheckedCodecs.address(Ipv4Address.class), unlessAny("local"));
    static final Attribute<IpAddress> LOCAL6 =
            KEYS.add(18, "IFLA_GENEVE_LOCAL6", CheckedCodecs.address(Ipv6Address.class), unlessAny("local"));
    static final Attribute<Integer> TTL = KEYS.add(
            Attribute.of(3, "IFLA_GENEVE_TTL", CheckedCodecs.range(U8, 0, 255, "a hop limit")), Geneve::ttlText);
    static final Attribute<Integer> TOS =
            KEYS.add(4, "IFLA_GENEVE_TOS", CheckedCodecs.range(U8, 0, 255, "a type of service"), Geneve::tosText);
    static final Attribute<Integer> DF = KEYS.add(
            13,
            "IFLA_GENEVE_DF",
            U8,
            df -> df == 0 ? "" : Numbered.word("df", Vxlan.DontFragment.class).apply(df));
    static final Attribute<Integer> LABEL = KEYS.add(
            11, "IFLA_GENEVE_LABEL", CheckedCodecs.range(BE_COUNT, 0, 0xf_ffff, "a flow label"), hex("flowlabel"));
    static final Attribute<Integer> PORT =
            KEYS.add(5, "IFLA_GENEVE_PORT", CheckedCodecs.range(BE16, 0, 0xffff, "a port"), word("dstport"));
    static final Attribute<Boolean> UDP_CSUM = KEYS.add(8, "IFLA_GENEVE_UDP_CSUM", BOOL, onOrOff("udpcsum"));
    static final Attribute<Boolean> UDP_ZERO_CSUM6_TX =
            KEYS.add(9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX", BOOL, onOrOff("udp6zerocsumtx"));
    static final Attribute<Boolean> UDP_ZERO_CSUM6_RX =
            KEYS.add(10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX", BOOL, onOrOff("udp6zerocsumrx"));
    static final Attribute<Boolean> INNER_PROTO_INHERIT =
            KEYS.add(14, "IFLA_GENEVE_INNER_PROTO_INHERIT", FLAG, ifOn("innerprotoinherit"));
    static final Attribute<PortRange> PORT_RANGE =
            KEYS.add(15, "IFLA_GENEVE_PORT_RANGE", VxlanAttributes.PORTS, Geneve::ports);
    static final Attribute<Boolean> GRO_HINT = KEYS.add(16, "IFLA_GENEVE_GRO_HINT", FLAG);
    // The kernel ignores the TTL if this attribute is present, whatever its value is.
    private static final Attribute<Boolean> INHERITED = Attribute.of(12, "IFLA_GENEVE_TTL_INHERIT", BOOL);
    static final Attribute<Boolean> TTL_INHERIT = KEYS.add(
            INHERITED.sentIf(geneve -> !geneve.has(TTL) || geneve.get(INHERITED).orElse(true)));

    static {
        KEYS.fixed(
                COLLECT_METADATA,
                ID,
                PORT,
                UDP_CSUM,
                UDP_ZERO_CSUM6_TX,
                UDP_ZERO_CSUM6_RX,
                INNER_PROTO_INHERIT,
                PORT_RANGE,
                GRO_HINT);
    }

    /** The kind {@code geneve}. */
    public static final KindType<Geneve> TYPE = KindType.of("geneve", KEYS, Geneve::new);

    private Geneve(Content content) {
        super(TYPE, content);
    }

    /** An empty link: for requests that change options, or for {@link #external(boolean)}. */
    public static Geneve defaults() {
        return TYPE.defaults();
    }

    /**
     * The link with a VNI of 0 to 16777215.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public static Geneve of(int id) {
        return defaults().id(id);
    }

    /** Whether routes and traffic control set the tunnel parameters of each packet ({@code IFLA_GENEVE_COLLECT_METADATA}). */
    public boolean external() {
        return has(COLLECT_METADATA);
    }

    /** A copy that takes the tunnel parameters from each packet, or does not request it. Changing it needs a new link. */
    public Geneve external(boolean on) {
        return flag(COLLECT_METADATA, on);
    }

    /** The virtual network identifier, VNI ({@code IFLA_GENEVE_ID}). */
    public Optional<Integer> id() {
        return get(ID);
    }

    /** A copy with another VNI of 0 to 16777215. Changing it needs a new link. */
    public Geneve id(int value) {
        return with(ID, value);
    }

    /** The remote endpoint ({@code IFLA_GENEVE_REMOTE}, {@code IFLA_GENEVE_REMOTE6}). */
    public Optional<IpAddress> remote() {
        return get(REMOTE).or(() -> get(REMOTE6));
    }

    /** A copy with another remote endpoint. A change keeps the family. */
    public Geneve remote(IpAddress address) {
        return without(REMOTE).without(REMOTE6).with(address instanceof Ipv4Address ? REMOTE : REMOTE6, address);
    }

    /** The source address of the outer packets ({@code IFLA_GENEVE_LOCAL}, {@code IFLA_GENEVE_LOCAL6}), since Linux 7.2. */
    public Optional<IpAddress> local() {
        return get(LOCAL).or(() -> get(LOCAL6));
    }

    /** A copy with another source address of the outer packets. */
    public Geneve local(IpAddress address) {
        return without(LOCAL).without(LOCAL6).with(address instanceof Ipv4Address ? LOCAL : LOCAL6, address);
    }

    /** The hop limit of the outer packet; 0 if the kernel chooses ({@code IFLA_GENEVE_TTL}). */
    public Optional<Integer> ttl() {
        return get(TTL);
    }

    /** A copy with another hop limit of 1 to 255, or 0 to let the kernel choose. */
    public Geneve ttl(int hops) {
        return without(TTL_INHERIT).with(TTL, hops);
    }

    /** Whether the outer packet inherits the hop limit of the inner packet ({@code IFLA_GENEVE_TTL_INHERIT}). */
    public Optional<Boolean> ttlInherit() {
        return get(TTL_INHERIT);
    }

    /** A copy that inherits the hop limit of the inner packet, or does not request it. */
    public Geneve ttlInherit(boolean on) {
        return on ? without(TTL).with(TTL_INHERIT, true) : without(TTL_INHERIT);
    }

    /** The type of service of the outer packet; 1 inherits that of the inner packet ({@code IFLA_GENEVE_TOS}). */
    public Optional<Integer> tos() {
        return get(TOS);
    }

    /** A copy with another type of service of 0 to 255; 1 inherits that of the inner packet. */
    public Geneve tos(int value) {
        return with(TOS, value);
    }

    /** The flag DF of the outer IPv4 packet ({@code IFLA_GENEVE_DF}); empty if it is not set, or for a number that is not known here. */
    public Optional<Vxlan.DontFragment> dontFragment() {
        return constant(DF, Vxlan.DontFragment.class);
    }

    /** A copy with another flag DF of the outer IPv4 packet. */
    public Geneve dontFragment(Vxlan.DontFragment value) {
        return with(DF, value.number());
    }

    /** The IPv6 flow label of the outer packet ({@code IFLA_GENEVE_LABEL}). */
    public Optional<Integer> flowLabel() {
        return get(LABEL);
    }

    /** A copy with another IPv6 flow label of 0 to 1048575. */
    public Geneve flowLabel(int value) {
        return with(LABEL, value);
    }

    /** The UDP port of the remote endpoint and of this one ({@code IFLA_GENEVE_PORT}). */
    public Optional<Integer> destinationPort() {
        return get(PORT);
    }

    /** A copy with another UDP port of 0 to 65535. The default of the kernel is 6081. Changing it needs a new link. */
    public Geneve destinationPort(int value) {
        return with(PORT, value);
    }

    /** Whether UDP checksums are sent over IPv4 ({@code IFLA_GENEVE_UDP_CSUM}). */
    public Optional<Boolean> udpChecksum() {
        return get(UDP_CSUM);
    }

    /** A copy that sends UDP checksums over IPv4 or does not. Changing it needs a new link. */
    public Geneve udpChecksum(boolean on) {
        return with(UDP_CSUM, on);
    }

    /** Whether packets over IPv6 are sent without a UDP checksum ({@code IFLA_GENEVE_UDP_ZERO_CSUM6_TX}). */
    public Optional<Boolean> zeroChecksum6Sent() {
        return get(UDP_ZERO_CSUM6_TX);
    }

    /** A copy that sends no UDP checksums over IPv6 or does. Changing it needs a new link. */
    public Geneve zeroChecksum6Sent(boolean on) {
        return with(UDP_ZERO_CSUM6_TX, on);
    }

    /** Whether packets over IPv6 without a UDP checksum are accepted ({@code IFLA_GENEVE_UDP_ZERO_CSUM6_RX}). */
    public Optional<Boolean> zeroChecksum6Accepted() {
        return get(UDP_ZERO_CSUM6_RX);
    }

    /** A copy that accepts packets over IPv6 without a UDP checksum or does not. Changing it needs a new link. */
    public Geneve zeroChecksum6Accepted(boolean on) {
        return with(UDP_ZERO_CSUM6_RX, on);
    }

    /** Whether the inner packets are IP packets and not Ethernet packets ({@code IFLA_GENEVE_INNER_PROTO_INHERIT}). */
    public boolean innerProtocolInherit() {
        return has(INNER_PROTO_INHERIT);
    }

    /** A copy for IP packets, or one that does not request it. It needs {@link #external(boolean)}. */
    public Geneve innerProtocolInherit(boolean on) {
        return flag(INNER_PROTO_INHERIT, on);
    }

    /** The range of UDP source ports ({@code IFLA_GENEVE_PORT_RANGE}), since Linux 6.15. */
    public Optional<PortRange> sourcePorts() {
        return get(PORT_RANGE);
    }

    /** A copy with another range of UDP source ports. Changing it needs a new link. */
    public Geneve sourcePorts(PortRange ports) {
        return with(PORT_RANGE, ports);
    }

    private static Function<IpAddress, String> unlessAny(String name) {
        return address -> address.isUnspecified() ? "" : name + " " + address;
    }

    private static String ttlText(int ttl, NetlinkObject<?> geneve) {
        return geneve.get(TTL_INHERIT).orElse(false) ? "ttl inherit" : ttl == 0 ? "ttl auto" : "ttl " + ttl;
    }

    private static String tosText(int tos) {
        return tos == INHERIT ? "tos inherit" : tos == 0 ? "" : "tos 0x" + Integer.toHexString(tos);
    }

    private static String ports(PortRange ports) {
        return ports.first() <= 1 && ports.last() == 0xffff ? "" : "srcport " + ports.first() + " " + ports.last();
    }
}
