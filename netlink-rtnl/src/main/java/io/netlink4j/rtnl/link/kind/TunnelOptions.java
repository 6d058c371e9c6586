package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.internal.OptionText;
import io.netlink4j.rtnl.object.Numbered;
import java.util.function.Function;

/**
 * The options that tunnels share ({@code IFLA_GRE_*}, {@code IFLA_IPTUN_*} and {@code IFLA_VTI_*} of {@code linux/if_tunnel.h}), each with
 * its text.
 */
final class TunnelOptions {
    /** {@code TUNNEL_CSUM}, {@code TUNNEL_KEY} and {@code TUNNEL_SEQ}. */
    static final int CHECKSUM = 0x8000;

    static final int KEY = 0x2000;
    static final int SEQUENCE = 0x1000;
    /** {@code IP6_TNL_F_*} of {@code linux/ip6_tunnel.h}. */
    static final long NO_ENCAPSULATION_LIMIT = 1;

    static final long INNER_TRAFFIC_CLASS = 2;
    static final long INNER_FLOW_LABEL = 4;
    static final long COPY_DSCP = 0x10;
    static final long INNER_MARK = 0x20;
    static final long LOCAL_REMOTE = 0x40;
    private static final long SETTABLE = 0xffff;
    static final long LABEL = 0xf_ffff;
    static final long CLASS = 0xff0_0000;
    static final int CLASS_SHIFT = 20;

    private static final int INHERIT = 1;
    private static final Codec<IpAddress> IPV4 = CheckedCodecs.address(Ipv4Address.class);
    private static final Codec<IpAddress> IPV6 = CheckedCodecs.address(Ipv6Address.class);

    static final SharedOption<Boolean> EXTERNAL = option("COLLECT_METADATA", FLAG, on -> "");
    static final SharedOption<IpAddress> REMOTE = option("REMOTE", ADDRESS, endpoint("remote"));
    static final SharedOption<IpAddress> LOCAL = option("LOCAL", ADDRESS, endpoint("local"));
    static final SharedOption<LinkReference> LINK = option("LINK", LinkReference.CODEC, OptionText.link("dev"));
    static final SharedOption<Integer> TTL =
            new SharedOption<>("TTL", CheckedCodecs.range(U8, 0, 255, "a hop limit"), TunnelOptions::ttl);
    static final SharedOption<Integer> TOS =
            option("TOS", CheckedCodecs.range(U8, 0, 255, "a type of service"), TunnelOptions::tos);
    static final SharedOption<Boolean> PMTUDISC = option("PMTUDISC", BOOL, OptionText.ifOff("pmtudisc"));
    static final SharedOption<Long> FWMARK = new SharedOption<>("FWMARK", U32, TunnelOptions::mark);

    static final SharedOption<Long> FLAGS = option("FLAGS", U32, flags -> "");
    static final SharedOption<Integer> ENCAP_LIMIT = new SharedOption<>(
            "ENCAP_LIMIT", CheckedCodecs.range(U8, 0, 255, "a limit of encapsulations"), TunnelOptions::limit);
    static final SharedOption<Long> FLOWINFO = new SharedOption<>("FLOWINFO", BE32, TunnelOptions::flow);

    static final SharedOption<Integer> IFLAGS = option("IFLAGS", BE16, flags -> "");
    static final SharedOption<Integer> OFLAGS = option("OFLAGS", BE16, flags -> "");
    static final SharedOption<Long> IKEY = new SharedOption<>(
            "IKEY", BE32, (key, gre) -> key("ikey", key, IFLAGS.of(gre).orElse(0)));
    static final SharedOption<Long> OKEY = new SharedOption<>(
            "OKEY",
            BE32,
            (key, gre) -> (key("okey", key, OFLAGS.of(gre).orElse(0))
                            + bits(IFLAGS.of(gre).orElse(0), OFLAGS.of(gre).orElse(0)))
                    .strip());

    static final SharedOption<Integer> ENCAP_TYPE = new SharedOption<>("ENCAP_TYPE", U16, TunnelOptions::encapsulation);
    static final SharedOption<Integer> ENCAP_FLAGS = option("ENCAP_FLAGS", U16, flags -> "");
    static final SharedOption<Integer> ENCAP_SPORT =
            option("ENCAP_SPORT", CheckedCodecs.range(BE16, 0, 0xffff, "a port"), port -> "");
    static final SharedOption<Integer> ENCAP_DPORT =
            option("ENCAP_DPORT", CheckedCodecs.range(BE16, 0, 0xffff, "a port"), port -> "");

    static final SharedOption<Integer> ERSPAN_INDEX = option(
            "ERSPAN_INDEX",
            CheckedCodecs.range(COUNT, 0, (int) LABEL, "an ERSPAN index"),
            OptionText.word("erspan_index"));
    static final SharedOption<Integer> ERSPAN_VER =
            option("ERSPAN_VER", CheckedCodecs.range(U8, 0, 2, "an ERSPAN version"), OptionText.word("erspan_ver"));
    static final SharedOption<Boolean> ERSPAN_DIR =
            option("ERSPAN_DIR", BOOL, egress -> "erspan_dir " + (egress ? "egress" : "ingress"));
    static final SharedOption<Integer> ERSPAN_HWID =
            option("ERSPAN_HWID", U16, id -> "erspan_hwid 0x" + Integer.toHexString(id));

    private TunnelOptions() {}

