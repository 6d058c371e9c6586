package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.SECONDS;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.array;
import static io.netlink4j.rtnl.internal.OptionText.ifOff;
import static io.netlink4j.rtnl.internal.OptionText.ifOn;
import static io.netlink4j.rtnl.internal.OptionText.onOrOff;
import static io.netlink4j.rtnl.internal.OptionText.unlessZero;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.internal.OptionText;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.object.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The attributes of a {@link Vxlan} ({@code IFLA_VXLAN_*} of {@code linux/if_link.h}), in the order of {@code ip}. */
final class VxlanAttributes {
    static final KindSchema KEYS = KindSchema.of("vxlan");

    private static final int INHERIT = 1;
    private static final Codec<IpAddress> IPV4 = CheckedCodecs.address(Ipv4Address.class);
    private static final Codec<IpAddress> IPV6 = CheckedCodecs.address(Ipv6Address.class);
    static final Codec<PortRange> PORTS =
            array(BE16, Short.BYTES).map(VxlanAttributes::ports, range -> List.of(range.first(), range.last()));

    static final Attribute<Boolean> EXTERNAL = KEYS.add(25, "IFLA_VXLAN_COLLECT_METADATA", BOOL, ifOn("external"));
    static final Attribute<Boolean> VNI_FILTER = KEYS.add(30, "IFLA_VXLAN_VNIFILTER", BOOL, ifOn("vnifilter"));
    static final Attribute<Integer> ID =
            KEYS.add(1, "IFLA_VXLAN_ID", CheckedCodecs.range(COUNT, 0, 0xff_ffff, "a VNI"), word("id"));
    static final Attribute<IpAddress> GROUP = KEYS.add(2, "IFLA_VXLAN_GROUP", IPV4, VxlanAttributes::remote);
    static final Attribute<IpAddress> GROUP_6 = KEYS.add(16, "IFLA_VXLAN_GROUP6", IPV6, VxlanAttributes::remote);
    static final Attribute<IpAddress> LOCAL = KEYS.add(4, "IFLA_VXLAN_LOCAL", IPV4, unlessAny("local"));
    static final Attribute<IpAddress> LOCAL_6 = KEYS.add(17, "IFLA_VXLAN_LOCAL6", IPV6, unlessAny("local"));
    static final Attribute<LinkReference> LINK =
            KEYS.add(3, "IFLA_VXLAN_LINK", LinkReference.CODEC, VxlanAttributes::dev);
    static final Attribute<PortRange> SOURCE_PORTS =
            KEYS.add(10, "IFLA_VXLAN_PORT_RANGE", PORTS, ports -> "srcport " + ports.first() + " " + ports.last());
    static final Attribute<Integer> DESTINATION_PORT =
            KEYS.add(15, "IFLA_VXLAN_PORT", CheckedCodecs.range(BE16, 0, 0xffff, "a port"), word("dstport"));
    static final Attribute<Boolean> LEARNING = KEYS.add(7, "IFLA_VXLAN_LEARNING", BOOL, ifOff("learning"));
    static final Attribute<Boolean> PROXY = KEYS.add(11, "IFLA_VXLAN_PROXY", BOOL, ifOn("proxy"));
    static final Attribute<Boolean> RSC = KEYS.add(12, "IFLA_VXLAN_RSC", BOOL, ifOn("rsc"));
    static final Attribute<Boolean> L2MISS = KEYS.add(13, "IFLA_VXLAN_L2MISS", BOOL, ifOn("l2miss"));
    static final Attribute<Boolean> L3MISS = KEYS.add(14, "IFLA_VXLAN_L3MISS", BOOL, ifOn("l3miss"));
    static final Attribute<Integer> TOS =
            KEYS.add(6, "IFLA_VXLAN_TOS", CheckedCodecs.range(U8, 0, 255, "a type of service"), VxlanAttributes::tos);
    static final Attribute<Boolean> TTL_INHERIT =
            Attribute.of(28, "IFLA_VXLAN_TTL_INHERIT", BOOL).sentAsFlag();
    static final Attribute<Integer> TTL = KEYS.add(
            Attribute.of(5, "IFLA_VXLAN_TTL", CheckedCodecs.range(U8, 0, 255, "a hop limit")), VxlanAttributes::ttl);

    static {
        KEYS.add(TTL_INHERIT);
    }

