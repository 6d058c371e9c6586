package io.netlink4j.core.thread;

import io.netlink4j.core.linux.ThreadNamespace;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a user's code inside a namespace, on a platform thread that is made for it and ends with it. So nothing that the
 * code does to its thread affects anybody else.
 */
public final class UserCodeThread {
    private UserCodeThread() {}

    /** Runs {@code body} and waits for its end. An interruption of the caller interrupts the body. */
    public static <T extends @Nullable Object, X extends Exception> T call(
            int namespaceFd, String where, CheckedSupplier<T, X> body) throws X {
        AtomicReference<Result<T>> answer = new AtomicReference<>(Result.failed(new IllegalStateException("not run")));
        Thread thread = Thread.ofPlatform()
                .name("netlink4j in " + where)
                .daemon()
                .start(() -> answer.set(Result.of(() -> {
                    ThreadNamespace.enter(namespaceFd, where);
                    return body.get();
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
