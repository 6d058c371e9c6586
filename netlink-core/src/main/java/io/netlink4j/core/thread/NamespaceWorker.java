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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that runs one {@link NamespaceTask} after the other. It ends when no task comes for a while, or when it cannot return home. */
final class NamespaceWorker extends Thread {
    private static final NamespaceTask<Void> RETIRED = new NamespaceTask<>(
            TargetNamespace.HOME,
            () -> {
                throw new IllegalStateException("the worker has retired");
            },
            Duration.ZERO,
            false,
            () -> {});

    private final NamespaceTaskRunner runner;
    private final AtomicReference<@Nullable NamespaceTask<?>> next;
    private int homeFd = -1;
    private FileId home = new FileId(0, 0);

    NamespaceWorker(NamespaceTaskRunner runner, NamespaceTask<?> first) {
        super(null, null, "netlink4j-namespaces", 0, false);
        this.runner = runner;
        this.next = new AtomicReference<>(first);
        setDaemon(true);
    }

    /** Takes a task. Returns false if the thread has ended or is about to end. */
    boolean accept(NamespaceTask<?> task) {
        if (!next.compareAndSet(null, task)) {
            return false;
        }
        LockSupport.unpark(this);
        return true;
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
        next.set(atHome ? null : RETIRED);
        if (atHome) {
            runner.add(this);
        }
    }

    @Override
    public void run() {
        NamespaceTask<?> task = await();
        try {
            findHome();
            try (OwnedFd _ = new OwnedFd(homeFd, "the home namespace")) {
                while (task != RETIRED) {
                    task.run(this);
                    task = await();
                }
            }
        } catch (RuntimeException | Error e) {
            // Both callers wait: that of this task, and that of the task accepted meanwhile.
            NamespaceTask<?> another = next.getAndSet(RETIRED);
            task.end(Result.failed(e));
            if (another != null) {
                another.end(Result.failed(e));
            }
        } finally {
            runner.remove(this);
        }
    }

    private NamespaceTask<?> await() {
        long deadline = System.nanoTime() + runner.idle().toNanos();
        while (true) {
            NamespaceTask<?> task = next.get();
            if (task != null) {
                return task;
            }
            long remaining = deadline - System.nanoTime();
            if (remaining > 0) {
                LockSupport.parkNanos(this, remaining);
            } else {
                next.compareAndSet(null, RETIRED);
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
