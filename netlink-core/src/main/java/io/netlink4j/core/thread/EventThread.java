package io.netlink4j.core.thread;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of this library that waits for events in the kernel. Callers that wait for a socket park: a virtual
 * thread releases its carrier, and any thread can be interrupted. The event thread runs while a caller waits, and for a
 * second longer.
 *
 * <p>It reads nothing. What a socket received stays in the kernel's buffer until the caller reads it, so a slow reader
 * delays no other.
 */
public final class EventThread {
    private static final EventThread SHARED = new EventThread(Duration.ofSeconds(1));

    private final Duration idle;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EventLoop loop;

    EventThread(Duration idle) {
        this.idle = idle;
    }

    /**
     * Waits until the descriptor is readable. It must stay open meanwhile.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @param cancelled whether the wait is over; code that changes this must unpark the calling thread
     * @return false if it is not readable: the deadline passed, the wait was cancelled, or this thread is interrupted
     */
    public static boolean await(long deadline, BooleanSupplier cancelled, int fd) {
        return await(deadline, cancelled, Interest.readable(fd));
    }

    /**
     * Waits until one of several descriptors has the wanted event.
     *
     * @param cancelled is called by the calling thread once the descriptors are registered, and after each wake-up
     */
    public static boolean await(long deadline, BooleanSupplier cancelled, Interest... interests) {
        return SHARED.awaitNews(deadline, cancelled, interests);
    }

    boolean awaitNews(long deadline, BooleanSupplier cancelled, Interest... interests) {
        EventWaiter watch = new EventWaiter(interests);
        EventLoop current = register(watch);
        try {
            return watch.await(deadline, cancelled);
        } finally {
            current.remove(watch);
        }
    }

    private EventLoop register(EventWaiter watch) {
        lock.lock();
        try {
            EventLoop current = loop;
            if (current == null || !current.add(watch)) {
                current = EventLoop.start(idle, watch);
                loop = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }
}
