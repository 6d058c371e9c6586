package io.netlink4j.examples.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Times one round, and each operation in it if asked to. */
final class Stopwatch {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] laps;
    private final long allocated;
    private final long began;
    private int lap;
    private long lapBegan;

    /** A watch for {@code laps} operations. */
    Stopwatch(int laps) {
        this.laps = new long[laps];
        this.allocated = THREAD.getCurrentThreadAllocatedBytes();
        this.began = System.nanoTime();
    }

    void lapBegins() {
        lapBegan = System.nanoTime();
    }

    void lapEnds() {
        laps[lap++] = System.nanoTime() - lapBegan;
    }

    /** How many of {@code count} operations a second had, since the watch began. */
    long perSecond(long count) {
        return Math.round(count * 1e9 / (System.nanoTime() - began));
    }

    /** The milliseconds since the watch began. */
    long millis() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** The bytes that this thread allocated since the watch began. */
    long allocatedBytes() {
        return THREAD.getCurrentThreadAllocatedBytes() - allocated;
    }

    /** A line with {@code ops/s=97299 p50=4.70us p99=12.81us}, for all laps. */
    Line line(String name) {
        long rate = perSecond(laps.length);
        Arrays.sort(laps);
        return new Line(name)
                .with("n", laps.length)
                .with("ops/s", rate)
                .with("p50", micros(laps[laps.length / 2]))
                .with("p99", micros(laps[laps.length * 99 / 100]));
    }

    private static String micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).setScale(2, RoundingMode.HALF_EVEN) + "us";
    }
}
