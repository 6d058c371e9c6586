package io.netlink4j.core.thread;

import org.jspecify.annotations.Nullable;

/**
 * Code with a result that may throw a checked exception.
 *
 * @param <T> the result
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface CheckedSupplier<T extends @Nullable Object, X extends Exception> {
    /** Computes the result. */
    T get() throws X;
}
