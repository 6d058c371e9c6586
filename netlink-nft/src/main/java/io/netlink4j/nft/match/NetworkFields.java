package io.netlink4j.nft.match;

/** Fields of the headers of Ethernet, VLAN tags, ARP, IPv4 and IPv6: name, header, first bit, number of bits, type of sets, format, protocol. */
public final class NetworkFields {
    private static final Source LINK = Source.link(0);
    private static final Source NETWORK = Source.network(0);

    public static final Field IP_SADDR =
            Field.bits("ip saddr", NETWORK, 96, 32, 7, ValueFormat.ADDRESS, Dependency.IPV4);
    public static final Field IP_DADDR =
            Field.bits("ip daddr", NETWORK, 128, 32, 7, ValueFormat.ADDRESS, Dependency.IPV4);
    public static final Field IP_PROTOCOL =
            Field.bits("ip protocol", NETWORK, 72, 8, 12, ValueFormat.PROTOCOL, Dependency.IPV4);
    public static final Field IP6_SADDR =
            Field.bits("ip6 saddr", NETWORK, 64, 128, 8, ValueFormat.ADDRESS, Dependency.IPV6);
    public static final Field IP6_DADDR =
            Field.bits("ip6 daddr", NETWORK, 192, 128, 8, ValueFormat.ADDRESS, Dependency.IPV6);
    public static final Field IP6_NEXTHDR =
            Field.bits("ip6 nexthdr", NETWORK, 48, 8, 12, ValueFormat.PROTOCOL, Dependency.IPV6);
    public static final Field IP_TTL = Field.bits("ip ttl", NETWORK, 64, 8, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP_ID = Field.bits("ip id", NETWORK, 32, 16, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP_LENGTH =
            Field.bits("ip length", NETWORK, 16, 16, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP6_HOPLIMIT =
            Field.bits("ip6 hoplimit", NETWORK, 56, 8, 4, ValueFormat.DECIMAL, Dependency.IPV6);
    public static final Field IP6_LENGTH =
            Field.bits("ip6 length", NETWORK, 32, 16, 4, ValueFormat.DECIMAL, Dependency.IPV6);
    public static final Field ETHER_DADDR =
            Field.bits("ether daddr", LINK, 0, 48, 9, ValueFormat.ETHER_ADDRESS, Dependency.ETHER);
    public static final Field ETHER_SADDR =
            Field.bits("ether saddr", LINK, 48, 48, 9, ValueFormat.ETHER_ADDRESS, Dependency.ETHER);
    public static final Field ETHER_TYPE =
            Field.bits("ether type", LINK, 96, 16, 10, ValueFormat.FRAME_TYPE, Dependency.ETHER);
    public static final Field VLAN_PCP = Field.bits("vlan pcp", LINK, 112, 3, 4, ValueFormat.DECIMAL, Dependency.VLAN);
    public static final Field VLAN_DEI = Field.bits("vlan dei", LINK, 115, 1, 4, ValueFormat.DECIMAL, Dependency.VLAN);
    public static final Field VLAN_ID = Field.bits("vlan id", LINK, 116, 12, 4, ValueFormat.DECIMAL, Dependency.VLAN);
    public static final Field VLAN_TYPE =
            Field.bits("vlan type", LINK, 128, 16, 10, ValueFormat.FRAME_TYPE, Dependency.VLAN);
    public static final Field ARP_HTYPE =
            Field.bits("arp htype", NETWORK, 0, 16, 4, ValueFormat.DECIMAL, Dependency.ARP);
    public static final Field ARP_PTYPE =
            Field.bits("arp ptype", NETWORK, 16, 16, 10, ValueFormat.FRAME_TYPE, Dependency.ARP);
    public static final Field ARP_HLEN = Field.bits("arp hlen", NETWORK, 32, 8, 4, ValueFormat.DECIMAL, Dependency.ARP);
    public static final Field ARP_PLEN = Field.bits("arp plen", NETWORK, 40, 8, 4, ValueFormat.DECIMAL, Dependency.ARP);
    public static final Field ARP_OPERATION =
            Field.bits("arp operation", NETWORK, 48, 16, 11, ValueFormat.ARP_OPERATION, Dependency.ARP);
    public static final Field ARP_SADDR_ETHER =
            Field.bits("arp saddr ether", NETWORK, 64, 48, 9, ValueFormat.ETHER_ADDRESS, Dependency.ARP);
    public static final Field ARP_SADDR_IP =
            Field.bits("arp saddr ip", NETWORK, 112, 32, 7, ValueFormat.ADDRESS, Dependency.ARP);
    public static final Field ARP_DADDR_ETHER =
            Field.bits("arp daddr ether", NETWORK, 144, 48, 9, ValueFormat.ETHER_ADDRESS, Dependency.ARP);
    public static final Field ARP_DADDR_IP =
            Field.bits("arp daddr ip", NETWORK, 192, 32, 7, ValueFormat.ADDRESS, Dependency.ARP);
    public static final Field IP_VERSION =
            Field.bits("ip version", NETWORK, 0, 4, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP_HDRLENGTH =
            Field.bits("ip hdrlength", NETWORK, 4, 4, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP_DSCP =
            Field.bits("ip dscp", NETWORK, 8, 6, 36, ValueFormat.CODE_POINT, Dependency.IPV4);
    public static final Field IP_ECN =
            Field.bits("ip ecn", NETWORK, 14, 2, 37, ValueFormat.CONGESTION, Dependency.IPV4);
    public static final Field IP_FRAG_OFF =
            Field.bits("ip frag-off", NETWORK, 48, 16, 4, ValueFormat.RAW, Dependency.IPV4);
    public static final Field IP_CHECKSUM =
            Field.bits("ip checksum", NETWORK, 80, 16, 4, ValueFormat.DECIMAL, Dependency.IPV4);
    public static final Field IP6_VERSION =
            Field.bits("ip6 version", NETWORK, 0, 4, 4, ValueFormat.DECIMAL, Dependency.IPV6);
    public static final Field IP6_DSCP =
            Field.bits("ip6 dscp", NETWORK, 4, 6, 36, ValueFormat.CODE_POINT, Dependency.IPV6);
    public static final Field IP6_ECN =
            Field.bits("ip6 ecn", NETWORK, 10, 2, 37, ValueFormat.CONGESTION, Dependency.IPV6);
    public static final Field IP6_FLOWLABEL =
            Field.bits("ip6 flowlabel", NETWORK, 12, 20, 4, ValueFormat.DECIMAL, Dependency.IPV6);

    private NetworkFields() {}
}
