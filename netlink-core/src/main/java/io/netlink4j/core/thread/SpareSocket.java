package io.netlink4j.core.thread;

import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@code NETLINK_ROUTE} socket that is opened together with a new namespace and kept until it is used or the
 * namespace's handle is closed. Most callers open such a socket next, which would take another task inside.
 */
public final class SpareSocket implements AutoCloseable {
    private static final int TYPE = Linux.SOCK_RAW | Linux.SOCK_CLOEXEC;
    private static final int NONE = -1;

    private final AtomicInteger fd;

    private SpareSocket(int fd) {
        this.fd = new AtomicInteger(fd);
    }

    /** No socket. */
    public SpareSocket() {
        this(NONE);
    }

    /** Opens a socket in the calling thread's namespace. Empty if that fails. */
    public static SpareSocket here() {
        try (Arena arena = Arena.ofConfined()) {
            return new SpareSocket(Libc.socket(Libc.newErrno(arena), Linux.AF_NETLINK, TYPE, Linux.NETLINK_ROUTE));
        }
    }

    /** Whether these arguments of {@code socket(2)} describe the socket that is kept here. */
    public static boolean is(int family, int type, int protocol) {
        return family == Linux.AF_NETLINK && type == TYPE && protocol == Linux.NETLINK_ROUTE;
    }

    /** Hands the socket to the caller, once. Negative if there is none. */
    public int take() {
        return fd.getAndSet(NONE);
    }

    @Override
    public void close() {
        int kept = take();
        if (kept >= 0) {
            new OwnedFd(kept, "a spare socket").close();
        }
    }
}
