package io.netlink4j.nft.object;

import java.util.Locale;

/** The verdict for packets that reach the end of a base chain ({@code NF_DROP}, {@code NF_ACCEPT}). */
public enum Policy {
    /** The packet is dropped. */
    DROP(0),
    /** The packet passes. */
    ACCEPT(1);

    private final int number;

    Policy(int number) {
        this.number = number;
    }

    static Policy ofNumber(int number) {
        return switch (number) {
            case 0 -> DROP;
            case 1 -> ACCEPT;
            default -> throw new IllegalArgumentException("a chain's policy is 0 or 1, not " + number);
        };
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
