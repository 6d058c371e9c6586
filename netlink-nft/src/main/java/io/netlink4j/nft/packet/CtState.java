package io.netlink4j.nft.packet;

/** The state of a packet's connection ({@code NF_CT_STATE_BIT} of {@code nf_conntrack_common.h}). */
public enum CtState {
    /** The packet belongs to no connection and may not begin one. */
    INVALID(1, "invalid"),
    /** Packets went in both directions. */
    ESTABLISHED(2, "established"),
    /** It is a new connection that belongs to another one, or an ICMP error about one. */
    RELATED(4, "related"),
    /** The packet would begin a connection. */
    NEW(8, "new"),
    /** A {@code notrack} statement let the packet pass conntrack by. */
    UNTRACKED(64, "untracked");

    private final int bit;
    private final String text;

    CtState(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /** The bit in the value of {@code NFT_CT_STATE}. */
    public int bit() {
        return bit;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
