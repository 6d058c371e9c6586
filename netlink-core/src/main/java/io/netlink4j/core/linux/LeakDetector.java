package io.netlink4j.core.linux;

import io.netlink4j.core.error.Printable;
import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Finds handles, sockets and subscriptions that became unreachable without {@code close}. With {@code
 * -Dio.netlink4j.leaks=true} it closes their descriptors, and reports each at WARN with the place where it was opened.
 * Otherwise it costs no memory and no thread.
 */
final class LeakDetector {
    private static final boolean IS_ON = Boolean.getBoolean("io.netlink4j.leaks");

    private final Dropped dropped;
    private final Cleaner.Cleanable registration;

    private LeakDetector(OwnedFd handle, Dropped dropped) {
        this.dropped = dropped;
        this.registration = WhenOn.CLEANER.register(handle, dropped);
    }

    /**
     * Watches {@code handle} and closes {@code fd} when it is unreachable. {@code last} must not refer to it. Empty if
     * switched off.
     */
    static Optional<LeakDetector> watch(OwnedFd handle, int fd, String owner, IntConsumer last) {
        return IS_ON ? Optional.of(new LeakDetector(handle, new Dropped(fd, owner, last))) : Optional.empty();
    }

    /** Ends the watch, since the owner closes the descriptor. */
    void forget() {
        dropped.closed = true;
        registration.clean();
    }

    private static final class Dropped implements Runnable {
        private final int fd;
        private final String owner;
        private final IntConsumer last;
        private final Throwable opened =
                new Throwable("opened here by thread '" + Thread.currentThread().getName() + "'");
        private volatile boolean closed;

        Dropped(int fd, String owner, IntConsumer last) {
            this.fd = fd;
            this.owner = owner;
            this.last = last;
        }

        @Override
        public void run() {
            if (!closed) {
                LoggerFactory.getLogger(LeakDetector.class)
                        .warn("{} was dropped without close, and is closed now", Printable.of(owner), opened);
                new OwnedFd(fd, owner, last).close();
            }
        }
    }

    private static final class WhenOn {
        static final Cleaner CLEANER = Cleaner.create(body -> Thread.ofPlatform()
                .name("netlink4j-leaks")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {
                    ThreadNamespace.goHome();
                    body.run();
                }));
    }
}
