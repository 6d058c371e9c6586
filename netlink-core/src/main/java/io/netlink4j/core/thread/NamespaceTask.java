package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One piece of work inside a namespace, its outcome, and the caller that waits for it or has stopped to. */
final class NamespaceTask<T> {
    /** A caller that spins keeps the only processor from the thread that it waits for. */
    private static final long SPIN_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 100_000 : 0;

    private final TargetNamespace destination;
    private final CheckedSupplier<T, ?> body;
    private final Duration longest;
    private final boolean spins;
    private final Runnable left;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<@Nullable Result<T>> outcome = new AtomicReference<>();
    // Of the visitor.
    private boolean ended;

    /**
     * A visit that nobody has set out for.
     *
     * @param longest how long the caller waits, for messages
     * @param spins whether the caller may use a processor to be awake in time
     * @param left is called when no thread is there any more, however late that is
     */
    NamespaceTask(
            TargetNamespace destination, CheckedSupplier<T, ?> body, Duration longest, boolean spins, Runnable left) {
        this.destination = destination;
        this.body = body;
        this.longest = longest;
        this.spins = spins && SPIN_NANOS > 0;
        this.left = left;
    }

    /** Enters, works and comes back; {@code visitor} is then told whether it is at home, and the caller wakes up. */
    void carryOut(NamespaceWorker visitor) {
        try {
            destination.enter();
        } catch (RuntimeException | Error e) {
            visitor.ready(true);
            end(Result.failed(e));
            return;
        }
        if (spins) {
            // To enter takes longest. A thread wakes up slowly, so the caller is woken now to be awake when the rest is
            // done.
            LockSupport.unpark(caller);
        }
        Result<T> answer = Result.of(body);
        boolean atHome = visitor.goHome();
        visitor.ready(atHome);
        end(atHome ? answer : Result.failed(undone(answer, visitor.obstacle())));
    }

    /** Tells the caller, once; what a caller who has left did not get is closed. */
    void end(Result<T> answer) {
        if (ended) {
            return;
        }
        ended = true;
        try {
            left.run();
        } finally {
            if (outcome.compareAndSet(null, answer)) {
                LockSupport.unpark(caller);
            } else {
                answer.undo();
            }
        }
    }

    /**
     * Waits for the visitor.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @throws NetlinkException.TimedOut if it is not back until then
     * @throws NetlinkException.Interrupted if the calling thread is interrupted, before or meanwhile; what the visit makes is undone
     */
    Result<T> await(long deadline) {
        Result<T> answer = outcome.get();
        while (answer == null) {
            boolean interrupted = caller.isInterrupted();
            long remaining = deadline - System.nanoTime();
            if ((interrupted || remaining <= 0)
                    && outcome.compareAndSet(null, Result.failed(new IllegalStateException("nobody waits any more")))) {
                throw left(interrupted);
            }
            LockSupport.parkNanos(this, remaining);
            answer = spin();
        }
        return answer;
    }

    /** The outcome, if it comes within the time that it would take to sleep and wake up again. */
    private @Nullable Result<T> spin() {
        Result<T> answer = outcome.get();
        if (spins) {
            long start = System.nanoTime();
            while (answer == null && System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
                answer = outcome.get();
            }
        }
        return answer;
    }

    private NetlinkException left(boolean interrupted) {
        String consequence = "; what that thread makes is undone when it returns";
        return interrupted
                ? new NetlinkException.Interrupted(
                        "interrupted while a thread of this library visited " + destination + consequence)
                : new NetlinkException.TimedOut(
                        "the kernel kept a thread that visits " + destination + " for " + longest + consequence);
    }

    private NetlinkException undone(Result<T> answer, Optional<Errno> obstacle) {
        String operation = "return from " + destination;
        String consequence = "the thread that went there was ended, and its work was undone";
        NetlinkException failure = obstacle.map(errno -> NetlinkException.refused(
                        operation,
                        errno,
                        (errno.equals(Errno.EPERM)
                                        ? "the way back needs CAP_SYS_ADMIN in the user namespace that owns the network"
                                                + " namespace of this process, so start it in one of its own (unshare"
                                                + " --net)"
                                        : errno.meaning())
                                + "; " + consequence))
                .orElseGet(() -> new NetlinkException("cannot " + operation + ": " + consequence, null));
        answer.undo().ifPresent(failure::addSuppressed);
        return failure;
    }
}
