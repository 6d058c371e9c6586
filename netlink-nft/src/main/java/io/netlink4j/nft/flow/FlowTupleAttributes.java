package io.netlink4j.nft.flow;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;

/** The keys of a {@link FlowTuple}: {@code CTA_TUPLE_*}, {@code CTA_IP_*} and {@code CTA_PROTO_*} of {@code nfnetlink_conntrack.h}. */
public final class FlowTupleAttributes {
    private static final Schema.Builder IP_KEYS = Schema.builder("flow addresses");

    /** The IPv4 source. */
    public static final Attribute<IpAddress> V4_SRC = IP_KEYS.add(1, "CTA_IP_V4_SRC", ADDRESS);
    /** The IPv4 destination. */
    public static final Attribute<IpAddress> V4_DST = IP_KEYS.add(2, "CTA_IP_V4_DST", ADDRESS);
    /** The IPv6 source. */
    public static final Attribute<IpAddress> V6_SRC = IP_KEYS.add(3, "CTA_IP_V6_SRC", ADDRESS);
    /** The IPv6 destination. */
    public static final Attribute<IpAddress> V6_DST = IP_KEYS.add(4, "CTA_IP_V6_DST", ADDRESS);

    static final Schema IP_SCHEMA = IP_KEYS.build();

    private static final Schema.Builder PROTO_KEYS = Schema.builder("flow protocol");

    /** The IP protocol. */
    public static final Attribute<Integer> PROTO_NUM = PROTO_KEYS.add(1, "CTA_PROTO_NUM", U8);
    /** The source port. */
    public static final Attribute<Integer> SRC_PORT = PROTO_KEYS.add(2, "CTA_PROTO_SRC_PORT", BE16);
    /** The destination port. */
    public static final Attribute<Integer> DST_PORT = PROTO_KEYS.add(3, "CTA_PROTO_DST_PORT", BE16);
    /** The identifier of ICMP. */
    public static final Attribute<Integer> ICMP_ID = PROTO_KEYS.add(4, "CTA_PROTO_ICMP_ID", BE16);
    /** The type of ICMP. */
    public static final Attribute<Integer> ICMP_TYPE = PROTO_KEYS.add(5, "CTA_PROTO_ICMP_TYPE", U8);
    /** The code of ICMP. */
    public static final Attribute<Integer> ICMP_CODE = PROTO_KEYS.add(6, "CTA_PROTO_ICMP_CODE", U8);
    /** The identifier of ICMPv6. */
    public static final Attribute<Integer> ICMPV6_ID = PROTO_KEYS.add(7, "CTA_PROTO_ICMPV6_ID", BE16);
    /** The type of ICMPv6. */
    public static final Attribute<Integer> ICMPV6_TYPE = PROTO_KEYS.add(8, "CTA_PROTO_ICMPV6_TYPE", U8);
    /** The code of ICMPv6. */
    public static final Attribute<Integer> ICMPV6_CODE = PROTO_KEYS.add(9, "CTA_PROTO_ICMPV6_CODE", U8);

    static final Schema PROTO_SCHEMA = PROTO_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("flow tuple");

    /** The addresses. */
    public static final Attribute<Nest> IP = KEYS.add(1, "CTA_TUPLE_IP", Codecs.nest(() -> IP_SCHEMA));
    /** The protocol, and what it distinguishes connections by. */
    public static final Attribute<Nest> PROTO = KEYS.add(2, "CTA_TUPLE_PROTO", Codecs.nest(() -> PROTO_SCHEMA));
    /** The zone of this direction, if the other direction has another one. */
    public static final Attribute<Integer> ZONE = KEYS.add(3, "CTA_TUPLE_ZONE", BE16);

    static final Schema SCHEMA = KEYS.build();

    private FlowTupleAttributes() {}
}