    static final Attribute<Integer> DF = KEYS.add(
            29,
            "IFLA_VXLAN_DF",
            U8,
            df -> df == 0 ? "" : Numbered.word("df", Vxlan.DontFragment.class).apply(df));
    static final Attribute<Integer> LABEL = KEYS.add(
            26,
            "IFLA_VXLAN_LABEL",
            CheckedCodecs.range(BE_COUNT, 0, 0xf_ffff, "a flow label"),
            OptionText.hex("flowlabel"));
    static final Attribute<Long> LABEL_POLICY = KEYS.add(32, "IFLA_VXLAN_LABEL_POLICY", U32);
    static final Attribute<Duration> AGEING =
            KEYS.add(8, "IFLA_VXLAN_AGEING", SECONDS, time -> "ageing " + time.toSeconds());
    static final Attribute<Long> LIMIT = KEYS.add(9, "IFLA_VXLAN_LIMIT", U32, unlessZero("maxaddr"));
    static final Attribute<Boolean> UDP_CSUM = KEYS.add(18, "IFLA_VXLAN_UDP_CSUM", BOOL, onOrOff("udpcsum"));
    static final Attribute<Boolean> UDP_ZERO_CSUM6_TX =
            KEYS.add(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", BOOL, onOrOff("udp6zerocsumtx"));
    static final Attribute<Boolean> UDP_ZERO_CSUM6_RX =
            KEYS.add(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", BOOL, onOrOff("udp6zerocsumrx"));
    static final Attribute<Long> RESERVED_BITS = Attribute.of(33, "IFLA_VXLAN_RESERVED_BITS", BE64);
    // If the attribute is present, the kernel counts its bits as used, even if it is off.
    static final Attribute<Boolean> REMCSUM_TX = onBeside(RESERVED_BITS, 21, "IFLA_VXLAN_REMCSUM_TX", "remcsumtx");
    static final Attribute<Boolean> REMCSUM_RX = onBeside(RESERVED_BITS, 22, "IFLA_VXLAN_REMCSUM_RX", "remcsumrx");
    static final Attribute<Boolean> GBP = KEYS.add(23, "IFLA_VXLAN_GBP", FLAG, ifOn("gbp"));
    static final Attribute<Boolean> REMCSUM_NOPARTIAL = KEYS.add(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", FLAG);
    static final Attribute<Boolean> GPE = KEYS.add(27, "IFLA_VXLAN_GPE", FLAG, ifOn("gpe"));
    static final Attribute<Boolean> LOCAL_BYPASS = KEYS.add(31, "IFLA_VXLAN_LOCALBYPASS", BOOL, ifOff("localbypass"));
    // The kernel does not report it, up to 7.3.
    static final Attribute<Boolean> MC_ROUTE =
            KEYS.add(Attribute.of(34, "IFLA_VXLAN_MC_ROUTE", BOOL).access(Access.WRITE_ONLY), ifOn("mcroute"));

    static {
        KEYS.add(RESERVED_BITS, OptionText.longHex("reserved_bits"));
        KEYS.fixed(ID, SOURCE_PORTS, DESTINATION_PORT, LIMIT, EXTERNAL, VNI_FILTER, PROXY, RSC, L2MISS, L3MISS);
        KEYS.fixed(UDP_CSUM, UDP_ZERO_CSUM6_TX, UDP_ZERO_CSUM6_RX, REMCSUM_TX, REMCSUM_RX, REMCSUM_NOPARTIAL);
        KEYS.fixed(GBP, GPE, RESERVED_BITS);
    }

    private VxlanAttributes() {}

    /** An option that is not sent together with {@code other} if it is off. */
    private static Attribute<Boolean> onBeside(Attribute<?> other, int number, String name, String word) {
        Attribute<Boolean> option = Attribute.of(number, name, BOOL);
        return KEYS.add(
                option.sentIf(vxlan -> !vxlan.has(other) || vxlan.get(option).orElse(true)), ifOn(word));
    }

    private static PortRange ports(List<Integer> ports) {
        if (ports.size() < 2) {
            throw new IllegalArgumentException("a range of ports takes 4 bytes");
        }
        return new PortRange(ports.get(0), ports.get(1));
    }

    private static String remote(IpAddress address) {
        return unlessAny(address.isMulticast() ? "group" : "remote").apply(address);
    }

    private static Function<IpAddress, String> unlessAny(String name) {
        return address -> address.isUnspecified() ? "" : name + " " + address;
    }

    private static String dev(LinkReference link) {
        return link.ifindex().orElse(1) == 0 ? "" : "dev " + Words.LINKS.apply(link);
    }

    private static String tos(int tos) {
        return tos == INHERIT ? "tos inherit" : tos == 0 ? "" : "tos 0x" + Integer.toHexString(tos);
    }

    private static String ttl(int ttl, NetlinkObject<?> vxlan) {
        return vxlan.get(TTL_INHERIT).orElse(false) ? "ttl inherit" : ttl == 0 ? "ttl auto" : "ttl " + ttl;
    }
}
