package io.netlink4j.nft.packet;

/** The status bits of a connection ({@code enum ip_conntrack_status} of {@code nf_conntrack_common.h}). */
public enum CtStatus {
    /** Another connection announced it. */
    EXPECTED(1, "expected"),
    /** A packet came back. */
    SEEN_REPLY(2, "seen-reply"),
    /** It is not dropped early when the table is full. */
    ASSURED(4, "assured"),
    /** Its first packet left the host. */
    CONFIRMED(8, "confirmed"),
    /** Its source address is translated. */
    SNAT(16, "snat"),
    /** Its destination address is translated. */
    DNAT(32, "dnat"),
    /** It is being removed. */
    DYING(512, "dying");

    private final int bit;
    private final String text;

    CtStatus(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /** The bit in the value of {@code NFT_CT_STATUS}. */
    public int bit() {
        return bit;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
