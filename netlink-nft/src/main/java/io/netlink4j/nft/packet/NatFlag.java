package io.netlink4j.nft.packet;

/** A flag for the choice of addresses and ports ({@code NF_NAT_RANGE_*} of {@code nf_nat.h}). */
public enum NatFlag {
    /** The port is random. */
    RANDOM(4, "random"),
    /** The port is random and unpredictable. */
    FULLY_RANDOM(16, "fully-random"),
    /** A client gets the same address for each connection. */
    PERSISTENT(8, "persistent");

    private final int bit;
    private final String text;

    NatFlag(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /** The bit in {@code NFTA_NAT_FLAGS}, {@code NFTA_MASQ_FLAGS} and {@code NFTA_REDIR_FLAGS}. */
    public int bit() {
        return bit;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
