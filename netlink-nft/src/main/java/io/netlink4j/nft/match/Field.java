package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ByteOrdering.HOST;
import static io.netlink4j.nft.match.ByteOrdering.NETWORK;

import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.set.SetKey;

/**
 * The fields that rules can match, one line each. Compiling, checking and formatting of matches follow from it.
 *
 * <p>Columns: nft's name, the source of the value, its length in bytes, its byte order in a register, nft's type id for keys of sets,
 * the text format, and the protocol that must be matched before.
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are immutable records, which the checker does not recognize
public enum Field {
    IP_SADDR("ip saddr", Source.network(12), 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.IPV4),
    IP_DADDR("ip daddr", Source.network(16), 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.IPV4),
    IP_PROTOCOL("ip protocol", Source.network(9), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.IPV4),
    IP6_SADDR("ip6 saddr", Source.network(8), 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.IPV6),
    IP6_DADDR("ip6 daddr", Source.network(24), 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.IPV6),
    IP6_NEXTHDR("ip6 nexthdr", Source.network(6), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.IPV6),
    TCP_SPORT("tcp sport", Source.transport(0), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.TCP),
    TCP_DPORT("tcp dport", Source.transport(2), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.TCP),
    UDP_SPORT("udp sport", Source.transport(0), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.UDP),
    UDP_DPORT("udp dport", Source.transport(2), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.UDP),
    TH_SPORT("th sport", Source.transport(0), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.NONE),
    TH_DPORT("th dport", Source.transport(2), 2, NETWORK, 13, ValueFormat.DECIMAL, Dependency.NONE),
    ICMP_TYPE("icmp type", Source.transport(0), 1, NETWORK, 14, ValueFormat.ICMP_TYPE, Dependency.ICMP),
    ICMP_CODE("icmp code", Source.transport(1), 1, NETWORK, 32, ValueFormat.DECIMAL, Dependency.ICMP),
    ICMPV6_TYPE("icmpv6 type", Source.transport(0), 1, NETWORK, 29, ValueFormat.ICMPV6_TYPE, Dependency.ICMPV6),
    ICMPV6_CODE("icmpv6 code", Source.transport(1), 1, NETWORK, 33, ValueFormat.DECIMAL, Dependency.ICMPV6),
    MARK("meta mark", Source.meta(MetaKey.MARK), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE),
    IIF("iif", Source.meta(MetaKey.IIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE),
    OIF("oif", Source.meta(MetaKey.OIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE),
    IIFNAME("iifname", Source.meta(MetaKey.IIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE),
    OIFNAME("oifname", Source.meta(MetaKey.OIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE),
    NFPROTO("meta nfproto", Source.meta(MetaKey.NFPROTO), 1, NETWORK, 2, ValueFormat.FAMILY, Dependency.INET),
    L4PROTO("meta l4proto", Source.meta(MetaKey.L4PROTO), 1, NETWORK, 12, ValueFormat.PROTOCOL, Dependency.NONE),
    CT_STATE("ct state", Source.ct(CtKey.STATE), 4, HOST, 26, ValueFormat.CT_STATE, Dependency.NONE),
    CT_STATUS("ct status", Source.ct(CtKey.STATUS), 4, HOST, 28, ValueFormat.CT_STATUS, Dependency.NONE),
    CT_MARK("ct mark", Source.ct(CtKey.MARK), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE);

    private final String text;
    private final Source source;
    private final int length;
    private final ByteOrdering order;
    private final SetKey key;
    private final ValueFormat notation;
    private final Dependency dependency;

    Field(
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
        this.key = source instanceof Source.Header ? SetKey.network(type, length) : SetKey.host(type, length);
        this.notation = notation;
        this.dependency = dependency;
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
    SetKey key() {
        return key;
    }

    ValueFormat notation() {
        return notation;
    }

    public Dependency dependency() {
        return dependency;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
