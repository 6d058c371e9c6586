package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the results of system calls and turns errors into exceptions. */
public final class SystemCall {
    private SystemCall() {}

    /**
     * Returns {@code result}, or throws if it is negative.
     *
     * @param operation what was tried and on what, to be read after "cannot"
     */
    public static int check(int result, String operation) {
        return check(result, operation, Errno.EPERM, null);
    }

    /** Returns {@code result}, or throws if it is negative. {@code reason} explains the error {@code expected}. */
    public static int check(int result, String operation, Errno expected, @Nullable String reason) {
        return check(result, operation, errno -> errno.equals(expected) ? reason : null);
    }

    /** Returns {@code result}, or throws if it is negative. {@code reasons} explains an error, or returns null. */
    public static int check(int result, String operation, Function<Errno, @Nullable String> reasons) {
        if (result >= 0) {
            return result;
        }
        Errno errno = Errno.ofNegative(result);
        String reason = reasons.apply(errno);
        throw NetlinkException.refused(operation, errno, reason == null ? FreeDescriptors.reason(errno) : reason);
    }

    /**
     * Explains a {@code failure} of the JDK, which reports a shortage of file descriptors only in its message. Returns
     * the failure itself if there was no shortage.
     *
     * @throws NetlinkException with {@code EMFILE} or {@code ENFILE} if {@code descriptors} more files cannot be opened
     */
    public static IOException explained(IOException failure, int descriptors, String operation) {
        FreeDescriptors.shortage(descriptors).ifPresent(errno -> {
            NetlinkException refused = NetlinkException.refused(operation, errno, FreeDescriptors.reason(errno));
            refused.initCause(failure);
            throw refused;
        });
        return failure;
    }
}
