package io.netlink4j.nft.packet;

import java.util.Map;

/**
 * The type of an ICMP message of IPv4 ({@code linux/icmp.h}).
 *
 * @param number the number in the packet, 0 to 255
 */
public record IcmpType(int number) {

    /** The answer to a ping. */
    public static final IcmpType ECHO_REPLY = new IcmpType(0);

    /** A packet could not be delivered. */
    public static final IcmpType DESTINATION_UNREACHABLE = new IcmpType(3);

    /** Send slower; deprecated. */
    public static final IcmpType SOURCE_QUENCH = new IcmpType(4);

    /** A better gateway exists. */
    public static final IcmpType REDIRECT = new IcmpType(5);

    /** A ping. */
    public static final IcmpType ECHO_REQUEST = new IcmpType(8);

    /** A router announces itself. */
    public static final IcmpType ROUTER_ADVERTISEMENT = new IcmpType(9);

    /** A host asks for routers. */
    public static final IcmpType ROUTER_SOLICITATION = new IcmpType(10);

    /** A packet was forwarded too often, or a fragment is missing. */
    public static final IcmpType TIME_EXCEEDED = new IcmpType(11);

    /** A header made no sense. */
    public static final IcmpType PARAMETER_PROBLEM = new IcmpType(12);

    /** A question for the time. */
    public static final IcmpType TIMESTAMP_REQUEST = new IcmpType(13);

    /** The answer to a timestamp request. */
    public static final IcmpType TIMESTAMP_REPLY = new IcmpType(14);

    /** A question for the network; obsolete. */
    public static final IcmpType INFO_REQUEST = new IcmpType(15);

    /** The answer to an information request; obsolete. */
    public static final IcmpType INFO_REPLY = new IcmpType(16);

    /** A question for the netmask; obsolete. */
    public static final IcmpType ADDRESS_MASK_REQUEST = new IcmpType(17);

    /** The answer to an address mask request; obsolete. */
    public static final IcmpType ADDRESS_MASK_REPLY = new IcmpType(18);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "echo-reply"),
            Map.entry(3, "destination-unreachable"),
            Map.entry(4, "source-quench"),
            Map.entry(5, "redirect"),
            Map.entry(8, "echo-request"),
            Map.entry(9, "router-advertisement"),
            Map.entry(10, "router-solicitation"),
            Map.entry(11, "time-exceeded"),
            Map.entry(12, "parameter-problem"),
            Map.entry(13, "timestamp-request"),
            Map.entry(14, "timestamp-reply"),
            Map.entry(15, "info-request"),
            Map.entry(16, "info-reply"),
            Map.entry(17, "address-mask-request"),
            Map.entry(18, "address-mask-reply"));

    /**
     * The ICMP type with that number.
     *
     * @throws IllegalArgumentException if the number does not fit in a byte
     */
    public IcmpType {
        if (number < 0 || number > 0xff) {
            throw new IllegalArgumentException(number + " is not an ICMP type: types are 0 to 255.");
        }
    }

    /** The name that nft prints, or the number where it has none. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }
}
