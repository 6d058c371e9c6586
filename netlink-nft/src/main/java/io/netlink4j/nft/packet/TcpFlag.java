package io.netlink4j.nft.packet;

/** A flag of the TCP header. */
public enum TcpFlag {
    /** The sender sends no more data. */
    FIN(0x01, "fin"),
    /** Begins a connection. */
    SYN(0x02, "syn"),
    /** Resets a connection. */
    RST(0x04, "rst"),
    /** The receiver is to pass the data on at once. */
    PSH(0x08, "psh"),
    /** The acknowledgement number is valid. */
    ACK(0x10, "ack"),
    /** The urgent pointer is valid. */
    URG(0x20, "urg"),
    /** ECN-Echo: the receiver saw congestion. */
    ECN(0x40, "ecn"),
    /** Congestion window reduced. */
    CWR(0x80, "cwr");

    private final int bit;
    private final String text;

    TcpFlag(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /** The bit in the header's byte. */
    public int bit() {
        return bit;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
