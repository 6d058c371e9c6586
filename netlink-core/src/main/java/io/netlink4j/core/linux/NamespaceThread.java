package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Where the calling thread is, and threads that visit other network namespaces for it.
 *
 * <p>A visit is for this library's own work. A user's code could block it, start threads or ask for another visit: that gets a thread of
 * its own, which goes there with {@link #enter}.
 *
 * <p>Whoever waits for a visit waits for {@link Deadlines#DEFAULT} at the longest, and ends when it is interrupted.
 */
public final class NamespaceThread {
    /** How many threads the kernel can keep in the namespaces that there are. */
    static final int MOST = 64;

    /** And in those that it makes; more at once are not made faster. */
    private static final int MAKERS_MOST = 8;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Visitors VISITORS = new Visitors(MOST, IDLE, home -> setns(home) == 0);
    // A kernel that makes no namespaces lets threads into those that there are.
    private static final Visitors MAKERS = new Visitors(MAKERS_MOST, IDLE, home -> setns(home) == 0);

    static {
        FreeDescriptors.prepare(NamespaceVisitor.class, Visit.class);
        // The JVM's cleaner thread starts with its first use and lives for ever: it must not be born during a visit.
        Arena.ofAuto();
    }

    private NamespaceThread() {}

    /** Runs {@code body} in {@code namespace}: on the calling thread if that is there already, which takes no privilege. */
    public static <T, X extends Exception> T inside(OpenNamespace namespace, Body<T, X> body) throws X {
        // A virtual thread may change its carrier while the body runs.
        return !Thread.currentThread().isVirtual() && namespace.isOwn()
                ? body.run()
                : VISITORS.visit(namespace, Deadlines.DEFAULT, body);
    }

    /** The same for a body that makes a file descriptor. */
    public static int openInside(OpenNamespace namespace, IntSupplier body) {
        return NamespaceThread.<Fd, RuntimeException>inside(namespace, () -> new Fd(body.getAsInt())).number;
    }

    /**
     * Runs {@code body} in a new network namespace, which lives on only if the body keeps a reference to it.
     *
     * @param meanwhile what the calling thread does while the kernel makes the namespace; if it throws, the body's work is undone
     */
    public static <T extends AutoCloseable, X extends Exception> T insideNew(Runnable meanwhile, Body<T, X> body)
            throws X {
        return MAKERS.visit(Destination.NEW_NAMESPACE, Deadlines.DEFAULT, meanwhile, body);
    }

    /** Runs {@code body} at home: what it starts is born there, whoever asks. */
    public static <T, X extends Exception> T atHome(Body<T, X> body) throws X {
        return VISITORS.visit(Destination.HOME, Deadlines.DEFAULT, body);
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

    static void enterNew() {
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
