package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of ours that visits other network namespaces: it enters, does a piece of this library's own work (open a
 * socket), goes home and proves by (device, inode) that it got there. Idle for a while, it ends.
 *
 * <p>Never for a user's code, which could block it, start threads or ask for another visit: that gets a thread of its own
 * from {@link #enter}.
 */
public final class NamespaceThread {
    private static final NamespaceThread SHARED = new NamespaceThread(Duration.ofSeconds(1), home -> setns(home) == 0);

    static {
        // The JVM's cleaner thread starts with its first use and lives for ever: it must not be born during a visit.
        Arena.ofAuto();
    }

    // For the way back, what a visit opens, and classes: one that could not be loaded is lost for good.
    private static final int DESCRIPTORS = 6;

    private final ReentrantLock turn = new ReentrantLock();
    private final Duration idle;
    private final WayBack wayBack;
    private volatile @Nullable NamespaceVisitor visitor;

    NamespaceThread(Duration idle, WayBack wayBack) {
        this.idle = idle;
        this.wayBack = wayBack;
    }

    /** How a visitor returns to its home; a test puts a broken one in its place. */
    interface WayBack {
        boolean go(int homeFd);
    }

    /**
     * Runs {@code body} in the namespace of {@code namespaceFd}, which has to stay open meanwhile: on the calling thread if that
     * is there already, which takes no privilege.
     *
     * @param where the namespace as a message names it
     */
    public static <T, X extends Exception> T inside(int namespaceFd, String where, Body<T, X> body) throws X {
        // A virtual thread may change its carrier while the body runs.
        return !Thread.currentThread().isVirtual() && FileId.isOwnNamespace(namespaceFd)
                ? body.run()
                : SHARED.visit(() -> enter(namespaceFd, where), where, body);
    }

    /** The same for a body that makes a file descriptor. */
    public static int openInside(int namespaceFd, String where, IntSupplier body) {
        return NamespaceThread.<Fd, RuntimeException>inside(namespaceFd, where, () -> new Fd(body.getAsInt())).number;
    }

    /**
     * Runs {@code body} in a new network namespace, which lives on only if the body keeps a reference to it.
     *
     * @param meanwhile what the calling thread does while the kernel makes the namespace; if it throws, the body's work is undone
     */
    public static <T extends AutoCloseable, X extends Exception> T insideNew(Runnable meanwhile, Body<T, X> body)
            throws X {
        return SHARED.visit(NamespaceThread::enterNew, "a new network namespace", meanwhile, body);
    }

    /** Runs {@code body} at home: what it starts is born there, whoever asks. */
    public static <T, X extends Exception> T atHome(Body<T, X> body) throws X {
        return SHARED.visit(() -> {}, "home", body);
    }

    /**
     * Brings the calling thread, or the carrier of the calling virtual thread, to the namespace of the process's first thread if
     * it is elsewhere and may go there.
     */
    public static void goHome() {
        try (Arena arena = Arena.ofConfined()) {
            if (!FileId.ofOwnNamespace().equals(FileId.ofFirstThread())) {
                int home = Libc.open(
                        Libc.newErrno(arena),
                        arena.allocateFrom(FileId.FIRST_NAMESPACE),
                        Linux.O_RDONLY | Linux.O_CLOEXEC,
                        0);
                if (home >= 0) {
                    setns(home);
                    new OwnedFd(home, "the first thread's namespace").close();
                }
            }
        }
    }

    /** Blocks the calling thread, and with a virtual one its carrier, too. */
    public static void hold(Duration time) {
        try (Arena arena = Arena.ofConfined()) {
            Libc.poll(Libc.newErrno(arena), MemorySegment.NULL, 0, Math.toIntExact(time.toMillis()));
        }
    }

    /**
     * Moves the calling thread, which must be of no use to anybody else afterwards, into a namespace. Where it is there already
     * nothing is to be done, and so no privilege needed.
     */
    public static void enter(int namespaceFd, String where) {
        int result = setns(namespaceFd);
        if (result < 0 && !FileId.isOwnNamespace(namespaceFd)) {
            Errno errno = Errno.ofNegative(result);
            throw NetlinkException.refused(
                    "enter " + where,
                    errno,
                    errno.equals(Errno.EPERM)
                            ? "setns needs CAP_SYS_ADMIN, also in the user namespace that owns the network namespace"
                            : FreeDescriptors.reason(errno));
        }
    }

    /**
     * Moves the calling thread of ours to the namespace of the process's first thread, if it may go there: born where its
     * creator was, it would keep that namespace alive.
     */
    static void settle() {
        try (Arena arena = Arena.ofConfined()) {
            int leader = Libc.open(
                    Libc.newErrno(arena), arena.allocateFrom("/proc/self/ns/net"), Linux.O_RDONLY | Linux.O_CLOEXEC, 0);
            if (leader >= 0) {
                try (OwnedFd home = new OwnedFd(leader, "the first thread's namespace")) {
                    home.<Integer>use(NamespaceThread::setns);
                }
            }
        }
    }

    <T, X extends Exception> T visit(Runnable entrance, String where, Body<T, X> body) throws X {
        return visit(entrance, where, () -> {}, body);
    }

    private <T, X extends Exception> T visit(Runnable entrance, String where, Runnable meanwhile, Body<T, X> body)
            throws X {
        NamespaceVisitor current = visitor;
        if (current != null && current.thread().equals(Thread.currentThread())) {
            throw new IllegalStateException("a visit to " + where + " was asked for during another visit");
        }
        if (current == null || !current.thread().isAlive()) {
            FreeDescriptors.require(DESCRIPTORS, "go to " + where);
        }
        Visit<T> visit = new Visit<>(entrance, where, body);
        turn.lock();
        try {
            current = visitor;
            if (current == null || !current.accept(visit)) {
                current = new NamespaceVisitor(idle, wayBack, visit);
                visitor = current;
                current.thread().start();
            }
            try {
                meanwhile.run();
            } catch (RuntimeException | Error e) {
                visit.await().undo().ifPresent(e::addSuppressed);
                throw e;
            }
            return visit.await().<X>get();
        } finally {
            turn.unlock();
        }
    }

    private static void enterNew() {
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = Libc.unshare(Libc.newErrno(arena), Linux.CLONE_NEWNET);
        }
        if (result < 0) {
            Errno errno = Errno.ofNegative(result);
            String reason = errno.equals(Errno.EPERM)
                    ? "unshare needs CAP_SYS_ADMIN"
                    : errno.equals(Errno.ENOSPC) ? "the limit /proc/sys/user/max_net_namespaces is reached" : null;
            throw NetlinkException.refused("create a network namespace", errno, reason);
        }
    }

    private static int setns(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.setns(Libc.newErrno(arena), fd, Linux.CLONE_NEWNET);
        }
    }

    private record Fd(int number) implements AutoCloseable {
        @Override
        public void close() {
            new OwnedFd(number, "a file descriptor").close();
        }
    }
}
