package io.netlink4j.nft.expression;

/**
 * Data of connection tracking, {@code enum nft_ct_keys}. Numbers are in host byte order.
 *
 * @param number the kernel's number; one that this library does not know is possible
 */
public record CtKey(int number) {
    /** The state: bits of {@code NF_CT_STATE_*}. */
    public static final CtKey STATE = new CtKey(0);

    /** 0 original, 1 reply. */
    public static final CtKey DIRECTION = new CtKey(1);

    /** The status: bits of {@code IPS_*}. */
    public static final CtKey STATUS = new CtKey(2);

    /** The connection's mark. */
    public static final CtKey MARK = new CtKey(3);

    /** The connection's security mark. */
    public static final CtKey SECMARK = new CtKey(4);

    /** The time until the connection expires, in milliseconds. */
    public static final CtKey EXPIRATION = new CtKey(5);

    /** The name of its helper. */
    public static final CtKey HELPER = new CtKey(6);

    /** The family of its addresses. */
    public static final CtKey L3PROTOCOL = new CtKey(7);

    /** The source address; the length depends on the family. */
    public static final CtKey SRC = new CtKey(8);

    /** The destination address. */
    public static final CtKey DST = new CtKey(9);

    /** The transport protocol. */
    public static final CtKey PROTOCOL = new CtKey(10);

    /** The source port. */
    public static final CtKey PROTO_SRC = new CtKey(11);

    /** The destination port. */
    public static final CtKey PROTO_DST = new CtKey(12);

    /** The connection's labels, 128 bits. */
    public static final CtKey LABELS = new CtKey(13);

    /** The number of packets. */
    public static final CtKey PKTS = new CtKey(14);

    /** The number of bytes. */
    public static final CtKey BYTES = new CtKey(15);

    /** The average number of bytes of a packet. */
    public static final CtKey AVGPKT = new CtKey(16);

    /** The zone. */
    public static final CtKey ZONE = new CtKey(17);

    /** Which events are reported. */
    public static final CtKey EVENT = new CtKey(18);

    /** The IPv4 source address. */
    public static final CtKey SRC_IP = new CtKey(19);

    /** The IPv4 destination address. */
    public static final CtKey DST_IP = new CtKey(20);

    /** The IPv6 source address. */
    public static final CtKey SRC_IP6 = new CtKey(21);

    /** The IPv6 destination address. */
    public static final CtKey DST_IP6 = new CtKey(22);

    /** The id of the connection. */
    public static final CtKey ID = new CtKey(23);

    private static final String[] NAMES = {
        "state",
        "direction",
        "status",
        "mark",
        "secmark",
        "expiration",
        "helper",
        "l3protocol",
        "src",
        "dst",
        "protocol",
        "proto_src",
        "proto_dst",
        "label",
        "packets",
        "bytes",
        "avgpkt",
        "zone",
        "event",
        "src_ip",
        "dst_ip",
        "src_ip6",
        "dst_ip6",
        "id"
    };

    /** The name that nft has for it. */
    @Override
    public String toString() {
        return ExpressionText.name(NAMES, number);
    }
}
