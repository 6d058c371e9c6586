package io.netlink4j.nft.packet;

import java.util.Map;

/**
 * The type of an ICMPv6 message ({@code linux/icmpv6.h}).
 *
 * @param number the number in the packet, 0 to 255
 */
public record Icmpv6Type(int number) {

    /** A packet could not be delivered. */
    public static final Icmpv6Type DESTINATION_UNREACHABLE = new Icmpv6Type(1);

    /** A packet is larger than the MTU of the next link, which the message contains. */
    public static final Icmpv6Type PACKET_TOO_BIG = new Icmpv6Type(2);

    /** A packet was forwarded too often, or a fragment is missing. */
    public static final Icmpv6Type TIME_EXCEEDED = new Icmpv6Type(3);

    /** A header made no sense. */
    public static final Icmpv6Type PARAMETER_PROBLEM = new Icmpv6Type(4);

    /** A ping. */
    public static final Icmpv6Type ECHO_REQUEST = new Icmpv6Type(128);

    /** The answer to a ping. */
    public static final Icmpv6Type ECHO_REPLY = new Icmpv6Type(129);

    /** A router asks for the members of a multicast group. */
    public static final Icmpv6Type MLD_LISTENER_QUERY = new Icmpv6Type(130);

    /** A host listens to a group. */
    public static final Icmpv6Type MLD_LISTENER_REPORT = new Icmpv6Type(131);

    /** A host no longer listens to a group. */
    public static final Icmpv6Type MLD_LISTENER_DONE = new Icmpv6Type(132);

    /** A host asks for routers. */
    public static final Icmpv6Type ND_ROUTER_SOLICIT = new Icmpv6Type(133);

    /** A router announces itself. */
    public static final Icmpv6Type ND_ROUTER_ADVERT = new Icmpv6Type(134);

    /** A question for the link-layer address of a neighbour. */
    public static final Icmpv6Type ND_NEIGHBOR_SOLICIT = new Icmpv6Type(135);

    /** The link-layer address of a neighbour. */
    public static final Icmpv6Type ND_NEIGHBOR_ADVERT = new Icmpv6Type(136);

    /** A better first hop exists. */
    public static final Icmpv6Type ND_REDIRECT = new Icmpv6Type(137);

    /** New prefixes for routers. */
    public static final Icmpv6Type ROUTER_RENUMBERING = new Icmpv6Type(138);

    /** A request for the IP address of a link-layer address. */
    public static final Icmpv6Type IND_NEIGHBOR_SOLICIT = new Icmpv6Type(141);

    /** The IP address of a link-layer address. */
    public static final Icmpv6Type IND_NEIGHBOR_ADVERT = new Icmpv6Type(142);

    /** A host listens to groups, by the second version. */
    public static final Icmpv6Type MLD2_LISTENER_REPORT = new Icmpv6Type(143);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "destination-unreachable"),
            Map.entry(2, "packet-too-big"),
            Map.entry(3, "time-exceeded"),
            Map.entry(4, "parameter-problem"),
            Map.entry(128, "echo-request"),
            Map.entry(129, "echo-reply"),
            Map.entry(130, "mld-listener-query"),
            Map.entry(131, "mld-listener-report"),
            Map.entry(132, "mld-listener-done"),
            Map.entry(133, "nd-router-solicit"),
            Map.entry(134, "nd-router-advert"),
            Map.entry(135, "nd-neighbor-solicit"),
            Map.entry(136, "nd-neighbor-advert"),
            Map.entry(137, "nd-redirect"),
            Map.entry(138, "router-renumbering"),
            Map.entry(141, "ind-neighbor-solicit"),
            Map.entry(142, "ind-neighbor-advert"),
            Map.entry(143, "mld2-listener-report"));

    /**
     * The ICMPv6 type with that number.
     *
     * @throws IllegalArgumentException if the number does not fit in a byte
     */
    public Icmpv6Type {
        if (number < 0 || number > 0xff) {
            throw new IllegalArgumentException(number + " is not an ICMPv6 type: types are 0 to 255.");
        }
    }

    /** The name that nft prints, or the number where it has none. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }
}
