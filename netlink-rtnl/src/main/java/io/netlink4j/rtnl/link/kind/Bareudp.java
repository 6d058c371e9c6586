package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;

/**
 * A tunnel of packets of one protocol in UDP, without a header between ({@code IFLA_BAREUDP_*} of {@code linux/if_link.h}). Routes and traffic
 * control set the endpoints of each packet. Changing an option needs a new link.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("udp0").kind(Bareudp.of(6635, 0x8847)).up());
 * }
 */
public final class Bareudp extends KnownKind<Bareudp> {
    private static final KindSchema KEYS = KindSchema.of("bareudp");
    static final Attribute<Integer> PORT =
            KEYS.add(1, "IFLA_BAREUDP_PORT", CheckedCodecs.range(BE16, 0, 0xffff, "a port"), word("dstport"));
    static final Attribute<Integer> ETHERTYPE = KEYS.add(
            2, "IFLA_BAREUDP_ETHERTYPE", CheckedCodecs.range(BE16, 0, 0xffff, "an EtherType"), Bareudp::protocol);
    static final Attribute<Integer> SRCPORT_MIN = KEYS.add(
            Attribute.of(3, "IFLA_BAREUDP_SRCPORT_MIN", CheckedCodecs.range(U16, 0, 0xffff, "a port")), Bareudp::ports);
    static final Attribute<Boolean> MULTIPROTO_MODE = KEYS.add(4, "IFLA_BAREUDP_MULTIPROTO_MODE", FLAG);

    static {
        KEYS.fixed(PORT, ETHERTYPE, SRCPORT_MIN, MULTIPROTO_MODE);
    }

    /** The kind {@code bareudp}. */
    public static final KindType<Bareudp> TYPE = KindType.of("bareudp", KEYS, Bareudp::new);

    private Bareudp(Content content) {
        super(TYPE, content);
    }

    /** The tunnel with a UDP port of 0 to 65535 and an EtherType, such as 0x8847 for MPLS. The kernel needs both. */
    public static Bareudp of(int destinationPort, int etherType) {
        return TYPE.defaults().destinationPort(destinationPort).etherType(etherType);
    }

    /** The UDP port of the remote endpoints and of this one ({@code IFLA_BAREUDP_PORT}). */
    public Optional<Integer> destinationPort() {
        return get(PORT);
    }

    /** A copy with another UDP port of 0 to 65535. */
    public Bareudp destinationPort(int value) {
        return with(PORT, value);
    }

    /** The EtherType of the packets ({@code IFLA_BAREUDP_ETHERTYPE}). */
    public Optional<Integer> etherType() {
        return get(ETHERTYPE);
    }

    /** A copy with another EtherType, such as 0x8847 for MPLS. */
    public Bareudp etherType(int value) {
        return with(ETHERTYPE, value);
    }

    /** The lowest UDP source port ({@code IFLA_BAREUDP_SRCPORT_MIN}). */
    public Optional<Integer> lowestSourcePort() {
        return get(SRCPORT_MIN);
    }

    /** A copy with another lowest UDP source port of 0 to 65535. */
    public Bareudp lowestSourcePort(int value) {
        return with(SRCPORT_MIN, value);
    }

    /** Whether MPLS multicasts or IPv6 pass, too ({@code IFLA_BAREUDP_MULTIPROTO_MODE}). */
    public boolean multiprotocol() {
        return has(MULTIPROTO_MODE);
    }

    /** A copy that also passes MPLS multicasts or IPv6, or does not request it. */
    public Bareudp multiprotocol(boolean on) {
        return flag(MULTIPROTO_MODE, on);
    }

    private static String protocol(int type) {
        return "ethertype "
                + switch (type) {
                    case 0x0800 -> "ip";
                    case 0x86dd -> "ipv6";
                    case 0x8847 -> "mpls_uc";
                    case 0x8848 -> "mpls_mc";
                    default -> "[" + type + "]";
                };
    }

    private static String ports(int lowest, NetlinkObject<?> bareudp) {
        return "srcportmin " + lowest + (bareudp.has(MULTIPROTO_MODE) ? " multiproto" : " nomultiproto");
    }
}
