package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that runs one {@link NamespaceTask} after the other. It ends when no task comes for a while, or when it cannot return home. */
final class NamespaceWorker extends Thread {
    private final NamespaceTaskRunner runner;
    private final AtomicReference<@Nullable NamespaceTask<?>> next;
    // Whether the runner knows that the thread cannot return home.
    private boolean lost;
    private int homeFd = -1;
    private FileId home = new FileId(0, 0);

    NamespaceWorker(NamespaceTaskRunner runner, NamespaceTask<?> first) {
        super(null, null, "netlink4j-namespaces", 0, false);
        this.runner = runner;
        this.next = new AtomicReference<>(first);
        setDaemon(true);
    }

    /** Takes a task, as an idle worker. The runner holds its lock, so the thread cannot end meanwhile. */
    void accept(NamespaceTask<?> task) {
        next.set(task);
        LockSupport.unpark(this);
    }

    /** Returns home, and tells whether the thread is there. A thread that never left needs no privilege for that. */
    @SuppressWarnings("CheckReturnValue") // where the thread is counts, not the result of setns
    boolean goHome() {
        try {
            runner.wayHome().go(homeFd);
            return FileId.ofOwnNamespace().equals(home);
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** Why the thread, which is about to end, cannot return home. Empty if the kernel would let it. */
    Optional<Errno> obstacle() {
        int result = ThreadNamespace.set(homeFd);
        return result < 0 ? Optional.of(Errno.ofNegative(result)) : Optional.empty();
    }

    /** Becomes ready for the next task, before the caller of this one has its result and may submit another. */
    void finished(boolean atHome) {
        if (atHome) {
            NamespaceTask<?> queued = runner.nextFor(this);
            if (queued != null) {
                next.set(queued);
            }
        } else {
            lost = true;
            runner.lost();
        }
    }

    @Override
    public void run() {
        NamespaceTask<?> task = next.getAndSet(null);
        try {
            findHome();
            try (OwnedFd _ = new OwnedFd(homeFd, "the home namespace")) {
                while (task != null) {
                    task.run(this);
                    task = lost ? null : await();
                }
            }
        } catch (RuntimeException | Error e) {
            fail(task, e);
        }
    }

    /** Tells the callers that wait: that of the task, and that of a task accepted meanwhile. */
    private void fail(@Nullable NamespaceTask<?> task, Throwable failure) {
        boolean idle = runner.retire(this);
        NamespaceTask<?> another = next.get();
        if (!idle && !lost) {
            runner.lost();
        }
        for (NamespaceTask<?> waiting : Arrays.asList(task, another)) {
            if (waiting != null) {
                waiting.end(Result.failed(failure));
            }
        }
    }

    /** The next task, or null if none came for a while: then the thread ends. */
    private @Nullable NamespaceTask<?> await() {
        long deadline = System.nanoTime() + runner.idle().toNanos();
        while (true) {
            NamespaceTask<?> task = next.getAndSet(null);
            if (task != null) {
                return task;
            }
            long remaining = deadline - System.nanoTime();
            if (remaining > 0) {
                LockSupport.parkNanos(this, remaining);
            } else if (runner.retire(this)) {
                return null;
            }
        }
    }

    // A thread starts in the namespace of its creator, which may be a foreign one that this library must not keep
    // alive. So
    // home is the namespace of the process's first thread, if this thread may go there.
    private void findHome() {
        int leader = open(FileId.FIRST_NAMESPACE);
        if (leader >= 0) {
            homeFd = leader;
            home = FileId.of(leader);
            if (goHome()) {
                return;
            }
            new OwnedFd(leader, "the first thread's namespace").close();
        }
        homeFd = open(FileId.OWN_NAMESPACE);
        if (homeFd < 0) {
            Errno errno = Errno.ofNegative(homeFd);
            throw NetlinkException.refused(
                    "open " + FileId.OWN_NAMESPACE,
                    errno,
                    errno.equals(Errno.ENOENT) ? "it is not there: is /proc mounted?" : FreeDescriptors.reason(errno));
        }
        home = FileId.of(homeFd);
    }

    private static int open(String path) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.open(Libc.newErrno(arena), arena.allocateFrom(path), Linux.O_RDONLY | Linux.O_CLOEXEC, 0);
        }
    }
}
