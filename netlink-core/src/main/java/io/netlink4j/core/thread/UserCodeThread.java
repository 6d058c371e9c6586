package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The throw-away thread on which a user's code runs inside a namespace: it goes there and never comes back, so nothing that
 * the code does to it can be met by anybody else.
 */
public final class UserCodeThread {
    private UserCodeThread() {}

    /** Runs {@code body} to its end; an interruption of the caller is passed on to it. */
    public static <T extends @Nullable Object, X extends Exception> T call(
            int namespaceFd, String where, CheckedSupplier<T, X> body) throws X {
        AtomicReference<Result<T>> answer = new AtomicReference<>(Result.failed(new IllegalStateException("not run")));
        Thread thread = Thread.ofPlatform()
                .name("netlink4j in " + where)
                .daemon()
                .start(() -> answer.set(Result.of(() -> {
                    ThreadNamespace.enter(namespaceFd, where);
                    return body.run();
                })));
        boolean interrupted = join(thread);
        Result<T> outcome = answer.get();
        boolean told =
                outcome.thrown().filter(InterruptedException.class::isInstance).isPresent();
        if (interrupted && !told) {
            Thread.currentThread().interrupt();
        }
        return outcome.<X>get();
    }

    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                if (thread.join(SharedPools.PERIOD)) {
                    return interrupted;
                }
                SharedPools.refresh();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }
}
