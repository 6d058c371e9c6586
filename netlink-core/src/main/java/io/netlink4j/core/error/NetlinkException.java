package io.netlink4j.core.error;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that the kernel refused or that could not be asked: what was tried, on what, where, the error number by its
 * name, the kernel's own words and the attribute it pointed at.
 *
 * <p>The nested types are the answers that programs act upon; every other one is a plain {@code NetlinkException}. Which it is follows
 * from operation, object, error number and the kernel's words together: the numbers named below are the usual ones, not the only ones.
 *
 * <p>Messages are one line; characters in them that act on a terminal are escaped.
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
     * The exception for a refused operation. Its type is that of the explanation or else the one that the error number stands for, but
     * {@code EPERM} and {@code EACCES} with words of the kernel are {@link Invalid}: a missing capability has no words.
     *
     * @param operation what was tried and on what, to be read after "cannot": {@code add link 'red' in namespace 'blue'}
     * @param errno the kernel's answer
     * @param explanation what it means here, or null
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

    /** The same for an operation about which the kernel said nothing but the number, with a reason or null. */
    public static NetlinkException refused(String operation, Errno errno, @Nullable String reason) {
        return refused(operation, errno, reason == null ? null : Explanation.of(reason), KernelReport.NONE);
    }

    /** The types of refusals: each is the subclass of that name. */
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

        /** What the number stands for where nothing more is known. */
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
     * This error, which from now on says how many were refused along with it. Up to 100 of them are suppressed in it, without a stack trace of
     * their own, which would be this one's. Calling it again changes nothing.
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

    /** What was tried, on what, where, and why it was refused, in one sentence. */
    @Override
    public final synchronized String getMessage() {
        return super.getMessage() + (others == 0 ? "" : "; and " + others + " more were refused");
    }

    /** The kernel's error number; empty where the error did not come from the kernel. */
    public Optional<Errno> errno() {
        return Optional.ofNullable(errno);
    }

    /** What the kernel said beside the number; empty where it said nothing. */
    public KernelReport report() {
        return report == null ? KernelReport.NONE : report;
    }

    /** The object is there already, or its name is taken (mostly {@code EEXIST}). */
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
     * A capability is missing, a file is read-only, or a restricted method of the JVM was not allowed ({@code EPERM}, {@code
     * EACCES}, {@code EROFS}).
     */
    public static final class NotPermitted extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** A refusal that did not come from the kernel. */
        public NotPermitted(String message) {
            super(message, null, null);
        }

        NotPermitted(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** This kernel, platform or protocol cannot do it ({@code EOPNOTSUPP}, {@code EAFNOSUPPORT}, {@code ENOSYS} ...). */
    public static final class NotSupported extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** A refusal that did not come from the kernel. */
        public NotSupported(String message) {
            super(message, null, null);
        }

        NotSupported(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** A gateway or destination cannot be reached from here ({@code ENETUNREACH}, {@code EHOSTUNREACH}, {@code ENETDOWN}). */
    public static final class Unreachable extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Unreachable(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** The kernel refused a value, or a combination of values in the state that the objects are in ({@code EINVAL}, {@code ERANGE} ...). */
    public static final class Invalid extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Invalid(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** Somebody else changed the state in between ({@code ERESTART}: the ruleset's generation moved). */
    public static final class Conflict extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Conflict(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** The state kept changing while it was dumped ({@code NLM_F_DUMP_INTR}), more often than the socket restarts. */
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

    /** The socket's receive buffer was too small, and answers were lost ({@code ENOBUFS}). */
    public static final class Overrun extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        Overrun(String message, Errno errno, KernelReport report) {
            super(message, errno, report);
        }
    }

    /** No answer came in the time that the socket waits, or what was waited for did not happen in the time that was given. */
    public static final class TimedOut extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public TimedOut(String message) {
            super(message, null, null);
        }
    }

    /** The waiting thread was interrupted; its interrupt status is set. */
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

    /** Bytes that are no netlink message, or an attribute whose payload does not fit its type. */
    public static final class Malformed extends NetlinkException {
        @Serial
        private static final long serialVersionUID = 1;

        /** The error for {@code message}. */
        public Malformed(String message) {
            super(message, null, null);
        }
    }
}
