package io.netlink4j.core.thread;

import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Where the calling thread is, and threads that visit other network namespaces for it.
 *
 * <p>A visit is for this library's own work. A user's code could block it, start threads or ask for another visit: that gets a thread of
 * its own, which goes there with {@link ThreadNamespace#enter}.
 *
 * <p>Whoever waits for a visit waits for {@link Deadlines#DEFAULT} at the longest, and ends when it is interrupted.
 */
public final class NamespaceTasks {
    /** How many threads the kernel can keep in the namespaces that there are. */
    static final int MOST = 64;

    /** And in those that it makes; more at once are not made faster. */
    private static final int MAKERS_MOST = 8;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final NamespaceTaskRunner VISITORS =
            new NamespaceTaskRunner(MOST, IDLE, home -> ThreadNamespace.set(home) == 0);
    // A kernel that makes no namespaces lets threads into those that there are.
    private static final NamespaceTaskRunner MAKERS =
            new NamespaceTaskRunner(MAKERS_MOST, IDLE, home -> ThreadNamespace.set(home) == 0);

    static {
        FreeDescriptors.prepare(NamespaceWorker.class, NamespaceTask.class);
        // The JVM's cleaner thread starts with its first use and lives for ever: it must not be born during a visit.
        Arena.ofAuto();
    }

    private NamespaceTasks() {}

    /** Runs {@code body} in {@code namespace}: on the calling thread if that is there already, which takes no privilege. */
    public static <T, X extends Exception> T inside(OpenNamespace namespace, CheckedSupplier<T, X> body) throws X {
        // A virtual thread may change its carrier while the body runs.
        return !Thread.currentThread().isVirtual() && namespace.isOwn()
                ? body.run()
                : VISITORS.visit(namespace, Deadlines.DEFAULT, body);
    }

    /** The same for a body that makes a file descriptor. */
    public static int openInside(OpenNamespace namespace, IntSupplier body) {
        return NamespaceTasks.<Fd, RuntimeException>inside(namespace, () -> new Fd(body.getAsInt())).number;
    }

    /**
     * Runs {@code body} in a new network namespace, which lives on only if the body keeps a reference to it.
     *
     * @param meanwhile what the calling thread does while the kernel makes the namespace; if it throws, the body's work is undone
     */
    public static <T extends AutoCloseable, X extends Exception> T insideNew(
            Runnable meanwhile, CheckedSupplier<T, X> body) throws X {
        return MAKERS.visit(TargetNamespace.NEW_NAMESPACE, Deadlines.DEFAULT, meanwhile, body);
    }

    /** Runs {@code body} at home: what it starts is born there, whoever asks. */
    public static <T, X extends Exception> T atHome(CheckedSupplier<T, X> body) throws X {
        return VISITORS.visit(TargetNamespace.HOME, Deadlines.DEFAULT, body);
    }

    private record Fd(int number) implements AutoCloseable {
        @Override
        public void close() {
            new OwnedFd(number, "a file descriptor").close();
        }
    }
}
