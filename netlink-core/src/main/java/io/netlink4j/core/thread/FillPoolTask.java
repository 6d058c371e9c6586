package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A task that is given to a pool as often as the pool may have workers, and holds each worker that runs it until all are there:
 * so no worker answers twice, and a pool that has not enough of them makes the rest.
 */
final class FillPoolTask implements Runnable, AutoCloseable {
    private final int expected;
    private final CountDownLatch missing;
    private final EventFdLatch gate = new EventFdLatch();
    private final long deadline;

    /**
     * A roll of {@code expected} workers.
     *
     * @param patience how long to hold who is there if others, being busy, do not come
     */
    FillPoolTask(int expected, Duration patience) {
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
        ThreadNamespace.goHome();
        missing.countDown();
        if (missing.getCount() == 0) {
            gate.open();
        } else {
            gate.hold(deadline);
        }
    }

    /** Waits until all workers are there or the patience is at its end. */
    void await() throws InterruptedException {
        // A late worker is no reason to wait on: it is busy elsewhere.
        boolean _ = missing.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Lets all workers go. */
    @Override
    public void close() {
        gate.open();
    }
}
