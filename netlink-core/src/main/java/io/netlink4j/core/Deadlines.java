package io.netlink4j.core;

import java.time.Duration;

/** Times to wait, as numbers that can be added to {@link System#nanoTime}. */
final class Deadlines {
    /** Longer than any program runs, and so short that it can be counted in nanoseconds. */
    static final Duration FOR_EVER = Duration.ofDays(36500);

    private Deadlines() {}

    static long nanos(Duration longest) {
        return (longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER).toNanos();
    }
}
