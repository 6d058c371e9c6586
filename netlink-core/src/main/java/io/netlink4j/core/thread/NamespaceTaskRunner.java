package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FreeDescriptors;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads that visit other network namespaces side by side: each enters, does a piece of this library's own work (open a socket), goes
 * home and proves by (device, inode) that it got there. Idle for a while, they end.
 *
 * <p>A caller waits no longer than its deadline, and not when it is interrupted. The kernel may keep a thread for longer, which then
 * undoes what it made; so many can hang there, and no more.
 */
final class NamespaceTaskRunner {
    // For the way back, what a visit opens, and classes: one that could not be loaded is lost for good.
    private static final int DESCRIPTORS = 6;

    private final int most;
    private final Semaphore places;
    private final Duration idle;
    private final WayBack wayBack;
    // The last to come back is the first to go: so the others may end.
    private final ConcurrentLinkedDeque<NamespaceWorker> waiting = new ConcurrentLinkedDeque<>();

    NamespaceTaskRunner(int most, Duration idle, WayBack wayBack) {
        this.most = most;
        this.places = new Semaphore(most);
        this.idle = idle;
        this.wayBack = wayBack;
    }

    /** How a visitor returns to its home; a test puts a broken one in its place. */
    interface WayBack {
        boolean go(int homeFd);
    }

    /** How long one waits for its next visit before it ends. */
    Duration idle() {
        return idle;
    }

    WayBack wayBack() {
        return wayBack;
    }

    void add(NamespaceWorker visitor) {
        waiting.addFirst(visitor);
    }

    void remove(NamespaceWorker visitor) {
        waiting.remove(visitor);
    }

    <T, X extends Exception> T visit(TargetNamespace destination, Duration longest, CheckedSupplier<T, X> body)
            throws X {
        return visit(destination, longest, () -> {}, body);
    }

    /**
     * Has one of them run {@code body} there.
     *
     * @param longest how long the caller waits for it
     * @param meanwhile what the calling thread does in that time; if it throws, the body's work is undone
     * @throws NetlinkException.TimedOut if it has not returned in that time
     * @throws NetlinkException.Interrupted if the calling thread is interrupted
     */
    <T, X extends Exception> T visit(
            TargetNamespace destination, Duration longest, Runnable meanwhile, CheckedSupplier<T, X> body) throws X {
        if (Thread.currentThread() instanceof NamespaceWorker) {
            throw new IllegalStateException("a visit to " + destination + " was asked for during another visit");
        }
        long deadline = System.nanoTime() + Deadlines.nanos(longest);
        NamespaceTask<T> visit = setOut(destination, longest, deadline, body);
        try {
            meanwhile.run();
        } catch (RuntimeException | Error e) {
            giveUp(visit, deadline, e);
            throw e;
        }
        return visit.await(deadline).<X>get();
    }

    private static void giveUp(NamespaceTask<?> visit, long deadline, Throwable failure) {
        try {
            visit.await(deadline).undo().ifPresent(failure::addSuppressed);
        } catch (NetlinkException late) {
            failure.addSuppressed(late);
        }
    }

    private <T> NamespaceTask<T> setOut(
            TargetNamespace destination, Duration longest, long deadline, CheckedSupplier<T, ?> body) {
        try {
            if (!destination.acquire(deadline)) {
                throw busy(destination, longest);
            }
            try {
                boolean alone = places.availablePermits() == most;
                if (!places.tryAcquire() && !places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw busy(destination, longest);
                }
                try {
                    NamespaceTask<T> visit = new NamespaceTask<>(destination, body, longest, alone, () -> {
                        places.release();
                        destination.release();
                    });
                    hand(visit, destination);
                    return visit;
                } catch (RuntimeException | Error e) {
                    places.release();
                    throw e;
                }
            } catch (InterruptedException | RuntimeException | Error e) {
                destination.release();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted("interrupted while others visited " + destination);
        }
    }

    private static NetlinkException busy(TargetNamespace destination, Duration longest) {
        return new NetlinkException.TimedOut(
                "cannot visit " + destination + ": the kernel kept all threads that may do so for " + longest);
    }

    private void hand(NamespaceTask<?> visit, TargetNamespace destination) {
        NamespaceWorker visitor = waiting.pollFirst();
        while (visitor != null) {
            if (visitor.accept(visit)) {
                return;
            }
            visitor = waiting.pollFirst();
        }
        FreeDescriptors.require(DESCRIPTORS, "go to " + destination);
        new NamespaceWorker(this, visit).start();
    }
}
