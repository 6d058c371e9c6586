package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link SharedPools} full while there are threads inside for which nobody waits; a thread of its own, for as long. */
public final class SharedPoolsRefresher {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int inside;
    private static @Nullable Thread keeper;

    private SharedPoolsRefresher() {}

    /** One more thread goes inside. */
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
            // The next one tries again.
        } finally {
            LOCK.unlock();
        }
    }

    /** One of them has ended. */
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
        // Born where its creator was, it would keep that namespace alive.
        ThreadNamespace.goHome();
        try {
            while (true) {
                Thread.sleep(SharedPools.PERIOD);
                SharedPools.refresh();
            }
        } catch (InterruptedException e) {
            // Nobody is inside any more.
        }
    }
}
