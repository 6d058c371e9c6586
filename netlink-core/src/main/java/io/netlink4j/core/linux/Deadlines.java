package io.netlink4j.core.linux;

import io.netlink4j.core.error.Printable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.slf4j.LoggerFactory;

/** Times to wait, as numbers that can be added to {@link System#nanoTime}. */
public final class Deadlines {
    /** Longer than any program runs, and so short that it can be counted in nanoseconds. */
    public static final Duration FOR_EVER = Duration.ofDays(36500);

    private static final String PROPERTY = "io.netlink4j.timeout";

    /** How long a call waits for the kernel where nobody said how long. */
    public static final Duration DEFAULT = property(PROPERTY, Duration.ofSeconds(10));

    /** Whether somebody chose that time. */
    public static final boolean IS_CHOSEN = System.getProperty(PROPERTY) != null;

    private Deadlines() {}

    /** The nanoseconds of {@code longest}, or those of {@link #FOR_EVER} if these are fewer. */
    public static long nanos(Duration longest) {
        return (longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER).toNanos();
    }

    /** The time that a system property gives, as {@link Duration#parse} reads it ({@code PT30S}). */
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
            // The same sentence.
        }
        // To throw here would leave the class, and all that needs it, broken for ever.
        LoggerFactory.getLogger(Deadlines.class)
                .warn(
                        "the system property {} is no duration above zero such as PT30S but '{}': {} is used",
                        name,
                        Printable.of(value),
                        otherwise);
        return otherwise;
    }
}