    /** Adds the endpoints of the outer packets, which are of one family. */
    static void endpoints(KindSchema keys, String prefix, boolean ipv6, int remote, int local, int link) {
        Codec<IpAddress> family = ipv6 ? IPV6 : IPV4;
        // The kernel refuses an unspecified remote address for tunnels of Ethernet packets.
        Attribute<IpAddress> key = Attribute.of(remote, prefix + REMOTE.name(), family);
        keys.shared(
                REMOTE,
                keys.add(
                        key.sentIf(tunnel -> tunnel.get(key)
                                .map(address -> !address.isUnspecified())
                                .orElse(true)),
                        REMOTE.text()));
        LOCAL.addTo(keys, prefix, local, any -> Attribute.of(local, prefix + LOCAL.name(), family));
        LINK.addTo(keys, prefix, link);
    }

    /** Adds the UDP encapsulation. */
    static void encapsulation(KindSchema keys, String prefix, int first) {
        ENCAP_TYPE.addTo(keys, prefix, first);
        ENCAP_FLAGS.addTo(keys, prefix, first + 1);
        ENCAP_SPORT.addTo(keys, prefix, first + 2);
        ENCAP_DPORT.addTo(keys, prefix, first + 3);
    }

    /** Adds the flow information and the flags of a tunnel over IPv6. */
    static void flow(KindSchema keys, String prefix, int flow, int flags) {
        FLOWINFO.addTo(keys, prefix, flow, TunnelOptions::mergedFlow);
        // Those in the upper half only the kernel sets.
        Attribute<Long> key = FLAGS.key(prefix, flags).sentAs(bits -> bits & SETTABLE);
        keys.merged(keys.shared(FLAGS, keys.add(key)), (before, wanted) -> before | wanted);
    }

    /** The parts that are not set, which are 0, stay as they were. */
    private static long mergedFlow(long before, long wanted) {
        long label = (wanted & LABEL) == 0 ? before & LABEL : wanted & LABEL;
        return label | ((wanted & CLASS) == 0 ? before & CLASS : wanted & CLASS);
    }

    /** Adds the flag of tunnels whose parameters come with each packet. Nothing else is shown of them. */
    static void external(KindSchema keys, String prefix, int number) {
        keys.fixed(keys.shared(EXTERNAL, keys.alone(EXTERNAL.key(prefix, number), "external")));
    }

    static int inRange(int value, int highest, String what) {
        if (value < 0 || value > highest) {
            throw new IllegalArgumentException(what + " is 0 to " + highest + ", not " + value);
        }
        return value;
    }

    private static <T> SharedOption<T> option(String name, Codec<T> codec, Function<? super T, String> text) {
        return new SharedOption<>(name, codec, (value, tunnel) -> text.apply(value));
    }

    private static Function<IpAddress, String> endpoint(String name) {
        return address -> name + " " + (address.isUnspecified() ? "any" : address);
    }

    private static String ttl(int ttl, NetlinkObject<?> tunnel) {
        return (tunnel instanceof Ipv6Tunnel<?> ? "hoplimit " : "ttl ") + (ttl == 0 ? "inherit" : ttl);
    }

    private static String tos(int tos) {
        return tos == 0 ? "" : tos == INHERIT ? "tos inherit" : "tos 0x" + Integer.toHexString(tos);
    }

    private static String limit(int limit, NetlinkObject<?> tunnel) {
        return "encaplimit " + (has(tunnel, NO_ENCAPSULATION_LIMIT) ? "none" : limit);
    }

    private static String flow(long flow, NetlinkObject<?> tunnel) {
        return "tclass "
                + (has(tunnel, INNER_TRAFFIC_CLASS) ? "inherit" : "0x%02x".formatted((flow & CLASS) >> CLASS_SHIFT))
                + " flowlabel "
                + (has(tunnel, INNER_FLOW_LABEL) ? "inherit" : "0x%05x".formatted(flow & LABEL))
                + (has(tunnel, COPY_DSCP) ? " dscp inherit" : "")
                + (has(tunnel, LOCAL_REMOTE) ? " allow-localremote" : "");
    }

    private static String mark(long mark, NetlinkObject<?> tunnel) {
        return tunnel instanceof Ipv6Tunnel<?> && has(tunnel, INNER_MARK)
                ? "fwmark inherit"
                : OptionText.longHex("fwmark").apply(mark);
    }

    private static boolean has(NetlinkObject<?> tunnel, long flag) {
        return (FLAGS.of(tunnel).orElse(0L) & flag) != 0;
    }

    private static String key(String name, long key, int flags) {
        return (flags & KEY) == 0 ? "" : name + " " + new Ipv4Address((int) key);
    }

    /** A key, which is written as an address; empty if it is 0, which means none. */
    static String key(String name, long key) {
        return key == 0 ? "" : key(name, key, KEY);
    }

    private static String bits(int received, int sent) {
        return bit(received, SEQUENCE, " iseq")
                + bit(sent, SEQUENCE, " oseq")
                + bit(received, CHECKSUM, " icsum")
                + bit(sent, CHECKSUM, " ocsum");
    }

    private static String bit(int flags, int flag, String word) {
        return (flags & flag) == 0 ? "" : word;
    }

    private static String encapsulation(int type, NetlinkObject<?> tunnel) {
        if (type == UdpTunnel.Encapsulation.NONE.number()) {
            return "";
        }
        int port = ENCAP_SPORT.of(tunnel).orElse(0);
        int flags = ENCAP_FLAGS.of(tunnel).orElse(0);
        return Numbered.word("encap", UdpTunnel.Encapsulation.class).apply(type) + " encap-sport "
                + (port == 0 ? "auto" : port) + " encap-dport "
                + ENCAP_DPORT.of(tunnel).orElse(0) + no(flags, UdpTunnel.CHECKSUM, "encap-csum")
                + no(flags, UdpTunnel.CHECKSUM_6, "encap-csum6")
                + no(flags, UdpTunnel.REMOTE_CHECKSUM, "encap-remcsum");
    }

    private static String no(int flags, int flag, String word) {
        return " " + ((flags & flag) == 0 ? "no" : "") + word;
    }
}
