package io.netlink4j.nft.match;

/** Fields of the headers after that of IP: name, header, first bit, number of bits, type of sets, format, protocol. */
public final class TransportFields {
    private static final Source TRANSPORT = Source.transport(0);

    public static final Field TCP_SPORT =
            Field.bits("tcp sport", TRANSPORT, 0, 16, 13, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_DPORT =
            Field.bits("tcp dport", TRANSPORT, 16, 16, 13, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field UDP_SPORT =
            Field.bits("udp sport", TRANSPORT, 0, 16, 13, ValueFormat.DECIMAL, Dependency.UDP);
    public static final Field UDP_DPORT =
            Field.bits("udp dport", TRANSPORT, 16, 16, 13, ValueFormat.DECIMAL, Dependency.UDP);
    public static final Field TH_SPORT =
            Field.bits("th sport", TRANSPORT, 0, 16, 13, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field TH_DPORT =
            Field.bits("th dport", TRANSPORT, 16, 16, 13, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field ICMP_TYPE =
            Field.bits("icmp type", TRANSPORT, 0, 8, 14, ValueFormat.ICMP_TYPE, Dependency.ICMP);
    public static final Field ICMP_CODE =
            Field.bits("icmp code", TRANSPORT, 8, 8, 32, ValueFormat.ICMP_CODE, Dependency.ICMP);
    public static final Field ICMPV6_TYPE =
            Field.bits("icmpv6 type", TRANSPORT, 0, 8, 29, ValueFormat.ICMPV6_TYPE, Dependency.ICMPV6);
    public static final Field ICMPV6_CODE =
            Field.bits("icmpv6 code", TRANSPORT, 8, 8, 33, ValueFormat.ICMPV6_CODE, Dependency.ICMPV6);
    public static final Field TCP_FLAGS =
            Field.bits("tcp flags", TRANSPORT, 104, 8, 15, ValueFormat.TCP_FLAG, Dependency.TCP);
    public static final Field TCP_WINDOW =
            Field.bits("tcp window", TRANSPORT, 112, 16, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_MAXSEG = new Field(
            "tcp option maxseg size",
            Source.tcpOption(2, 2),
            2,
            ByteOrdering.NETWORK,
            4,
            ValueFormat.DECIMAL,
            Dependency.NONE);
    public static final Field TCP_SEQUENCE =
            Field.bits("tcp sequence", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_ACKSEQ =
            Field.bits("tcp ackseq", TRANSPORT, 64, 32, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_DOFF =
            Field.bits("tcp doff", TRANSPORT, 96, 4, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_RESERVED =
            Field.bits("tcp reserved", TRANSPORT, 100, 4, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_CHECKSUM =
            Field.bits("tcp checksum", TRANSPORT, 128, 16, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field TCP_URGPTR =
            Field.bits("tcp urgptr", TRANSPORT, 144, 16, 4, ValueFormat.DECIMAL, Dependency.TCP);
    public static final Field UDP_LENGTH =
            Field.bits("udp length", TRANSPORT, 32, 16, 4, ValueFormat.DECIMAL, Dependency.UDP);
    public static final Field UDP_CHECKSUM =
            Field.bits("udp checksum", TRANSPORT, 48, 16, 4, ValueFormat.DECIMAL, Dependency.UDP);
    public static final Field UDPLITE_SPORT =
            Field.bits("udplite sport", TRANSPORT, 0, 16, 13, ValueFormat.DECIMAL, Dependency.UDPLITE);
    public static final Field UDPLITE_DPORT =
            Field.bits("udplite dport", TRANSPORT, 16, 16, 13, ValueFormat.DECIMAL, Dependency.UDPLITE);
    public static final Field UDPLITE_CSUMCOV =
            Field.bits("udplite csumcov", TRANSPORT, 32, 16, 4, ValueFormat.DECIMAL, Dependency.UDPLITE);
    public static final Field UDPLITE_CHECKSUM =
            Field.bits("udplite checksum", TRANSPORT, 48, 16, 4, ValueFormat.DECIMAL, Dependency.UDPLITE);
    public static final Field SCTP_SPORT =
            Field.bits("sctp sport", TRANSPORT, 0, 16, 13, ValueFormat.DECIMAL, Dependency.SCTP);
    public static final Field SCTP_DPORT =
            Field.bits("sctp dport", TRANSPORT, 16, 16, 13, ValueFormat.DECIMAL, Dependency.SCTP);
    public static final Field SCTP_VTAG =
            Field.bits("sctp vtag", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.SCTP);
    public static final Field SCTP_CHECKSUM =
            Field.bits("sctp checksum", TRANSPORT, 64, 32, 4, ValueFormat.DECIMAL, Dependency.SCTP);
    public static final Field DCCP_SPORT =
            Field.bits("dccp sport", TRANSPORT, 0, 16, 13, ValueFormat.DECIMAL, Dependency.DCCP);
    public static final Field DCCP_DPORT =
            Field.bits("dccp dport", TRANSPORT, 16, 16, 13, ValueFormat.DECIMAL, Dependency.DCCP);
    public static final Field DCCP_TYPE =
            Field.bits("dccp type", TRANSPORT, 67, 4, 16, ValueFormat.DCCP_TYPE, Dependency.DCCP);
    public static final Field ESP_SPI = Field.bits("esp spi", TRANSPORT, 0, 32, 4, ValueFormat.DECIMAL, Dependency.ESP);
    public static final Field ESP_SEQUENCE =
            Field.bits("esp sequence", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.ESP);
    public static final Field AH_NEXTHDR =
            Field.bits("ah nexthdr", TRANSPORT, 0, 8, 12, ValueFormat.PROTOCOL, Dependency.AH);
    public static final Field AH_HDRLENGTH =
            Field.bits("ah hdrlength", TRANSPORT, 8, 8, 4, ValueFormat.DECIMAL, Dependency.AH);
    public static final Field AH_RESERVED =
            Field.bits("ah reserved", TRANSPORT, 16, 16, 4, ValueFormat.DECIMAL, Dependency.AH);
    public static final Field AH_SPI = Field.bits("ah spi", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.AH);
    public static final Field AH_SEQUENCE =
            Field.bits("ah sequence", TRANSPORT, 64, 32, 4, ValueFormat.DECIMAL, Dependency.AH);
    public static final Field COMP_NEXTHDR =
            Field.bits("comp nexthdr", TRANSPORT, 0, 8, 12, ValueFormat.PROTOCOL, Dependency.COMP);
    public static final Field COMP_FLAGS =
            Field.bits("comp flags", TRANSPORT, 8, 8, 3, ValueFormat.RAW, Dependency.COMP);
    public static final Field COMP_CPI =
            Field.bits("comp cpi", TRANSPORT, 16, 16, 4, ValueFormat.DECIMAL, Dependency.COMP);
    public static final Field GRE_FLAGS =
            Field.bits("gre flags", TRANSPORT, 0, 5, 4, ValueFormat.DECIMAL, Dependency.GRE);
    public static final Field GRE_VERSION =
            Field.bits("gre version", TRANSPORT, 13, 3, 4, ValueFormat.DECIMAL, Dependency.GRE);
    public static final Field GRE_PROTOCOL =
            Field.bits("gre protocol", TRANSPORT, 16, 16, 10, ValueFormat.FRAME_TYPE, Dependency.GRE);
    public static final Field IGMP_TYPE =
            Field.bits("igmp type", TRANSPORT, 0, 8, 42, ValueFormat.IGMP_TYPE, Dependency.IGMP);
    public static final Field IGMP_MRT =
            Field.bits("igmp mrt", TRANSPORT, 8, 8, 4, ValueFormat.DECIMAL, Dependency.IGMP);
    public static final Field IGMP_CHECKSUM =
            Field.bits("igmp checksum", TRANSPORT, 16, 16, 4, ValueFormat.DECIMAL, Dependency.IGMP);
    public static final Field IGMP_GROUP =
            Field.bits("igmp group", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.IGMP);
    public static final Field ICMP_CHECKSUM =
            Field.bits("icmp checksum", TRANSPORT, 16, 16, 4, ValueFormat.DECIMAL, Dependency.ICMP);
    public static final Field ICMP_ID =
            Field.bits("icmp id", TRANSPORT, 32, 16, 4, ValueFormat.DECIMAL, Dependency.ICMP_ECHO);
    public static final Field ICMP_SEQUENCE =
            Field.bits("icmp sequence", TRANSPORT, 48, 16, 4, ValueFormat.DECIMAL, Dependency.ICMP_ECHO);
    public static final Field ICMP_MTU =
            Field.bits("icmp mtu", TRANSPORT, 48, 16, 4, ValueFormat.DECIMAL, Dependency.ICMP_UNREACHABLE);
    public static final Field ICMP_GATEWAY =
            Field.bits("icmp gateway", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.ICMP_REDIRECT);
    public static final Field ICMPV6_CHECKSUM =
            Field.bits("icmpv6 checksum", TRANSPORT, 16, 16, 4, ValueFormat.DECIMAL, Dependency.ICMPV6);
    public static final Field ICMPV6_ID =
            Field.bits("icmpv6 id", TRANSPORT, 32, 16, 4, ValueFormat.DECIMAL, Dependency.ICMPV6_ECHO);
    public static final Field ICMPV6_SEQUENCE =
            Field.bits("icmpv6 sequence", TRANSPORT, 48, 16, 4, ValueFormat.DECIMAL, Dependency.ICMPV6_ECHO);
    public static final Field ICMPV6_MTU =
            Field.bits("icmpv6 mtu", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.ICMPV6_TOO_BIG);
    public static final Field ICMPV6_PARAMETER_PROBLEM = Field.bits(
            "icmpv6 parameter-problem", TRANSPORT, 32, 32, 4, ValueFormat.DECIMAL, Dependency.ICMPV6_PARAMETER);
    public static final Field ICMPV6_MAX_DELAY =
            Field.bits("icmpv6 max-delay", TRANSPORT, 32, 16, 4, ValueFormat.DECIMAL, Dependency.ICMPV6_LISTENER);
    public static final Field ICMPV6_TADDR =
            Field.bits("icmpv6 taddr", TRANSPORT, 64, 128, 8, ValueFormat.ADDRESS, Dependency.ICMPV6_TARGET);
    public static final Field ICMPV6_DADDR =
            Field.bits("icmpv6 daddr", TRANSPORT, 192, 128, 8, ValueFormat.ADDRESS, Dependency.ICMPV6_REDIRECT);

    private TransportFields() {}
}
