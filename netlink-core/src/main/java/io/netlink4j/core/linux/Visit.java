package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One piece of work inside a namespace, its outcome, and the caller that waits for it. */
final class Visit<T> {
    /** A caller that spins keeps the only processor from the thread that it waits for. */
    private static final long SPIN_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 100_000 : 0;

    private final Runnable entrance;
    private final String where;
    private final Body<T, ?> body;
    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Outcome<T> outcome;

    Visit(Runnable entrance, String where, Body<T, ?> body) {
        this.entrance = entrance;
        this.where = where;
        this.body = body;
    }

    /** Enters, works and comes back; {@code visitor} is then told whether it is at home, and the caller wakes up. */
    void carryOut(NamespaceVisitor visitor) {
        try {
            entrance.run();
        } catch (RuntimeException | Error e) {
            visitor.ready(true);
            fail(e);
            return;
        }
        if (SPIN_NANOS > 0) {
            // To enter takes longest. A thread wakes up slowly, so the caller is woken now to be awake when the rest is
            // done.
            LockSupport.unpark(caller);
        }
        Outcome<T> answer = Outcome.of(body);
        boolean atHome = visitor.goHome();
        visitor.ready(atHome);
        finish(atHome ? answer : Outcome.failed(undone(answer, visitor.obstacle())));
    }

    void fail(Throwable failure) {
        finish(Outcome.failed(failure));
    }

    /** Waits without an end: visits are short, and a result that nobody takes would leak. */
    Outcome<T> await() {
        boolean interrupted = false;
        Outcome<T> answer = outcome;
        while (answer == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            answer = spin();
        }
        if (interrupted) {
            caller.interrupt();
        }
        return answer;
    }

    /** The outcome, if it comes within the time that it would take to sleep and wake up again. */
    private @Nullable Outcome<T> spin() {
        long start = System.nanoTime();
        Outcome<T> answer = outcome;
        while (answer == null && System.nanoTime() - start < SPIN_NANOS) {
            Thread.onSpinWait();
            answer = outcome;
        }
        return answer;
    }

    private void finish(Outcome<T> answer) {
        outcome = answer;
        LockSupport.unpark(caller);
    }

    private NetlinkException undone(Outcome<T> answer, Optional<Errno> obstacle) {
        String operation = "return from " + where;
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
