package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that carries out one {@link NamespaceTask} after the other, until none comes for a while or it cannot get home. */
final class NamespaceWorker extends Thread {
    private static final NamespaceTask<Void> RETIRED = new NamespaceTask<>(
            TargetNamespace.HOME,
            () -> {
                throw new IllegalStateException("the visitor has retired");
            },
            Duration.ZERO,
            false,
            () -> {});

    private final NamespaceTaskRunner colleagues;
    private final AtomicReference<@Nullable NamespaceTask<?>> next;
    private int homeFd = -1;
    private FileId home = new FileId(0, 0);

    NamespaceWorker(NamespaceTaskRunner colleagues, NamespaceTask<?> first) {
        super(null, null, "netlink4j-namespaces", 0, false);
        this.colleagues = colleagues;
        this.next = new AtomicReference<>(first);
        setDaemon(true);
    }

    /** Takes a visit on, unless the thread has ended or is about to. */
    boolean accept(NamespaceTask<?> visit) {
        if (!next.compareAndSet(null, visit)) {
            return false;
        }
        LockSupport.unpark(this);
        return true;
    }

    /** Whether the thread is at home afterwards; one that never left needs no privilege for that. */
    @SuppressWarnings("CheckReturnValue") // where the thread is counts, not what setns said
    boolean goHome() {
        try {
            colleagues.wayBack().go(homeFd);
            return FileId.ofOwnNamespace().equals(home);
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** Why the thread, which is of no more use, could not go home; empty if the kernel would let it. */
    Optional<Errno> obstacle() {
        try (Arena arena = Arena.ofConfined()) {
            int result = Libc.setns(Libc.newErrno(arena), homeFd, Linux.CLONE_NEWNET);
            return result < 0 ? Optional.of(Errno.ofNegative(result)) : Optional.empty();
        }
    }

    /** Clears the way for the next visit, before the caller of this one has its answer and may offer it. */
    void ready(boolean atHome) {
        next.set(atHome ? null : RETIRED);
        if (atHome) {
            colleagues.add(this);
        }
    }

    @Override
    public void run() {
        NamespaceTask<?> visit = await();
        try {
            settle();
            try (OwnedFd _ = new OwnedFd(homeFd, "the home namespace")) {
                while (visit != RETIRED) {
                    visit.carryOut(this);
                    visit = await();
                }
            }
        } catch (RuntimeException | Error e) {
            // Whoever waits for it is told: the one of this visit, and the one who came meanwhile.
            NamespaceTask<?> another = next.getAndSet(RETIRED);
            visit.end(Result.failed(e));
            if (another != null) {
                another.end(Result.failed(e));
            }
        } finally {
            colleagues.remove(this);
        }
    }

    private NamespaceTask<?> await() {
        long deadline = System.nanoTime() + colleagues.idle().toNanos();
        while (true) {
            NamespaceTask<?> visit = next.get();
            if (visit != null) {
                return visit;
            }
            long remaining = deadline - System.nanoTime();
            if (remaining > 0) {
                LockSupport.parkNanos(this, remaining);
            } else {
                next.compareAndSet(null, RETIRED);
            }
        }
    }

    // A thread is born where its creator is, which may be inside a foreign namespace that must not be kept alive by us:
    // so
    // home is the namespace of the process's first thread, if this one may go there.
    private void settle() {
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
                    errno.equals(Errno.ENOENT)
                            ? "this thread's namespace is not to be seen there: is /proc mounted?"
                            : FreeDescriptors.reason(errno));
        }
        home = FileId.of(homeFd);
    }

    private static int open(String path) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.open(Libc.newErrno(arena), arena.allocateFrom(path), Linux.O_RDONLY | Linux.O_CLOEXEC, 0);
        }
    }
}
