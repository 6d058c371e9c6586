package io.netlink4j.nft.expression;

/**
 * Metadata of a packet, {@code enum nft_meta_keys}. Numbers are in host byte order.
 *
 * @param number the kernel's number; one that this library does not know is possible
 */
public record MetaKey(int number) {
    /** The packet's length in bytes. */
    public static final MetaKey LEN = new MetaKey(0);

    /** The EtherType, in network byte order. */
    public static final MetaKey PROTOCOL = new MetaKey(1);

    /** The traffic control class. */
    public static final MetaKey PRIORITY = new MetaKey(2);

    /** The packet's mark. */
    public static final MetaKey MARK = new MetaKey(3);

    /** The index of the input interface. */
    public static final MetaKey IIF = new MetaKey(4);

    /** The index of the output interface. */
    public static final MetaKey OIF = new MetaKey(5);

    /** The name of the input interface, 16 bytes. */
    public static final MetaKey IIFNAME = new MetaKey(6);

    /** The name of the output interface, 16 bytes. */
    public static final MetaKey OIFNAME = new MetaKey(7);

    /** The hardware type ({@code ARPHRD_*}) of the input interface. */
    public static final MetaKey IIFTYPE = new MetaKey(8);

    /** The hardware type of the output interface. */
    public static final MetaKey OIFTYPE = new MetaKey(9);

    /** The user of the socket that it came from. */
    public static final MetaKey SKUID = new MetaKey(10);

    /** The group of the socket that it came from. */
    public static final MetaKey SKGID = new MetaKey(11);

    /** Whether the packet is traced. */
    public static final MetaKey NFTRACE = new MetaKey(12);

    /** The realm of its route. */
    public static final MetaKey RTCLASSID = new MetaKey(13);

    /** Its security mark. */
    public static final MetaKey SECMARK = new MetaKey(14);

    /** Its family, a number of {@link io.netlink4j.nft.packet.NfFamily}. */
    public static final MetaKey NFPROTO = new MetaKey(15);

    /** Its transport protocol. */
    public static final MetaKey L4PROTO = new MetaKey(16);

    /** The name of the input bridge. */
    public static final MetaKey BRI_IIFNAME = new MetaKey(17);

    /** The name of the output bridge. */
    public static final MetaKey BRI_OIFNAME = new MetaKey(18);

    /** {@code PACKET_HOST}, {@code PACKET_BROADCAST} ... */
    public static final MetaKey PKTTYPE = new MetaKey(19);

    /** The processor that handles it. */
    public static final MetaKey CPU = new MetaKey(20);

    /** The group of the input interface. */
    public static final MetaKey IIFGROUP = new MetaKey(21);

    /** The group of the output interface. */
    public static final MetaKey OIFGROUP = new MetaKey(22);

    /** The control group of its socket. */
    public static final MetaKey CGROUP = new MetaKey(23);

    /** A random number. */
    public static final MetaKey PRANDOM = new MetaKey(24);

    /** Whether it was received through IPsec. */
    public static final MetaKey SECPATH = new MetaKey(25);

    /** The kind of the input interface. */
    public static final MetaKey IIFKIND = new MetaKey(26);

    /** The kind of the output interface. */
    public static final MetaKey OIFKIND = new MetaKey(27);

    /** The default VLAN of the bridge's port. */
    public static final MetaKey BRI_IIFPVID = new MetaKey(28);

    /** The VLAN protocol of the bridge. */
    public static final MetaKey BRI_IIFVPROTO = new MetaKey(29);

    /** The time, in nanoseconds since 1970. */
    public static final MetaKey TIME = new MetaKey(30);

    /** The day of the week, 0 is Sunday. */
    public static final MetaKey DAY = new MetaKey(31);

    /** The second of the day. */
    public static final MetaKey HOUR = new MetaKey(32);

    /** The index of the slave interface that it came by. */
    public static final MetaKey SDIF = new MetaKey(33);

    /** The name of the slave interface that it came by. */
    public static final MetaKey SDIFNAME = new MetaKey(34);

    /** Hands the packet from the bridge to routing. */
    public static final MetaKey BROUTE = new MetaKey(35);

    private static final String[] NAMES = {
        "len",
        "protocol",
        "priority",
        "mark",
        "iif",
        "oif",
        "iifname",
        "oifname",
        "iiftype",
        "oiftype",
        "skuid",
        "skgid",
        "nftrace",
        "rtclassid",
        "secmark",
        "nfproto",
        "l4proto",
        "bri_iifname",
        "bri_oifname",
        "pkttype",
        "cpu",
        "iifgroup",
        "oifgroup",
        "cgroup",
        "prandom",
        "secpath",
        "iifkind",
        "oifkind",
        "bri_iifpvid",
        "bri_iifvproto",
        "time",
        "day",
        "hour",
        "sdif",
        "sdifname",
        "broute"
    };

    /** The name that nft has for it. */
    @Override
    public String toString() {
        return ExpressionText.name(NAMES, number);
    }
}
