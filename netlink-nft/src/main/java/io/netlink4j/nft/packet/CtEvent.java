package io.netlink4j.nft.packet;

import java.util.Locale;

/** An event of a connection that listeners are told of ({@code IPCT_*}). */
public enum CtEvent {
    /** It begins. */
    NEW(0),
    /** It begins because of another one. */
    RELATED(1),
    /** It ends. */
    DESTROY(2),
    /** The first packet of the other side was seen. */
    REPLY(3),
    /** It is kept although the table is full. */
    ASSURED(4),
    /** The state of its protocol changed. */
    PROTOINFO(5),
    /** It got a helper. */
    HELPER(6),
    /** Its mark changed. */
    MARK(7),
    /** Its sequence numbers are changed. */
    SEQADJ(8),
    /** Its security mark changed. */
    SECMARK(9),
    /** Its labels changed. */
    LABEL(10);

    private final int bit;

    CtEvent(int shift) {
        this.bit = 1 << shift;
    }

    /** The bit in the kernel's mask. */
    public int bit() {
        return bit;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
