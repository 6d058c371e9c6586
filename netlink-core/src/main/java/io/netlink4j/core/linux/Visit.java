package io.netlink4j.core.linux;

import io.netlink4j.core.error.NetlinkException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One piece of work inside a namespace, its outcome, and the caller that waits for it. */
final class Visit<T> {
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
        Outcome<T> answer = Outcome.of(body);
        boolean atHome = visitor.goHome();
        visitor.ready(atHome);
        finish(atHome ? answer : Outcome.failed(undone(answer)));
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
            answer = outcome;
        }
        if (interrupted) {
            caller.interrupt();
        }
        return answer;
    }

    private void finish(Outcome<T> answer) {
        outcome = answer;
        LockSupport.unpark(caller);
    }

    private NetlinkException undone(Outcome<T> answer) {
        NetlinkException failure = new NetlinkException(
                "cannot return from " + where + ": the thread that went there was ended, and its work was undone",
                answer.thrown().orElse(null));
        if (answer.thrown().isEmpty()) {
            try {
                if (answer.<Exception>get() instanceof AutoCloseable resource) {
                    resource.close();
                }
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }
}
