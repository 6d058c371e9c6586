package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.NamespaceThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A task that is given to a pool as often as the pool may have workers, and holds each worker that runs it until all are there:
 * so no worker answers twice, and a pool that has not enough of them makes the rest.
 */
final class Roll implements Runnable {
    private final int expected;
    private final CountDownLatch missing;
    private final long deadline;

    /**
     * A roll of {@code expected} workers.
     *
     * @param patience how long to hold who is there if others, being busy, do not come
     */
    Roll(int expected, Duration patience) {
        this.expected = expected;
        this.missing = new CountDownLatch(expected);
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    int expected() {
        return expected;
    }

    /** One worker's answer. */
    @Override
    public void run() {
        NamespaceThread.goHome();
        missing.countDown();
        while (missing.getCount() > 0 && remaining() > 0) {
            NamespaceThread.hold(Duration.ofMillis(1));
        }
    }

    /** Waits until all workers are there or the patience is at its end; a virtual thread that waits is in nobody's way. */
    void await() throws InterruptedException {
        missing.await(remaining(), TimeUnit.NANOSECONDS);
    }

    private long remaining() {
        return deadline - System.nanoTime();
    }
}
