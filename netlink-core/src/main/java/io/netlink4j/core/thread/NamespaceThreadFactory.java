package io.netlink4j.core.thread;

import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Creates platform threads that enter a namespace before they run anything, and stay there. */
public final class NamespaceThreadFactory implements ThreadFactory {
    private final OwnedFd fd;
    private final String where;
    private final AtomicLong count = new AtomicLong();

    /** Threads for the namespace of {@code fd}. */
    public NamespaceThreadFactory(OwnedFd fd, String where) {
        this.fd = fd;
        this.where = where;
    }

    // Acquired here and not when the thread runs: a pool waits for ever for a thread that fails before it runs the
    // pool's code.
    @Override
    public Thread newThread(Runnable body) {
        int number = fd.acquire();
        return Thread.ofPlatform()
                .name("netlink4j in " + where + " " + count.incrementAndGet())
                .daemon(false)
                .unstarted(() -> live(number, body));
    }

    private void live(int number, Runnable body) {
        SharedPoolsRefresher.entering();
        try {
            enter(number);
            body.run();
        } finally {
            SharedPoolsRefresher.left();
        }
    }

    private void enter(int number) {
        try {
            SharedPools.refresh();
            ThreadNamespace.enter(number, where);
        } finally {
            fd.release();
        }
    }
}
