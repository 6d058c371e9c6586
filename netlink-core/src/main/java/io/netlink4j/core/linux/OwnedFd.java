package io.netlink4j.core.linux;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * A file descriptor with one owner and any number of users. {@link #close} is idempotent and refuses new users at once.
 * The descriptor is closed when the last user has left, so no user meets a number that the kernel has given to another
 * file.
 */
public final class OwnedFd implements AutoCloseable {
    // The sign bit means closed. The other bits count the users.
    private static final int CLOSED = Integer.MIN_VALUE;

    private final int fd;
    private final String owner;
    private final IntConsumer last;
    private final AtomicInteger state = new AtomicInteger();
    private Optional<LeakDetector> unclosed = Optional.empty();

    /**
     * Takes ownership of {@code fd}.
     *
     * @param owner what the descriptor belongs to, for the message about its use after close
     */
    public OwnedFd(int fd, String owner) {
        this(fd, owner, number -> {});
    }

    /**
     * Takes ownership of {@code fd}, with an action before its close.
     *
     * @param last gets the number while it is still open
     */
    public OwnedFd(int fd, String owner, IntConsumer last) {
        if (fd < 0) {
            throw new IllegalArgumentException("no file descriptor: " + fd);
        }
        this.fd = fd;
        this.owner = owner;
        this.last = last;
    }

    /**
     * Takes ownership of a descriptor that users open and must close. {@link LeakDetector} may watch it.
     *
     * @param last must not refer to what holds this object
     */
    public static OwnedFd watched(int fd, String owner, IntConsumer last) {
        OwnedFd owned = new OwnedFd(fd, owner, last);
        owned.unclosed = LeakDetector.watch(owned, fd, owner, last);
        return owned;
    }

    /** Returns the number, which stays open until {@link #release}. Each call needs its own release. */
    public int acquire() {
        int before = state.getAndUpdate(s -> s < 0 ? s : s + 1);
        if (before < 0) {
            throw new NetlinkException.Closed(owner + " is closed");
        }
        return fd;
    }

    /** The number, for a caller that has acquired it already. */
    public int acquired() {
        return fd;
    }

    /**
     * Ends a use that began with {@link #acquire}.
     *
     * @throws IllegalStateException if nothing was acquired: the number may belong to another file
     */
    public void release() {
        try {
            int before = state.getAndUpdate(s -> (s & ~CLOSED) == 0 ? s : s - 1);
            if ((before & ~CLOSED) == 0) {
                throw new IllegalStateException(owner + " was released more often than acquired");
            }
            if (before == (CLOSED | 1)) {
                closeNow();
            }
        } finally {
            // A user of the number keeps this object reachable until here, so that it is not closed meanwhile.
            Reference.reachabilityFence(this);
        }
    }

    /** Runs {@code body} with the number, which stays open until the body returns. */
    public <T> T use(IntFunction<T> body) {
        int number = acquire();
        try {
            return body.apply(number);
        } finally {
            release();
        }
    }

    /** Whether {@link #close} was called. Users may still be active. */
    public boolean isClosed() {
        return state.get() < 0;
    }

    @Override
    public void close() {
        if (state.getAndUpdate(s -> s | CLOSED) == 0) {
            closeNow();
        }
    }

    private void closeNow() {
        unclosed.ifPresent(LeakDetector::forget);
        last.accept(fd);
        try (Arena arena = Arena.ofConfined()) {
            Libc.close(Libc.newErrno(arena), fd);
        }
    }
}
