package io.netlink4j.core.address;

import io.netlink4j.core.error.Printable;

/**
 * A port or a range of ports, both ends included, of TCP, UDP or another transport protocol with ports.
 *
 * @param first the lowest port, 0 to 65535
 * @param last the highest port, not below the first
 */
public record PortRange(int first, int last) {

    private static final int HIGHEST = 0xffff;

    /**
     * A range of ports.
     *
     * @throws IllegalArgumentException if one is no port, or if {@code first} is higher than {@code last}
     */
    public PortRange {
        requirePort(first);
        requirePort(last);
        if (first > last) {
            throw new IllegalArgumentException("The ports " + first + "-" + last + " are in the wrong order; " + last
                    + "-" + first + " was probably meant.");
        }
    }

    /**
     * A single port.
     *
     * @throws IllegalArgumentException if the number is no port
     */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    /**
     * A range of ports.
     *
     * @throws IllegalArgumentException if one is no port, or if {@code first} is higher than {@code last}
     */
    public static PortRange of(int first, int last) {
        return new PortRange(first, last);
    }

    /**
     * Reads {@code 80} or {@code 8000-8080}.
     *
     * @throws IllegalArgumentException if the text is anything else, such as the name of a service
     */
    public static PortRange of(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? of(number(text, text))
                : new PortRange(number(text.substring(0, dash), text), number(text.substring(dash + 1), text));
    }

    /** Whether it is one port only. */
    public boolean isSingle() {
        return first == last;
    }

    /** {@code 80} or {@code 8000-8080}. {@link #of(String)} reads it back. */
    @Override
    public String toString() {
        return isSingle() ? Integer.toString(first) : first + "-" + last;
    }

    private static int number(String digits, String text) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "'" + Printable.of(text) + "' is neither a port such as 80 nor ports such as 8000-8080.");
        }
        return Integer.parseInt(digits);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException(port + " is no port: ports are 0 to " + HIGHEST + ".");
        }
    }
}
