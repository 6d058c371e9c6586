package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import org.jspecify.annotations.Nullable;

/** Turns what libc answered into an exception. */
final class Refusal {
    private Refusal() {}

    /**
     * Answers {@code result}, or throws if it is negative.
     *
     * @param operation what was tried and on what, to be read after "cannot"
     */
    static int check(int result, String operation) {
        return check(result, operation, Errno.EPERM, null);
    }

    /** The same with a {@code reason} that explains the error {@code expected}. */
    static int check(int result, String operation, Errno expected, @Nullable String reason) {
        if (result >= 0) {
            return result;
        }
        Errno errno = Errno.ofNegative(result);
        throw NetlinkException.refused(operation, errno, errno.equals(expected) ? reason : null);
    }
}
