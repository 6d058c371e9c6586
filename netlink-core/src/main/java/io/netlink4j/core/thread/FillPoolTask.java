package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A task that is submitted to a thread pool as many times as the pool may have workers. It holds each worker until all have come, so no
 * worker takes it twice, and the pool starts the workers that it lacks.
 */
final class FillPoolTask implements Runnable, AutoCloseable {
    private final int expected;
    private final CountDownLatch missing;
    private final EventFdLatch allPresent = new EventFdLatch();
    private final long deadline;

    /**
     * A task for {@code expected} workers.
     *
     * @param patience how long to hold the workers that came, if others are busy and do not come
     */
    FillPoolTask(int expected, Duration patience) {
        this.expected = expected;
        this.missing = new CountDownLatch(expected);
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    int expected() {
        return expected;
    }

    /** Runs on one worker: moves it home and holds it. */
    @Override
    public void run() {
        ThreadNamespace.goHome();
        missing.countDown();
        if (missing.getCount() == 0) {
            allPresent.open();
        } else {
            allPresent.await(deadline);
        }
    }

    /** Waits until all workers have come, or the patience is over. */
    void await() throws InterruptedException {
        // A worker that does not come is busy elsewhere; waiting longer would not help.
        boolean _ = missing.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Releases all workers. */
    @Override
    public void close() {
        allPresent.open();
    }
}
