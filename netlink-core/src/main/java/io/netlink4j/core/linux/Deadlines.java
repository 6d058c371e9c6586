package io.netlink4j.core.linux;

import io.netlink4j.core.error.Printable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.slf4j.LoggerFactory;

/** Timeouts in nanoseconds, to be added to {@link System#nanoTime}. */
public final class Deadlines {
    /** A duration that is longer than any program runs, and that fits a {@code long} of nanoseconds. */
    public static final Duration FOR_EVER = Duration.ofDays(36500);

    private static final String PROPERTY = "io.netlink4j.timeout";

    /** How long a call waits for the kernel unless a timeout was set. */
    public static final Duration DEFAULT = property(PROPERTY, Duration.ofSeconds(10));

    /** Whether the system property set that timeout. */
    public static final boolean IS_CHOSEN = System.getProperty(PROPERTY) != null;

    private Deadlines() {}

    /** The nanoseconds of {@code longest}, at most those of {@link #FOR_EVER}. */
    public static long nanos(Duration longest) {
        return (longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER).toNanos();
    }

    /** The duration in a system property, in the form of {@link Duration#parse} ({@code PT30S}). */
    private static Duration property(String name, Duration otherwise) {
        String value = System.getProperty(name);
        if (value == null) {
            return otherwise;
        }
        try {
            Duration given = Duration.parse(value);
            if (given.isPositive()) {
                return given;
            }
        } catch (DateTimeParseException e) {
            // Reported below.
        }
        // An exception here would leave this class, and all that need it, broken for the life of the JVM.
        LoggerFactory.getLogger(Deadlines.class)
                .warn(
                        "the system property {} is no duration above zero such as PT30S but '{}': {} is used",
                        name,
                        Printable.of(value),
                        otherwise);
        return otherwise;
    }
}
