package io.netlink4j.core.thread;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CheckedSupplier} answered or threw, carried from the thread that ran it to the one that waits.
 *
 * @param <T> what it answered
 */
public final class Result<T extends @Nullable Object> {
    private final CheckedSupplier<T, ?> answer;
    private final Optional<Throwable> thrown;

    private Result(CheckedSupplier<T, ?> answer, Optional<Throwable> thrown) {
        this.answer = answer;
        this.thrown = thrown;
    }

    /** Runs {@code body}, whatever comes of it. */
    public static <T extends @Nullable Object> Result<T> of(CheckedSupplier<T, ?> body) {
        try {
            T value = body.run();
            return new Result<>(() -> value, Optional.empty());
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** The outcome of a body that threw {@code thrown}. */
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

    /** What the body threw. */
    public Optional<Throwable> thrown() {
        return thrown;
    }

    /** Closes what the body answered, which nobody wants; what goes wrong with that. */
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
     * Answers or throws as the body did.
     *
     * @param <X> what the body was declared to throw
     */
    @SuppressWarnings("unchecked") // the body threw it: an X, or unchecked
    public <X extends Exception> T get() throws X {
        return ((CheckedSupplier<T, X>) answer).run();
    }
}
