package io.netlink4j.nft.packet;

import java.util.HashMap;
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

    /** Numbers and names of {@code /etc/protocols}, which nft reads. */
    private static final String ASSIGNED = """
        0 ip 1 icmp 2 igmp 3 ggp 4 ipencap 5 st 6 tcp 8 egp 9 igp 12 pup 17 udp 20 hmp 22 xns-idp 27 rdp
        29 iso-tp4 33 dccp 36 xtp 37 ddp 38 idpr-cmtp 41 ipv6 43 ipv6-route 44 ipv6-frag 45 idrp 46 rsvp
        47 gre 50 esp 51 ah 57 skip 58 ipv6-icmp 59 ipv6-nonxt 60 ipv6-opts 73 rspf 81 vmtp 88 eigrp
        89 ospf 93 ax.25 94 ipip 97 etherip 98 encap 103 pim 108 ipcomp 112 vrrp 115 l2tp 124 isis 132 sctp
        133 fc 135 mobility-header 136 udplite 137 mpls-in-ip 138 manet 139 hip 140 shim6 141 wesp 142 rohc
        143 ethernet
        """;

    private static final Map<Integer, String> NAMES = names(ASSIGNED.strip().split("\\s+"));

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

    private static Map<Integer, String> names(String[] words) {
        Map<Integer, String> names = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            names.put(Integer.valueOf(words[i]), words[i + 1]);
        }
        return Map.copyOf(names);
    }

    /** The name that nft prints, or the number where it has none. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }
}
