package io.netlink4j.nft.packet;

import java.util.Map;

/**
 * The protocol that an IP packet carries, by its IANA number: {@code protocol} of IPv4, {@code nexthdr} of IPv6, {@code meta l4proto}.
 *
 * @param number the number in the packet, 0 to 255
 */
public record IpProtocol(int number) {

    /** The Internet Control Message Protocol of IPv4. */
    public static final IpProtocol ICMP = new IpProtocol(1);

    /** The Internet Group Management Protocol. */
    public static final IpProtocol IGMP = new IpProtocol(2);

    /** The Transmission Control Protocol. */
    public static final IpProtocol TCP = new IpProtocol(6);

    /** The User Datagram Protocol. */
    public static final IpProtocol UDP = new IpProtocol(17);

    /** The Datagram Congestion Control Protocol. */
    public static final IpProtocol DCCP = new IpProtocol(33);

    /** Generic Routing Encapsulation. */
    public static final IpProtocol GRE = new IpProtocol(47);

    /** The Encapsulating Security Payload of IPsec. */
    public static final IpProtocol ESP = new IpProtocol(50);

    /** The Authentication Header of IPsec. */
    public static final IpProtocol AH = new IpProtocol(51);

    /** IPComp, which compresses packets. */
    public static final IpProtocol COMP = new IpProtocol(108);

    /** The Internet Control Message Protocol of IPv6. */
    public static final IpProtocol ICMPV6 = new IpProtocol(58);

    /** The Stream Control Transmission Protocol. */
    public static final IpProtocol SCTP = new IpProtocol(132);

    /** UDP whose checksum covers a part of the packet. */
    public static final IpProtocol UDPLITE = new IpProtocol(136);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "icmp"),
            Map.entry(2, "igmp"),
            Map.entry(6, "tcp"),
            Map.entry(17, "udp"),
            Map.entry(33, "dccp"),
            Map.entry(47, "gre"),
            Map.entry(50, "esp"),
            Map.entry(51, "ah"),
            Map.entry(58, "ipv6-icmp"),
            Map.entry(108, "comp"),
            Map.entry(132, "sctp"),
            Map.entry(136, "udplite"));

    /**
     * The protocol with that number.
     *
     * @throws IllegalArgumentException if the number does not fit in a byte
     */
    public IpProtocol {
        if (number < 0 || number > 0xff) {
            throw new IllegalArgumentException(number + " is not an IP protocol: protocols are 0 to 255.");
        }
    }

    /** The name that nft prints, or the number where it has none. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }
}
