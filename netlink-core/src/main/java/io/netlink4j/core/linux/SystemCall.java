package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what libc answered into an exception. */
public final class SystemCall {
    private SystemCall() {}

    /**
     * Answers {@code result}, or throws if it is negative.
     *
     * @param operation what was tried and on what, to be read after "cannot"
     */
    public static int check(int result, String operation) {
        return check(result, operation, Errno.EPERM, null);
    }

    /** The same with a {@code reason} that explains the error {@code expected}. */
    public static int check(int result, String operation, Errno expected, @Nullable String reason) {
        return check(result, operation, errno -> errno.equals(expected) ? reason : null);
    }

    /** The same with a reason for each error, null where its number says enough. */
    public static int check(int result, String operation, Function<Errno, @Nullable String> reasons) {
        if (result >= 0) {
            return result;
        }
        Errno errno = Errno.ofNegative(result);
        String reason = reasons.apply(errno);
        throw NetlinkException.refused(operation, errno, reason == null ? FreeDescriptors.reason(errno) : reason);
    }

    /**
     * What to throw for a {@code failure} of the JDK: itself, unless it failed because so many descriptors are not to be had, which
     * the JDK says in words only.
     *
     * @throws NetlinkException with {@code EMFILE} or {@code ENFILE} in that case
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
