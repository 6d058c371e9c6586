package io.netlink4j.core.thread;

import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes threads that go inside before they do anything else, and stay there. */
public final class NamespaceThreadFactory implements ThreadFactory {
    private final OwnedFd fd;
    private final String where;
    private final AtomicLong count = new AtomicLong();

    /** Threads for the namespace of {@code fd}. */
    public NamespaceThreadFactory(OwnedFd fd, String where) {
        this.fd = fd;
        this.where = where;
    }

    // Borrowed here and not when the thread runs: a pool waits for ever for a thread that fails before it came to the
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
