package io.netlink4j.core.thread;

import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Runs this library's own code in other network namespaces, on threads of this library.
 *
 * <p>A user's code never runs here: it could block the thread, start other threads or ask for another task. It gets a thread of its own
 * ({@link UserCodeThread}).
 *
 * <p>Each call waits for {@link Deadlines#DEFAULT} at most, and ends when its thread is interrupted.
 */
public final class NamespaceTasks {
    /** How many threads the kernel can hold in existing namespaces. */
    static final int MOST = 64;

    /** How many threads the kernel can hold while it creates namespaces. More at once do not make it faster. */
    private static final int CREATORS_MOST = 8;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final NamespaceTaskRunner RUNNER =
            new NamespaceTaskRunner(MOST, IDLE, home -> ThreadNamespace.set(home) == 0);
    // Apart from the others: a kernel that does not create namespaces still lets threads enter existing ones.
    private static final NamespaceTaskRunner CREATORS =
            new NamespaceTaskRunner(CREATORS_MOST, IDLE, home -> ThreadNamespace.set(home) == 0);

    static {
        FreeDescriptors.prepare(NamespaceWorker.class, NamespaceTask.class);
        // The JVM starts its cleaner thread at first use and never ends it, so that must not happen inside a task.
        Arena.ofAuto();
    }

    private NamespaceTasks() {}

    /** Runs {@code body} in {@code namespace}. A calling thread that is there already runs it itself, which needs no privilege. */
    public static <T, X extends Exception> T inside(OpenNamespace namespace, CheckedSupplier<T, X> body) throws X {
        // A virtual thread may change its carrier while the body runs.
        return !Thread.currentThread().isVirtual() && namespace.isOwn()
                ? body.get()
                : RUNNER.run(namespace, Deadlines.DEFAULT, body);
    }

    /** Runs {@code body}, which opens a file descriptor, in {@code namespace}. */
    public static int openInside(OpenNamespace namespace, IntSupplier body) {
        return NamespaceTasks.<Fd, RuntimeException>inside(namespace, () -> new Fd(body.getAsInt())).number;
    }

    /**
     * Runs {@code body} in a new network namespace. The namespace ends with the task unless the result refers to it.
     *
     * @param meanwhile what the calling thread does while the kernel creates the namespace; if it throws, the work of {@code body} is
     *     undone
     */
    public static <T extends AutoCloseable, X extends Exception> T insideNew(
            Runnable meanwhile, CheckedSupplier<T, X> body) throws X {
        return CREATORS.run(TargetNamespace.NEW_NAMESPACE, Deadlines.DEFAULT, meanwhile, body);
    }

    /** Runs {@code body} in {@code count} new network namespaces, side by side. If it throws in one, the work in the others is undone. */
    public static <T extends AutoCloseable, X extends Exception> List<T> insideNew(
            int count, CheckedSupplier<T, X> body) throws X {
        return CREATORS.runAll(count, TargetNamespace.NEW_NAMESPACE, Deadlines.DEFAULT, body);
    }

    /** Runs {@code body} in the home namespace, so that the threads it starts begin there, wherever the caller is. */
    public static <T, X extends Exception> T atHome(CheckedSupplier<T, X> body) throws X {
        return RUNNER.run(TargetNamespace.HOME, Deadlines.DEFAULT, body);
    }

    private record Fd(int number) implements AutoCloseable {
        @Override
        public void close() {
            new OwnedFd(number, "a file descriptor").close();
        }
    }
}
