package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ByteOrdering.HOST;
import static io.netlink4j.nft.match.ByteOrdering.NETWORK;

import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.set.SetKey;

/**
 * The fields that rules can match, one line each. Compiling, checking and formatting of matches follow from it.
 *
 * <p>Columns: nft's name, the source of the value, its length in bytes, its byte order in a register, nft's type id for keys of sets,
 * the text format, and the protocol that must be matched before.
 */
public final class Field {
    public static final Field IP_SADDR =
            new Field("ip saddr", Source.network(12), 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.IPV4);
    public static final Field IP_DADDR =
            new Field("ip daddr", Source.network(16), 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.IPV4);
    public static final Field IP_PROTOCOL =
            new Field("ip protocol", Source.network(9), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.IPV4);
    public static final Field IP6_SADDR =
            new Field("ip6 saddr", Source.network(8), 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.IPV6);
    public static final Field IP6_DADDR =
            new Field("ip6 daddr", Source.network(24), 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.IPV6);
    public static final Field IP6_NEXTHDR =
            new Field("ip6 nexthdr", Source.network(6), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.IPV6);
    public static final Field TCP_SPORT =
            new Field("tcp sport", Source.transport(0), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_DPORT =
            new Field("tcp dport", Source.transport(2), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field UDP_SPORT =
            new Field("udp sport", Source.transport(0), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.UDP);
    public static final Field UDP_DPORT =
            new Field("udp dport", Source.transport(2), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.UDP);
    public static final Field TH_SPORT =
            new Field("th sport", Source.transport(0), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field TH_DPORT =
            new Field("th dport", Source.transport(2), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field ICMP_TYPE =
            new Field("icmp type", Source.transport(0), 1, NETWORK, 14, ValueFormat.ICMP_TYPE, Dependency.ICMP);
    public static final Field ICMP_CODE =
            new Field("icmp code", Source.transport(1), 1, NETWORK, 32, ValueFormat.DECIMAL, Dependency.ICMP);
    public static final Field ICMPV6_TYPE =
            new Field("icmpv6 type", Source.transport(0), 1, NETWORK, 29, ValueFormat.ICMPV6_TYPE, Dependency.ICMPV6);
    public static final Field ICMPV6_CODE =
            new Field("icmpv6 code", Source.transport(1), 1, NETWORK, 33, ValueFormat.DECIMAL, Dependency.ICMPV6);
    public static final Field MARK =
            new Field("meta mark", Source.meta(MetaKey.MARK), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE);
    public static final Field IIF =
            new Field("iif", Source.meta(MetaKey.IIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    public static final Field OIF =
            new Field("oif", Source.meta(MetaKey.OIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    public static final Field IIFNAME =
            new Field("iifname", Source.meta(MetaKey.IIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field OIFNAME =
            new Field("oifname", Source.meta(MetaKey.OIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    public static final Field NFPROTO =
            new Field("meta nfproto", Source.meta(MetaKey.NFPROTO), 1, NETWORK, 2, ValueFormat.FAMILY, Dependency.INET);
    public static final Field L4PROTO = new Field(
            "meta l4proto", Source.meta(MetaKey.L4PROTO), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.NONE);
    public static final Field CT_STATE =
            new Field("ct state", Source.ct(CtKey.STATE), 4, HOST, 26, ValueFormat.CT_STATE, Dependency.NONE);
    public static final Field CT_STATUS =
            new Field("ct status", Source.ct(CtKey.STATUS), 4, HOST, 28, ValueFormat.CT_STATUS, Dependency.NONE);
    public static final Field CT_MARK =
            new Field("ct mark", Source.ct(CtKey.MARK), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE);
    public static final Field TCP_FLAGS =
            new Field("tcp flags", Source.transport(13), 1, NETWORK, 15, ValueFormat.TCP_FLAG, Dependency.TCP);

    public static final Field IP_TTL =
            new Field("ip ttl", Source.network(8), 1, NETWORK, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP_ID =
            new Field("ip id", Source.network(4), 2, NETWORK, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP_LENGTH =
            new Field("ip length", Source.network(2), 2, NETWORK, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP6_HOPLIMIT =
            new Field("ip6 hoplimit", Source.network(7), 1, NETWORK, 4, ValueFormat.DECIMAL, Dependency.IPV6);
    public static final Field IP6_LENGTH =
            new Field("ip6 length", Source.network(4), 2, NETWORK, 4, ValueFormat.DECIMAL, Dependency.IPV6);
    public static final Field TCP_WINDOW =
            new Field("tcp window", Source.transport(14), 2, NETWORK, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_MAXSEG = new Field(
            "tcp option maxseg size", Source.tcpOption(2, 2), 2, NETWORK, 4, ValueFormat.DECIMAL, Dependency.NONE);

    /** {@code integer} of nft. */
    private static final int INTEGER = 4;

    /** {@code boolean} of nft. */
    private static final int BOOLEAN = 39;

    private final String text;
    private final Source source;
    private final int length;
    private final ByteOrdering order;
    private final SetKey key;
    private final ValueFormat notation;
    private final Dependency dependency;

    private Field(
            String text,
            Source source,
            int length,
            ByteOrdering order,
            int type,
            ValueFormat notation,
            Dependency dependency) {
        this.text = text;
        this.source = source;
        this.length = length;
        this.order = order;
        boolean fromPacket = source instanceof Source.Header || source instanceof Source.TcpOption;
        this.key = fromPacket ? SetKey.network(type, length) : SetKey.host(type, length);
        this.notation = notation;
        this.dependency = dependency;
    }

    private Field(SetKey type, ValueFormat notation) {
        this.text = type.toString();
        this.source = new Source.Unknown();
        this.length = type.length();
        this.order = type.hostOrder() && notation != ValueFormat.NAME ? HOST : NETWORK;
        this.key = type;
        this.notation = notation;
        this.dependency = Dependency.NONE;
    }

    /** A value of which only the type is known. */
    static Field of(SetKey type, ValueFormat notation) {
        return new Field(type, notation);
    }

    /** Bytes of a header without a name: {@code @th,16,8}. */
    public static Field raw(PayloadBase base, int offset, int length) {
        return new Field(
                "@" + ValueFormat.baseName(base) + "," + offset * Byte.SIZE + "," + length * Byte.SIZE,
                new Source.Header(base, offset),
                length,
                NETWORK,
                INTEGER,
                ValueFormat.RAW,
                Dependency.NONE);
    }

    /** The type of an address in the routing tables. */
    public static Field fibType(String text, int flags) {
        return new Field(
                text, Source.fib(flags, Fib.RESULT_ADDRTYPE), 4, HOST, 38, ValueFormat.ROUTE_TYPE, Dependency.NONE);
    }

    /** The index of the link of a route. */
    public static Field fibLink(String text, int flags) {
        return new Field(text, Source.fib(flags, Fib.RESULT_OIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    }

    /** The name of the link of a route. */
    public static Field fibLinkName(String text, int flags) {
        return new Field(
                text, Source.fib(flags, Fib.RESULT_OIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    }

    /** Whether there is a route. */
    public static Field fibExists(String text, int flags) {
        return new Field(
                text,
                Source.fib(flags | Fib.PRESENT, Fib.RESULT_OIF),
                4,
                HOST,
                BOOLEAN,
                ValueFormat.EXISTENCE,
                Dependency.NONE);
    }

    /** Whether the packet has a TCP option. */
    public static Field tcpOption(String text, int type) {
        return new Field(
                text,
                Source.tcpOption(type, Source.TcpOption.PRESENCE),
                1,
                NETWORK,
                BOOLEAN,
                ValueFormat.EXISTENCE,
                Dependency.NONE);
    }

    /** Whether the checksum of the transport header covers the field, too. */
    public boolean isInPseudoHeader() {
        return notation == ValueFormat.ADDRESS;
    }

    public Source source() {
        return source;
    }

    /** The number of bytes in a register. */
    public int length() {
        return length;
    }

    public ByteOrdering order() {
        return order;
    }

    /** The type of the keys of a set of such values. */
    public SetKey key() {
        return key;
    }

    /** The format of its values. */
    public ValueFormat notation() {
        return notation;
    }

    public Dependency dependency() {
        return dependency;
    }

    /** The text says which field it is, since those of a lookup in the routing tables are made on request. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Field that && text.equals(that.text) && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
