package io.netlink4j.nft.expression;

/**
 * A header of the packet, {@code enum nft_payload_bases}.
 *
 * @param number the kernel's number; one that this library does not know is possible
 */
public record PayloadBase(int number) {
    /** The link-layer header. */
    public static final PayloadBase LINK = new PayloadBase(0);

    /** The IPv4, IPv6 or ARP header. */
    public static final PayloadBase NETWORK = new PayloadBase(1);

    /** The TCP, UDP, ICMP ... header. */
    public static final PayloadBase TRANSPORT = new PayloadBase(2);

    /** The data after the transport header. */
    public static final PayloadBase INNER = new PayloadBase(3);

    /** The header of the tunnel. */
    public static final PayloadBase TUNNEL = new PayloadBase(4);

    private static final String[] NAMES = {"link", "network", "transport", "inner", "tunnel"};

    /** The name that nft has for it. */
    @Override
    public String toString() {
        return ExpressionText.name(NAMES, number);
    }
}
