package io.netlink4j.core.thread;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of ours that waits in the kernel, for everybody: whoever waits for a socket parks, which costs a virtual thread no
 * carrier and can be interrupted. The thread is there while somebody waits, and for a while longer.
 *
 * <p>It reads nothing. What a socket received stays in the kernel's buffer, of limited size, until the one who waited reads it;
 * so a slow reader keeps up nobody else.
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
     * Waits until the descriptor, which must stay open meanwhile, has something to read.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @param cancelled whether the wait is over; who changes that has to unpark the calling thread
     * @return false if there is nothing yet: the deadline passed, or it was cancelled, or this thread is interrupted
     */
    public static boolean await(long deadline, BooleanSupplier cancelled, int fd) {
        return await(deadline, cancelled, Interest.readable(fd));
    }

    /**
     * The same for several descriptors, of which one is enough.
     *
     * @param cancelled is asked by the calling thread when nothing can be missed any more, and after each wake-up
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
