package io.netlink4j.nft.packet;

/** Additional data of a line in the kernel log ({@code NF_LOG_*} of {@code nf_log.h}). */
public enum LogFlag {
    /** The sequence numbers of TCP. */
    TCP_SEQUENCE(1, "tcp sequence"),
    /** The options of TCP. */
    TCP_OPTIONS(2, "tcp options"),
    /** The options of IPv4. */
    IP_OPTIONS(4, "ip options"),
    /** The user whose socket sent the packet. */
    SKUID(8, "skuid"),
    /** The header of the link layer. */
    ETHER(32, "ether");

    private final int bit;
    private final String text;

    LogFlag(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /** The bit in {@code NFTA_LOG_FLAGS}. */
    public int bit() {
        return bit;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
