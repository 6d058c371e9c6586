package io.netlink4j.core.error;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that the kernel refused or that could not be sent. The message says what was tried, on which object, in
 * which namespace, the name of the error number, the kernel's own message and the attribute that it pointed at.
 *
 * <p>The nested types are the errors that programs handle; any other error is a plain {@code NetlinkException}. The
 * type follows from operation, object, error number and the kernel's message together. So the numbers below are the
 * usual ones, not the only ones.
 *
 * <p>A message is one line. Characters in it that act on a terminal are escaped.
 */
public class NetlinkException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int MOST_SUPPRESSED = 100;

    private final @Nullable Errno errno;
    private final transient @Nullable KernelReport report;
    private int others;

    /** An error without an error number of the kernel. */
    public NetlinkException(String message, @Nullable Throwable cause) {
        super(Printable.of(message), cause);
        this.errno = null;
        this.report = null;
    }

    NetlinkException(String message, @Nullable Errno errno, @Nullable KernelReport report) {
        super(Printable.of(message));
        this.errno = errno;
        this.report = report;
    }

    /**
     * The exception for a refused operation. Its type is that of the explanation, or else the default type of the error
     * number. But {@code EPERM} and {@code EACCES} with a message of the kernel are {@link Invalid}: for a missing
     * capability the kernel has no message.
     *
     * @param operation what was tried and on what, to be read after "cannot": {@code add link 'red' in namespace
     *     'blue'}
     * @param errno the error number
     * @param explanation the meaning, or null
     * @param report the kernel's extended acknowledgement
     */
    public static NetlinkException refused(
            String operation, Errno errno, @Nullable Explanation explanation, KernelReport report) {
        Kind usual = Kind.of(errno);
        Kind explained = explanation == null ? null : explanation.kind();
        Kind kind = explained != null
                ? explained
                : usual == Kind.NOT_PERMITTED && report.message().isPresent() ? Kind.INVALID : usual;
        String reason = explanation == null ? null : explanation.reason();
        KernelReport rest = report;
        if (reason == null && kind != usual && report.message().isPresent()) {
            // the meaning of the number would contradict the type
            reason = report.message().get();
            rest = report.withoutMessage();
        }
        String told = "cannot " + operation + ": " + (reason == null ? errno.meaning() : reason) + " (" + errno.symbol()
                + ")" + (rest.isEmpty() ? "" : "; kernel: " + rest);
        return switch (kind) {
            case ALREADY_EXISTS -> new AlreadyExists(told, errno, report);
            case NOT_FOUND -> new NotFound(told, errno, report);
            case BUSY -> new Busy(told, errno, report);
            case NOT_PERMITTED -> new NotPermitted(told, errno, report);
            case NOT_SUPPORTED -> new NotSupported(told, errno, report);
            case UNREACHABLE -> new Unreachable(told, errno, report);
            case INVALID -> new Invalid(told, errno, report);
            case CONFLICT -> new Conflict(told, errno, report);
            case OVERRUN -> new Overrun(told, errno, report);
            case OTHER -> new NetlinkException(told, errno, report);
        };
    }

    /** The exception for an operation without an extended acknowledgement, with a reason or null. */
    public static NetlinkException refused(String operation, Errno errno, @Nullable String reason) {
        return refused(operation, errno, reason == null ? null : Explanation.of(reason), KernelReport.NONE);
    }

    /** The types of refusals. Each is the subclass of that name. */
    public enum Kind {
        /** {@link AlreadyExists}. */
        ALREADY_EXISTS,
        /** {@link NotFound}. */
        NOT_FOUND,
        /** {@link Busy}. */
        BUSY,
        /** {@link NotPermitted}. */
        NOT_PERMITTED,
        /** {@link NotSupported}. */
        NOT_SUPPORTED,
        /** {@link Unreachable}. */
        UNREACHABLE,
        /** {@link Invalid}. */
        INVALID,
        /** {@link Conflict}. */
        CONFLICT,
        /** {@link Overrun}. */
        OVERRUN,
        /** {@link NetlinkException} itself. */
        OTHER;

        /** The default type of an error number. */
        public static Kind of(Errno errno) {
            return switch (errno.symbol()) {
                case "EEXIST" -> ALREADY_EXISTS;
                case "ENOENT", "ENODEV", "ESRCH", "EADDRNOTAVAIL" -> NOT_FOUND;
                case "EBUSY" -> BUSY;
                case "EPERM", "EACCES", "EROFS" -> NOT_PERMITTED;
                case "EOPNOTSUPP", "ENOTSUPP", "EAFNOSUPPORT", "EPROTONOSUPPORT", "ENOSYS" -> NOT_SUPPORTED;
                case "ENETUNREACH", "EHOSTUNREACH", "ENETDOWN" -> UNREACHABLE;
                case "EINVAL", "ERANGE", "ENAMETOOLONG" -> INVALID;
                case "ERESTART" -> CONFLICT;
                case "ENOBUFS" -> OVERRUN;
                default -> OTHER;
            };
        }
    }

    /**
     * Adds the other refusals of a batch to this exception: its message says how many there are, and up to 100 of them
     * become suppressed exceptions, without stack traces of their own. Returns this exception. A second call changes
     * nothing.
     */
    public final synchronized NetlinkException alongWith(List<? extends NetlinkException> rest) {
        if (others == 0) {
            others = rest.size();
            for (NetlinkException other : rest.subList(0, Math.min(rest.size(), MOST_SUPPRESSED))) {
                other.setStackTrace(new StackTraceElement[0]);
                addSuppressed(other);
            }
        }
        return this;
    }

    /** One sentence with what was tried, on which object, in which namespace, and why it was refused. */
    @Override
    public final synchronized String getMessage() {
        return super.getMessage() + (others == 0 ? "" : "; and " + others + " more were refused");
    }

    /** The kernel's error number; empty if the error does not come from the kernel. */
    public Optional<Errno> errno() {
        return Optional.ofNullable(errno);
    }

    /** The kernel's extended acknowledgement; empty if there was none. */
    public KernelReport report() {
        return report == null ? KernelReport.NONE : report;
    }

    /** The object exists already, or its name is taken (mostly {@code EEXIST}). */
    public static final class AlreadyExists extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        AlreadyExists(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** There is no such object ({@code ENOENT}, {@code ENODEV}, {@code ESRCH}, {@code EADDRNOTAVAIL}). */
    public static final class NotFound extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        NotFound(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** The object is in use ({@code EBUSY}). */
    public static final class Busy extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Busy(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /**
     * A capability is missing, a file is read-only, or a restricted method of the JVM was not allowed ({@code EPERM},
     * {@code EACCES}, {@code EROFS}).
     */
    public static final class NotPermitted extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** A refusal that does not come from the kernel. */
        public NotPermitted(String message) {
            super(message, null, null);
        }

        NotPermitted(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /**
     * This kernel, platform or protocol cannot do it ({@code EOPNOTSUPP}, {@code EAFNOSUPPORT}, {@code ENOSYS} ...).
     */
    public static final class NotSupported extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** A refusal that does not come from the kernel. */
        public NotSupported(String message) {
            super(message, null, null);
        }

        NotSupported(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /**
     * A gateway or destination cannot be reached from here ({@code ENETUNREACH}, {@code EHOSTUNREACH}, {@code
     * ENETDOWN}).
     */
    public static final class Unreachable extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Unreachable(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /**
     * The kernel refused a value, or a combination of values in the current state ({@code EINVAL}, {@code ERANGE} ...).
     */
    public static final class Invalid extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Invalid(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** Another process changed the state in between ({@code ERESTART}: the ruleset has a new generation). */
    public static final class Conflict extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Conflict(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** The kernel's state changed during each attempt of a dump ({@code NLM_F_DUMP_INTR}). */
    public static final class DumpInterrupted extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for a dump that was restarted {@code attempts} times. */
        public DumpInterrupted(String operation, int attempts) {
            super(
                    "cannot " + operation + ": the kernel's state changed during each of " + attempts + " dumps",
                    null,
                    null);
        }
    }

    /** Replies were lost because the socket's receive buffer was too small ({@code ENOBUFS}). */
    public static final class Overrun extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Overrun(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** No reply came before the timeout, or an awaited event did not happen before the deadline. */
    public static final class TimedOut extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public TimedOut(String message) {
            super(message, null, null);
        }
    }

    /** The waiting thread was interrupted. Its interrupt status is set. */
    public static final class Interrupted extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public Interrupted(String message) {
            super(message, null, null);
        }
    }

    /** Another host on the link has the address already ({@code IFA_F_DADFAILED}). */
    public static final class DuplicateAddress extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public DuplicateAddress(String message) {
            super(message, null, null);
        }
    }

    /** The socket or the namespace handle was closed before or while it was used. */
    public static final class Closed extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public Closed(String message) {
            super(message, null, null);
        }
    }

    /** The bytes are no netlink message, or an attribute's payload does not fit its type. */
    public static final class Malformed extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public Malformed(String message) {
            super(message, null, null);
        }
    }
}
