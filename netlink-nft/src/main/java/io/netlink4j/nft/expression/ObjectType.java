package io.netlink4j.nft.expression;

/**
 * The type of a named object: {@code NFT_OBJECT_*} of {@code linux/netfilter/nf_tables.h}.
 *
 * @param number the kernel's number; one that this library does not know is possible
 */
public record ObjectType(int number) {
    /** Counts packets and bytes. */
    public static final ObjectType COUNTER = new ObjectType(1);
    /** A number of bytes that may pass. */
    public static final ObjectType QUOTA = new ObjectType(2);
    /** A helper of connection tracking, such as that for FTP. */
    public static final ObjectType CT_HELPER = new ObjectType(3);
    /** A rate of packets or bytes. */
    public static final ObjectType LIMIT = new ObjectType(4);
    /** A number of connections. */
    public static final ObjectType CONNLIMIT = new ObjectType(5);
    /** A tunnel that packets are sent through. */
    public static final ObjectType TUNNEL = new ObjectType(6);
    /** The timeouts of the states of a protocol's connections. */
    public static final ObjectType CT_TIMEOUT = new ObjectType(7);
    /** A security context. */
    public static final ObjectType SECMARK = new ObjectType(8);
    /** A connection that is expected because of another. */
    public static final ObjectType CT_EXPECTATION = new ObjectType(9);
    /** A proxy that answers TCP handshakes in place of the server. */
    public static final ObjectType SYNPROXY = new ObjectType(10);

    private static final String[] NAMES = {
        "",
        "counter",
        "quota",
        "ct helper",
        "limit",
        "ct count",
        "tunnel",
        "ct timeout",
        "secmark",
        "ct expectation",
        "synproxy"
    };

    /** nft's name for it. */
    @Override
    public String toString() {
        return number > 0 && number < NAMES.length ? NAMES[number] : "object of type " + number;
    }
}
