package io.netlink4j.core;

import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that send requests for callers that must not block: the kernel carries out a request inside {@code send(2)},
 * which cannot be interrupted. Idle threads end. The number of threads, those blocked in the kernel included, is
 * limited.
 */
final class SendThreads {
    private static final int MOST = 32;
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0,
            MOST,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform()
                    .name("netlink4j-send")
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .factory());

    private SendThreads() {}

    /** Runs {@code send} on one of the threads. Returns false if all of them are blocked in the kernel. */
    static boolean start(Runnable send) {
        try {
            POOL.execute(() -> {
                // The thread starts in the namespace of its creator, which it would keep alive.
                ThreadNamespace.goHome();
                send.run();
            });
            return true;
        } catch (RejectedExecutionException allBusy) {
            return false;
        }
    }
}
