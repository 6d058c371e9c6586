package io.netlink4j.core.thread;

import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import io.netlink4j.core.linux.ThreadNamespace;
import java.lang.foreign.Arena;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace, by a descriptor of its file. The descriptor stays open until the last task in the namespace has
 * ended.
 */
public final class OpenNamespace implements TargetNamespace {
    /** Threads that the kernel holds in one namespace leave the others to other namespaces. */
    private static final int MOST = NamespaceTasks.MOST / 4;

    private final OwnedFd fd;
    private final SpareSocket spare;
    private final String name;
    private final Semaphore places = new Semaphore(MOST);

    /**
     * The namespace of {@code fd}. The owner of {@code fd} closes it.
     *
     * @param spare a socket that was opened in it already
     * @param name the namespace as messages name it
     */
    public OpenNamespace(OwnedFd fd, SpareSocket spare, String name) {
        this.fd = fd;
        this.spare = spare;
        this.name = name;
    }

    /** The namespace of {@code fd}, without a spare socket. */
    public OpenNamespace(OwnedFd fd, String name) {
        this(fd, new SpareSocket(), name);
    }

    /** The descriptor of the namespace's file. */
    public OwnedFd fd() {
        return fd;
    }

    /** Runs this library's own code inside, never a user's ({@link NamespaceTasks#inside}). */
    public <T, X extends Exception> T inside(CheckedSupplier<T, X> body) throws X {
        return NamespaceTasks.inside(this, body);
    }

    /** Opens a socket inside and returns its descriptor. The caller owns it. */
    public int openSocket(int family, int type, int protocol) {
        int wanted = type | Linux.SOCK_CLOEXEC;
        if (SpareSocket.is(family, wanted, protocol)) {
            int kept = fd.<Integer>use(_ -> spare.take());
            if (kept >= 0) {
                return kept;
            }
        }
        return NamespaceTasks.openInside(this, () -> {
            try (Arena arena = Arena.ofConfined()) {
                return SystemCall.check(
                        Libc.socket(Libc.newErrno(arena), family, wanted, protocol),
                        "open a socket of family " + family + ", type " + type + ", protocol " + protocol + " in "
                                + this);
            }
        });
    }

    boolean isOwn() {
        return fd.use(FileId::isOwnNamespace);
    }

    @Override
    public boolean acquire(long deadline) throws InterruptedException {
        if (!places.tryAcquire() && !places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            fd.acquire();
            return true;
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    @Override
    public void release() {
        fd.release();
        places.release();
    }

    @Override
    public void enter() {
        ThreadNamespace.enter(fd.acquired(), name);
    }

    @Override
    public String toString() {
        return name;
    }
}
