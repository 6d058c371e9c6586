package io.netlink4j.core.thread;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CheckedSupplier} returned or threw, passed from the thread that ran it to the thread that waits.
 *
 * @param <T> what it returned
 */
public final class Result<T extends @Nullable Object> {
    private final CheckedSupplier<T, ?> answer;
    private final Optional<Throwable> thrown;

    private Result(CheckedSupplier<T, ?> answer, Optional<Throwable> thrown) {
        this.answer = answer;
        this.thrown = thrown;
    }

    /** Runs {@code body} and keeps what it returns or throws. */
    public static <T extends @Nullable Object> Result<T> of(CheckedSupplier<T, ?> body) {
        try {
            T value = body.get();
            return new Result<>(() -> value, Optional.empty());
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** The result of code that threw {@code thrown}. */
    public static <T extends @Nullable Object> Result<T> failed(Throwable thrown) {
        return new Result<>(
                () -> {
                    if (thrown instanceof Error e) {
                        throw e;
                    }
                    throw (Exception) thrown;
                },
                Optional.of(thrown));
    }

    /** What the code threw. */
    public Optional<Throwable> thrown() {
        return thrown;
    }

    /** Closes what the code returned, if it can be closed. Returns what closing threw. */
    Optional<Exception> undo() {
        try {
            if (thrown.isEmpty() && this.<Exception>get() instanceof AutoCloseable resource) {
                resource.close();
            }
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    /**
     * Returns or throws what the code did.
     *
     * @param <X> what the code was declared to throw
     */
    @SuppressWarnings("unchecked") // the code threw it, so it is an X or unchecked
    public <X extends Exception> T get() throws X {
        return ((CheckedSupplier<T, X>) answer).get();
    }
}
