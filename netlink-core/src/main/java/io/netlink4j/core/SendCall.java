package io.netlink4j.core;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** One {@code send(2)} on another thread, which may block in it. The caller waits until its deadline at most. */
final class SendCall {
    /** The value that {@link #await} returns if there is no result yet. */
    static final int UNDER_WAY = 1;

    private final IntSupplier send;
    private final Runnable done;
    private final Thread caller = Thread.currentThread();
    private volatile int result = UNDER_WAY;

    /**
     * A call that has not begun.
     *
     * @param send returns 0 or a negative error number
     * @param done runs when {@code send} has returned, even if the caller gave up long ago
     */
    SendCall(IntSupplier send, Runnable done) {
        this.send = send;
        this.done = done;
    }

    boolean start() {
        return SendThreads.start(this::run);
    }

    private void run() {
        int answer = UNDER_WAY;
        try {
            answer = send.getAsInt();
        } finally {
            done.run();
            result = answer;
            LockSupport.unpark(caller);
        }
    }

    boolean isUnderWay() {
        return result == UNDER_WAY;
    }

    /**
     * Waits for the result. Returns {@link #UNDER_WAY} if the deadline passed or the calling thread was interrupted
     * first.
     */
    int await(long deadline) {
        while (isUnderWay()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return result;
            }
            LockSupport.parkNanos(this, left);
        }
        return result;
    }
}
