package io.netlink4j.core;

import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that send for callers who must not be held by the kernel: a request is carried out inside {@code send(2)}, which nothing can
 * interrupt. They end when idle. So many can hang in the kernel, and no more.
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

    /** Starts {@code send} on one of them; false if all are in the kernel. */
    static boolean start(Runnable send) {
        try {
            POOL.execute(() -> {
                // Born where its creator was, it would keep that namespace alive.
                ThreadNamespace.goHome();
                send.run();
            });
            return true;
        } catch (RejectedExecutionException allBusy) {
            return false;
        }
    }
}
