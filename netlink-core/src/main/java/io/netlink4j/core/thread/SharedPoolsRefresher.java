package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes the {@link SharedPools} while threads that nobody waits for run inside a namespace. It has a thread of its
 * own for that time.
 */
public final class SharedPoolsRefresher {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int inside;
    private static @Nullable Thread keeper;

    private SharedPoolsRefresher() {}

    /** Counts one more thread inside. */
    static void entering() {
        LOCK.lock();
        try {
            inside++;
            if (SharedPools.WANTED && keeper == null) {
                keeper = Thread.ofPlatform()
                        .name("netlink4j-pools")
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .start(SharedPoolsRefresher::keep);
            }
        } catch (OutOfMemoryError e) {
            // The next thread tries again.
        } finally {
            LOCK.unlock();
        }
    }

    /** Counts one thread less. */
    static void left() {
        LOCK.lock();
        try {
            inside--;
            Thread last = keeper;
            if (inside == 0 && last != null) {
                keeper = null;
                last.interrupt();
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static void keep() {
        // The thread starts in the namespace of its creator, which it would keep alive.
        ThreadNamespace.goHome();
        try {
            while (true) {
                Thread.sleep(SharedPools.PERIOD);
                SharedPools.refresh();
            }
        } catch (InterruptedException e) {
            // No thread is inside any more.
        }
    }
}
