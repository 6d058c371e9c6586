package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of a tunnel that takes them from each packet, such as a VXLAN with {@code external} ({@code LWTUNNEL_IP_*} and {@code
 * LWTUNNEL_IP6_*} of {@code linux/lwtunnel.h}).
 *
 * <p>Options of GENEVE, VXLAN and ERSPAN exclude each other; each method for one kind replaces those of another. They are not sent to Linux 6.15 to
 * 6.19 ({@link io.netlink4j.core.error.NetlinkException.NotSupported}): such a kernel with {@code CONFIG_FORTIFY_SOURCE} stops in {@code
 * ip_tun_parse_opts}, whoever asks, while it holds the lock of rtnetlink. Debian's 6.1, 6.12 and 7.3 take them.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("10.1.0.0/16").encap(IpEncap.to("192.0.2.2").id(42)).link("vxlan0"));
 * }
 */
public final class IpEncap extends KnownEncapsulation<IpEncap> {
    /** The flag for checksums ({@code TUNNEL_CSUM}). */
    public static final int CHECKSUM = 1;
    /** The flag for a key ({@code TUNNEL_KEY}). */
    public static final int KEY = 4;
    /** The flag for sequence numbers ({@code TUNNEL_SEQ}). */
    public static final int SEQUENCE = 8;

    static final int IPV4 = 2;
    static final int IPV6 = 4;

    static final Schema SCHEMA = schema("ip encapsulation", "LWTUNNEL_IP_", "TTL", "TOS");
    static final Schema SCHEMA_6 = schema("ip6 encapsulation", "LWTUNNEL_IP6_", "HOPLIMIT", "TC");

    private static final Attribute<Long> ID = Attribute.of(1, "LWTUNNEL_IP_ID", BE64);
    private static final Attribute<IpAddress> DST = Attribute.of(2, "LWTUNNEL_IP_DST", ADDRESS);
    private static final Attribute<IpAddress> SRC = Attribute.of(3, "LWTUNNEL_IP_SRC", ADDRESS);
    private static final Attribute<Integer> TTL =
            Attribute.of(4, "LWTUNNEL_IP_TTL", CheckedCodecs.range(U8, 0, 255, "a hop limit"));
    private static final Attribute<Integer> TOS =
            Attribute.of(5, "LWTUNNEL_IP_TOS", CheckedCodecs.range(U8, 0, 255, "a type of service"));
    private static final Attribute<Integer> FLAGS = Attribute.of(6, "LWTUNNEL_IP_FLAGS", BE16);

    private final int type;

    IpEncap(int type, Content content) {
        super(content);
        this.type = type;
    }

    private static final Attribute<Nest> OPTS = options("LWTUNNEL_IP_");

    private static Attribute<Nest> options(String prefix) {
        return Attribute.of(8, prefix + "OPTS", Codecs.nest(() -> IpOptions.SCHEMA))
                .sentAs(IpOptions::accepted);
    }

    private static Schema schema(String name, String prefix, String ttl, String tos) {
        Schema.Builder keys = Schema.builder(name);
        keys.add(1, prefix + "ID", BE64);
        keys.add(2, prefix + "DST", ADDRESS);
        keys.add(3, prefix + "SRC", ADDRESS);
        keys.add(4, prefix + ttl, U8);
        keys.add(5, prefix + tos, U8);
        keys.add(6, prefix + "FLAGS", BE16);
        keys.add(options(prefix));
        return keys.build();
    }

    /** The parameters of packets to a remote endpoint. Its family is that of the outer packet. */
    public static IpEncap to(IpAddress destination) {
        int type = destination instanceof Ipv4Address ? IPV4 : IPV6;
        return new IpEncap(type, Content.of(new byte[0])).with(DST, destination);
    }

    /** The parameters of packets to a remote endpoint, given as a literal. */
    public static IpEncap to(String destination) {
        return to(IpAddress.of(destination));
    }

    /** The remote endpoint ({@code LWTUNNEL_IP_DST}). */
    public Optional<IpAddress> destination() {
        return get(DST);
    }

    /** The identifier of the tunnel, an unsigned 64-bit number ({@code LWTUNNEL_IP_ID}). */
    public Optional<Long> id() {
        return get(ID);
    }

    /** A copy with another identifier of the tunnel, such as a VNI. */
    public IpEncap id(long id) {
        return with(ID, id);
    }

    /** The source address of the outer packet ({@code LWTUNNEL_IP_SRC}). */
    public Optional<IpAddress> source() {
        return get(SRC);
    }

