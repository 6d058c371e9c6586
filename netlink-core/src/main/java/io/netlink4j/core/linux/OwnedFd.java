package io.netlink4j.core.linux;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * A file descriptor with one owner and any number of users: {@link #close} is idempotent, refuses new users at once, and the
 * descriptor is closed when the last user has left, so that no user ever meets a number that the kernel gave to somebody else.
 */
public final class OwnedFd implements AutoCloseable {
    // The sign bit says closed; the other bits count the users.
    private static final int CLOSED = Integer.MIN_VALUE;

    private final int fd;
    private final String owner;
    private final IntConsumer last;
    private final AtomicInteger state = new AtomicInteger();
    private Optional<LeakDetector> unclosed = Optional.empty();

    /**
     * Takes ownership of {@code fd}.
     *
     * @param owner what it belongs to, as the message for its use after close names it
     */
    public OwnedFd(int fd, String owner) {
        this(fd, owner, number -> {});
    }

    /**
     * The same with something that is to be done before the descriptor is closed.
     *
     * @param last is given the number while it is still ours
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
     * The same for what users open and should close: {@link LeakDetector} may look for those that they forget.
     *
     * @param last must not refer to what holds this object
     */
    public static OwnedFd watched(int fd, String owner, IntConsumer last) {
        OwnedFd owned = new OwnedFd(fd, owner, last);
        owned.unclosed = LeakDetector.watch(owned, fd, owner, last);
        return owned;
    }

    /** The number, which stays ours until {@link #release}; every call needs one of that. */
    public int acquire() {
        int before = state.getAndUpdate(s -> s < 0 ? s : s + 1);
        if (before < 0) {
            throw new NetlinkException.Closed(owner + " is closed");
        }
        return fd;
    }

    /** The number, for one who has it by {@link #acquire} already. */
    public int acquired() {
        return fd;
    }

    /**
     * Ends a use that {@link #acquire} began.
     *
     * @throws IllegalStateException if nothing was acquired: the number may be somebody else's
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
            // Whoever uses the number holds this object until here, so that it is not closed meanwhile.
            Reference.reachabilityFence(this);
        }
    }

    /** Runs {@code body} with the number, which stays ours until it returns. */
    public <T> T use(IntFunction<T> body) {
        int number = acquire();
        try {
            return body.apply(number);
        } finally {
            release();
        }
    }

    /** Whether {@link #close} was called; users may still be inside. */
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
