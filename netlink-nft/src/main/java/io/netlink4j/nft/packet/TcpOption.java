package io.netlink4j.nft.packet;

/** An option of the TCP header. */
public enum TcpOption {
    /** The largest segment that the sender accepts. */
    MAXSEG(2, "maxseg"),
    /** The scale of windows. */
    WINDOW(3, "window"),
    /** The sender understands selective acknowledgements. */
    SACK_PERMITTED(4, "sack-perm"),
    /** Selective acknowledgements. */
    SACK(5, "sack"),
    /** Time stamps. */
    TIMESTAMP(8, "timestamp"),
    /** Fast Open. */
    FASTOPEN(34, "fastopen"),
    /** A signature of TCP-MD5. */
    MD5SIG(19, "md5sig"),
    /** Multipath TCP. */
    MPTCP(30, "mptcp");

    private final int number;
    private final String text;

    TcpOption(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number in the header. */
    public int number() {
        return number;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
