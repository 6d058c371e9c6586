package io.netlink4j.core.thread;

import org.jspecify.annotations.Nullable;

/**
 * Work that may fail with {@code X}.
 *
 * @param <T> what it makes
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface CheckedSupplier<T extends @Nullable Object, X extends Exception> {
    /** Does the work. */
    T run() throws X;
}
