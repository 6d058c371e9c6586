package io.netlink4j.core.linux;

import io.netlink4j.core.error.NetlinkException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One thread that waits for one file descriptor. */
final class Watch {
    private final int[] fds;
    private final Thread waiter = Thread.currentThread();
    private volatile boolean ready;
    private volatile @Nullable Throwable failure;

    Watch(int... fds) {
        this.fds = fds;
    }

    int size() {
        return fds.length;
    }

    int fd(int index) {
        return fds[index];
    }

    boolean isReady() {
        return ready;
    }

    void ready() {
        ready = true;
        LockSupport.unpark(waiter);
    }

    /** Nobody looks at the descriptor any more. */
    void fail(Throwable cause) {
        failure = cause;
        ready();
    }

    boolean await(long deadline, BooleanSupplier cancelled) {
        while (!ready) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || cancelled.getAsBoolean() || waiter.isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        Throwable cause = failure;
        if (cause != null) {
            throw new NetlinkException("cannot wait for events: the thread that does so for all failed", cause);
        }
        return true;
    }
}
