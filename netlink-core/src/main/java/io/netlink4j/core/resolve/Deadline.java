package io.netlink4j.core.resolve;

import java.time.Duration;

/**
 * A deadline, for methods of the JDK that take milliseconds.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
record Deadline(long nanos) {
    private static final Duration FOR_EVER = Duration.ofDays(36500);

    /** The deadline of a wait that begins now. A negative duration counts as zero. */
    static Deadline in(Duration time) {
        Duration bounded = time.isNegative() ? Duration.ZERO : time.compareTo(FOR_EVER) < 0 ? time : FOR_EVER;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** The earlier of this deadline and that of a wait that begins now. */
    Deadline orIn(Duration time) {
        Deadline other = in(time);
        return other.nanos - nanos < 0 ? other : this;
    }

    boolean isOver() {
        return millis() == 0;
    }

    /** The remaining milliseconds, rounded up. 0 only if the deadline is over. */
    int millis() {
        long left = nanos - System.nanoTime();
        return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    }
}
