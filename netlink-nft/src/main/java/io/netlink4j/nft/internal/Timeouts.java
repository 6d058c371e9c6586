package io.netlink4j.nft.internal;

import java.time.Duration;

/** Timeouts of elements. The kernel counts milliseconds, and takes 0 for none. */
public final class Timeouts {
    private Timeouts() {}

    /**
     * A timeout as a number of milliseconds.
     *
     * @throws IllegalArgumentException if it is no whole number of milliseconds above 0
     */
    public static long milliseconds(Duration timeout) {
        long milliseconds = timeout.toMillis();
        if (milliseconds < 1 || !Duration.ofMillis(milliseconds).equals(timeout)) {
            throw new IllegalArgumentException("a timeout is a whole number of milliseconds above 0, not " + timeout);
        }
        return milliseconds;
    }
}