    /**
     * A copy with another source address of the outer packet.
     *
     * @throws IllegalArgumentException if it is of another family than the destination
     */
    public IpEncap source(IpAddress address) {
        if (destination().filter(to -> to.family() != address.family()).isPresent()) {
            throw new IllegalArgumentException(
                    address + " is of another family than " + destination().get());
        }
        return with(SRC, address);
    }

    /** The hop limit of the outer packet ({@code LWTUNNEL_IP_TTL}). */
    public Optional<Integer> ttl() {
        return get(TTL);
    }

    /** A copy with another hop limit of 0 to 255. */
    public IpEncap ttl(int hops) {
        return with(TTL, hops);
    }

    /** The type of service of the outer packet ({@code LWTUNNEL_IP_TOS}, {@code LWTUNNEL_IP6_TC}). */
    public Optional<Integer> tos() {
        return get(TOS);
    }

    /** A copy with another type of service of 0 to 255. */
    public IpEncap tos(int tos) {
        return with(TOS, tos);
    }

    /** The flags: {@link #CHECKSUM}, {@link #KEY}, {@link #SEQUENCE} ({@code LWTUNNEL_IP_FLAGS}). */
    public int flags() {
        return get(FLAGS).orElse(0);
    }

    /** A copy with other flags: {@link #CHECKSUM}, {@link #KEY}, {@link #SEQUENCE}. */
    public IpEncap flags(int flags) {
        return with(FLAGS, flags);
    }

    /**
     * A copy with one more option of GENEVE ({@code LWTUNNEL_IP_OPTS_GENEVE}); {@code geneve_opts} of {@code ip}.
     *
     * @param optionClass who defined the option, 0 to 65535
     * @param type 0 to 255
     * @param data a multiple of 4 bytes, 4 to 124
     */
    public IpEncap geneve(int optionClass, int type, byte... data) {
        Nest others = get(OPTS).orElseGet(() -> Nest.empty(IpOptions.SCHEMA));
        return with(OPTS, IpOptions.geneve(others, optionClass, type, data));
    }

    /** A copy with the group policy of VXLAN, an unsigned 32-bit number ({@code LWTUNNEL_IP_OPTS_VXLAN}); {@code vxlan_opts} of {@code ip}. */
    public IpEncap vxlan(long groupPolicy) {
        return with(OPTS, IpOptions.vxlan(groupPolicy));
    }

    /**
     * A copy with ERSPAN of version 1 ({@code LWTUNNEL_IP_OPTS_ERSPAN}); {@code erspan_opts} of {@code ip}.
     *
     * @param index the port that is mirrored, 0 to 1048575
     */
    public IpEncap erspan(long index) {
        return with(OPTS, IpOptions.erspan(index));
    }

    /**
     * A copy with ERSPAN of version 2 ({@code LWTUNNEL_IP_OPTS_ERSPAN}); {@code erspan_opts} of {@code ip}.
     *
     * @param hardwareId which engine mirrors, 0 to 63
     * @param direction 0 for packets that come in, 1 for those that go out
     */
    public IpEncap erspan(int hardwareId, int direction) {
        return with(OPTS, IpOptions.erspan(hardwareId, direction));
    }

    /** The options of the tunnel as {@code ip} writes them, such as {@code vxlan_opts 7} ({@code LWTUNNEL_IP_OPTS}). */
    public Optional<String> options() {
        return get(OPTS).map(IpOptions::text);
    }

    @Override
    public int type() {
        return type;
    }

    private static final TextRows<IpEncap> ROWS = new TextRows<IpEncap>()
            .addAlways("", encap -> encap.type == IPV4 ? "ip" : "ip6")
            .add("id", ID, Long::toUnsignedString)
            .add("src", SRC)
            .add("dst", DST)
            .add("", encap -> encap.ttl().map(hops -> (encap.type == IPV4 ? "ttl " : "hoplimit ") + hops))
            .add("", encap -> encap.tos().map(tos -> (encap.type == IPV4 ? "tos " : "tc ") + tos))
            .addIf(encap -> (encap.flags() & KEY) != 0, "key")
            .addIf(encap -> (encap.flags() & CHECKSUM) != 0, "csum")
            .addIf(encap -> (encap.flags() & SEQUENCE) != 0, "seq")
            .add("", IpEncap::options);

    @Override
    String text(Function<LinkReference, String> links) {
        return ROWS.text(this, links);
    }

    @Override
    public Schema schema() {
        return type == IPV4 ? SCHEMA : SCHEMA_6;
    }

    @Override
    protected IpEncap copy(Content content) {
        return new IpEncap(type, content);
    }
}
