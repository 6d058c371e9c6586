package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;

/**
 * The attributes of tunnels ({@code linux/if_tunnel.h}, {@code linux/if_link.h}). Schemas that are {@code whole()}: a request replaces all
 * options, and omitted options get the default of the kernel.
 */
final class TunnelKeys {
    /** {@code gre}, {@code gretap}, {@code erspan} and the same over IPv6. */
    static final Schema GRE = gre();
    /** {@code ipip}, {@code sit} and {@code ip6tnl}. */
    static final Schema IP = ip();
    /** {@code vti} and {@code vti6}. */
    static final Schema VTI = vti();

    static final Schema XFRM = xfrm();
    static final Schema GENEVE = geneve();
    static final Schema GTP = gtp();

    private TunnelKeys() {}

    private static Schema gre() {
        Schema.Builder keys = Schema.builder("gre").whole();
        keys.add(1, "IFLA_GRE_LINK", S32);
        keys.add(2, "IFLA_GRE_IFLAGS", BE16);
        keys.add(3, "IFLA_GRE_OFLAGS", BE16);
        keys.add(4, "IFLA_GRE_IKEY", BE32);
        keys.add(5, "IFLA_GRE_OKEY", BE32);
        keys.add(6, "IFLA_GRE_LOCAL", ADDRESS);
        // The kernel refuses an unspecified remote address for tunnels of Ethernet packets.
        Attribute<IpAddress> remote = Attribute.of(7, "IFLA_GRE_REMOTE", ADDRESS);
        keys.add(remote.sentIf(
                gre -> gre.get(remote).map(address -> !address.isUnspecified()).orElse(true)));
        keys.add(8, "IFLA_GRE_TTL", U8);
        keys.add(9, "IFLA_GRE_TOS", U8);
        keys.add(10, "IFLA_GRE_PMTUDISC", BOOL);
        keys.add(11, "IFLA_GRE_ENCAP_LIMIT", U8);
        keys.add(12, "IFLA_GRE_FLOWINFO", BE32);
        keys.add(13, "IFLA_GRE_FLAGS", U32);
        keys.add(14, "IFLA_GRE_ENCAP_TYPE", U16);
        keys.add(15, "IFLA_GRE_ENCAP_FLAGS", U16);
        keys.add(16, "IFLA_GRE_ENCAP_SPORT", BE16);
        keys.add(17, "IFLA_GRE_ENCAP_DPORT", BE16);
        keys.add(18, "IFLA_GRE_COLLECT_METADATA", FLAG);
        keys.add(19, "IFLA_GRE_IGNORE_DF", BOOL);
        keys.add(20, "IFLA_GRE_FWMARK", U32);
        keys.add(21, "IFLA_GRE_ERSPAN_INDEX", U32);
        keys.add(22, "IFLA_GRE_ERSPAN_VER", U8);
        keys.add(23, "IFLA_GRE_ERSPAN_DIR", U8);
        keys.add(24, "IFLA_GRE_ERSPAN_HWID", U16);
        return keys.build();
    }

