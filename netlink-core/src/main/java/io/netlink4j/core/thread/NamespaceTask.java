package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A task that one {@link NamespaceWorker} runs inside a namespace, and its result. One caller waits for it, or has given up. */
final class NamespaceTask<T> {
    /** On a single processor, a spinning caller would stop the worker that it waits for. */
    private static final long SPIN_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 100_000 : 0;

    private final NamespaceTaskRunner runner;
    private final TargetNamespace target;
    private final CheckedSupplier<T, ?> body;
    private final Duration longest;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<@Nullable Result<T>> result = new AtomicReference<>();
    // Set before the task is handed to a worker.
    private boolean spins;
    // Used by the worker only.
    private boolean ended;

    /**
     * A task that no worker has yet.
     *
     * @param target released when the worker has left the namespace, even if the caller gave up long ago
     * @param longest how long the caller waits, for messages
     */
    NamespaceTask(NamespaceTaskRunner runner, TargetNamespace target, CheckedSupplier<T, ?> body, Duration longest) {
        this.runner = runner;
        this.target = target;
        this.body = body;
        this.longest = longest;
    }

    TargetNamespace target() {
        return target;
    }

    /** Tells whether the caller may use a processor in order to be awake in time. */
    void spins(boolean alone) {
        spins = alone && SPIN_NANOS > 0;
    }

    /** Enters the namespace, runs the body and returns home. Then {@code worker} takes tasks again if it is at home, and the caller wakes. */
    void run(NamespaceWorker worker) {
        try {
            target.enter();
        } catch (RuntimeException | Error e) {
            worker.finished(true);
            end(Result.failed(e));
            return;
        }
        if (spins) {
            // Entering takes longest, and a thread wakes up slowly. Woken now, the caller is awake when the rest is
            // done.
            LockSupport.unpark(caller);
        }
        Result<T> answer = Result.of(body);
        boolean atHome = worker.goHome();
        worker.finished(atHome);
        end(atHome ? answer : Result.failed(undone(answer, worker.obstacle())));
    }

    /** Hands the result to the caller, once. If the caller gave up, the result is closed. */
    void end(Result<T> answer) {
        if (ended) {
            return;
        }
        ended = true;
        try {
            target.release();
        } finally {
            if (result.compareAndSet(null, answer)) {
                LockSupport.unpark(caller);
            } else {
                answer.undo();
            }
        }
    }

    /**
     * Waits for the result.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @throws NetlinkException.TimedOut if there is no result at the deadline
     * @throws NetlinkException.Interrupted if the calling thread is interrupted, before or meanwhile; the task's work is undone
     */
    Result<T> await(long deadline) {
        Result<T> answer = result.get();
        while (answer == null) {
            boolean interrupted = caller.isInterrupted();
            long remaining = deadline - System.nanoTime();
            if (interrupted || remaining <= 0) {
                giveUp(interrupted);
            }
            runner.assignQueued(this);
            // If that waited for a lock, it may have used up the permit that came with the result.
            if (result.get() == null) {
                LockSupport.parkNanos(this, remaining);
            }
            answer = spin();
        }
        return answer;
    }

    /** The result, if it comes within the time that falling asleep and waking up would take. */
    private @Nullable Result<T> spin() {
        Result<T> answer = result.get();
        if (spins) {
            long start = System.nanoTime();
            while (answer == null && System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
                answer = result.get();
            }
        }
        return answer;
    }

    private void giveUp(boolean interrupted) {
        if (runner.withdraw(this)) {
            target.release();
            throw interrupted ? NamespaceTaskRunner.interrupted(target) : NamespaceTaskRunner.busy(target, longest);
        }
        if (result.compareAndSet(null, Result.failed(new IllegalStateException("the caller gave up")))) {
            throw givenUp(interrupted);
        }
    }

    /** Lets the caller look whether a worker can be had for the task. */
    void wakeCaller() {
        LockSupport.unpark(caller);
    }

    private NetlinkException givenUp(boolean interrupted) {
        String consequence = "; its work is undone when it returns";
        return interrupted
                ? new NetlinkException.Interrupted(
                        "interrupted while a thread of this library was in " + target + consequence)
                : new NetlinkException.TimedOut(
                        "the kernel held a thread in " + target + " for " + longest + consequence);
    }

    private NetlinkException undone(Result<T> answer, Optional<Errno> obstacle) {
        String operation = "return from " + target;
        String consequence = "the thread that was there has ended, and its work is undone";
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
