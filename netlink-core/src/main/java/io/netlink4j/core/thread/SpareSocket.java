package io.netlink4j.core.thread;

import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who makes a namespace mostly wants a {@code NETLINK_ROUTE} socket in it next, and would have to send a thread there again. So one is
 * opened on the way out of a new namespace and kept with its handle, until it is wanted or the handle is closed.
 */
public final class SpareSocket implements AutoCloseable {
    private static final int TYPE = Linux.SOCK_RAW | Linux.SOCK_CLOEXEC;
    private static final int NONE = -1;

    private final AtomicInteger fd;

    private SpareSocket(int fd) {
        this.fd = new AtomicInteger(fd);
    }

    /** None at all. */
    public SpareSocket() {
        this(NONE);
    }

    /** One of the calling thread's namespace; none if it could not be opened. */
    public static SpareSocket here() {
        try (Arena arena = Arena.ofConfined()) {
            return new SpareSocket(Libc.socket(Libc.newErrno(arena), Linux.AF_NETLINK, TYPE, Linux.NETLINK_ROUTE));
        }
    }

    /** Whether such a socket is what is kept here. */
    public static boolean is(int family, int type, int protocol) {
        return family == Linux.AF_NETLINK && type == TYPE && protocol == Linux.NETLINK_ROUTE;
    }

    /** Gives it to the caller, once; negative if there is none. */
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
