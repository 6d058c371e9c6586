package io.netlink4j.nft.object;

import io.netlink4j.nft.packet.NfFamily;
import java.util.Locale;

/** nft's names for the order in which base chains at the same hook see a packet: the lowest first. */
public enum Priority {
    /** Before connection tracking: -300. */
    RAW(-300, Integer.MIN_VALUE),
    /** Changes of packets: -150. */
    MANGLE(-150, Integer.MIN_VALUE),
    /** Destination address translation: -100, in bridges -300. */
    DSTNAT(-100, -300),
    /** Filters: 0, in bridges -200. */
    FILTER(0, -200),
    /** Bridges only: 100. */
    OUT(Integer.MIN_VALUE, 100),
    /** Security modules: 50. */
    SECURITY(50, Integer.MIN_VALUE),
    /** Source address translation: 100, in bridges 300. */
    SRCNAT(100, 300);

    private final int inet;
    private final int bridge;

    Priority(int inet, int bridge) {
        this.inet = inet;
        this.bridge = bridge;
    }

    /**
     * The number in chains of {@code family}.
     *
     * @throws IllegalArgumentException if the family has no priority of that name
     */
    public int value(NfFamily family) {
        int value = family == NfFamily.BRIDGE ? bridge : inet;
        if (value == Integer.MIN_VALUE) {
            throw new IllegalArgumentException("the family " + family + " has no priority '" + this + "'");
        }
        return value;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
