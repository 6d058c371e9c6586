package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A caller that waits for an event of one of its file descriptors. */
final class EventWaiter {
    private final List<Interest> interests;
    private final Thread waiter = Thread.currentThread();
    private volatile boolean ready;
    private volatile @Nullable Throwable failure;
    private long id;

    EventWaiter(Interest... interests) {
        this.interests = List.of(interests);
    }

    List<Interest> interests() {
        return interests;
    }

    /** Its number in the event loop, guarded by the loop's lock. */
    long id() {
        return id;
    }

    void id(long number) {
        this.id = number;
    }

    void ready() {
        ready = true;
        LockSupport.unpark(waiter);
    }

    /** Ends the wait with an exception, since the event loop has failed. */
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
            throw new NetlinkException("cannot wait for events: the event thread has failed", cause);
        }
        return true;
    }
}