    private static Schema ip() {
        Schema.Builder keys = Schema.builder("ip tunnel").whole();
        keys.add(1, "IFLA_IPTUN_LINK", S32);
        keys.add(2, "IFLA_IPTUN_LOCAL", ADDRESS);
        keys.add(3, "IFLA_IPTUN_REMOTE", ADDRESS);
        keys.add(4, "IFLA_IPTUN_TTL", U8);
        keys.add(5, "IFLA_IPTUN_TOS", U8);
        keys.add(6, "IFLA_IPTUN_ENCAP_LIMIT", U8);
        keys.add(7, "IFLA_IPTUN_FLOWINFO", BE32);
        keys.add(
                8,
                "IFLA_IPTUN_FLAGS",
                BINARY); // sit: 16 bits in network byte order; ip6tnl: 32 bits in host byte order
        keys.add(9, "IFLA_IPTUN_PROTO", U8);
        keys.add(10, "IFLA_IPTUN_PMTUDISC", BOOL);
        keys.add(11, "IFLA_IPTUN_6RD_PREFIX", ADDRESS);
        keys.add(12, "IFLA_IPTUN_6RD_RELAY_PREFIX", ADDRESS);
        keys.add(13, "IFLA_IPTUN_6RD_PREFIXLEN", U16);
        keys.add(14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN", U16);
        keys.add(15, "IFLA_IPTUN_ENCAP_TYPE", U16);
        keys.add(16, "IFLA_IPTUN_ENCAP_FLAGS", U16);
        keys.add(17, "IFLA_IPTUN_ENCAP_SPORT", BE16);
        keys.add(18, "IFLA_IPTUN_ENCAP_DPORT", BE16);
        keys.add(19, "IFLA_IPTUN_COLLECT_METADATA", FLAG);
        keys.add(20, "IFLA_IPTUN_FWMARK", U32);
        return keys.build();
    }

    private static Schema vti() {
        Schema.Builder keys = Schema.builder("vti").whole();
        keys.add(1, "IFLA_VTI_LINK", S32);
        keys.add(2, "IFLA_VTI_IKEY", BE32);
        keys.add(3, "IFLA_VTI_OKEY", BE32);
        keys.add(4, "IFLA_VTI_LOCAL", ADDRESS);
        keys.add(5, "IFLA_VTI_REMOTE", ADDRESS);
        keys.add(6, "IFLA_VTI_FWMARK", U32);
        return keys.build();
    }

    private static Schema xfrm() {
        Schema.Builder keys = Schema.builder("xfrm").whole();
        keys.add(1, "IFLA_XFRM_LINK", S32);
        keys.add(2, "IFLA_XFRM_IF_ID", U32);
        keys.add(3, "IFLA_XFRM_COLLECT_METADATA", FLAG);
        return keys.build();
    }

    private static Schema geneve() {
        Schema.Builder keys = Schema.builder("geneve");
        keys.add(1, "IFLA_GENEVE_ID", U32);
        keys.add(2, "IFLA_GENEVE_REMOTE", ADDRESS);
        Attribute<Integer> ttl = keys.add(3, "IFLA_GENEVE_TTL", U8);
        keys.add(4, "IFLA_GENEVE_TOS", U8);
        keys.add(5, "IFLA_GENEVE_PORT", BE16);
        keys.add(6, "IFLA_GENEVE_COLLECT_METADATA", FLAG);
        keys.add(7, "IFLA_GENEVE_REMOTE6", ADDRESS);
        keys.add(8, "IFLA_GENEVE_UDP_CSUM", BOOL);
        keys.add(9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX", BOOL);
        keys.add(10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX", BOOL);
        keys.add(11, "IFLA_GENEVE_LABEL", BE32);
        // The kernel ignores the TTL if this attribute is present, whatever its value is.
        Attribute<Boolean> inherit = Attribute.of(12, "IFLA_GENEVE_TTL_INHERIT", BOOL);
        keys.add(
                inherit.sentIf(geneve -> !geneve.has(ttl) || geneve.get(inherit).orElse(true)));
        keys.add(13, "IFLA_GENEVE_DF", U8);
        keys.add(14, "IFLA_GENEVE_INNER_PROTO_INHERIT", FLAG);
        keys.add(15, "IFLA_GENEVE_PORT_RANGE", BINARY);
        keys.add(16, "IFLA_GENEVE_GRO_HINT", FLAG);
        keys.add(17, "IFLA_GENEVE_LOCAL", ADDRESS);
        keys.add(18, "IFLA_GENEVE_LOCAL6", ADDRESS);
        return keys.build();
    }

    /** A listed link got its sockets from a program. If it is created again, the kernel creates the sockets. */
    private static Schema gtp() {
        Schema.Builder keys = Schema.builder("gtp");
        Attribute<Long> first = keys.requested(1, "IFLA_GTP_FD0", U32);
        Attribute<Long> second = keys.requested(2, "IFLA_GTP_FD1", U32);
        Attribute<Boolean> sockets =
                Attribute.of(5, "IFLA_GTP_CREATE_SOCKETS", BOOL).sentIf(gtp -> !gtp.has(first) && !gtp.has(second));
        keys.add(3, "IFLA_GTP_PDP_HASHSIZE", U32);
        keys.add(Attribute.of(4, "IFLA_GTP_ROLE", U32).sentWith(sockets, true));
        keys.add(sockets);
        keys.add(6, "IFLA_GTP_RESTART_COUNT", U8);
        keys.add(7, "IFLA_GTP_LOCAL", ADDRESS);
        keys.add(8, "IFLA_GTP_LOCAL6", ADDRESS);
        return keys.build();
    }
}
