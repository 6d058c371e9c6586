package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Printable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Ports from {@code first} to {@code last}, both of them included.
 *
 * @param first the lowest
 * @param last the highest
 */
public record PortRange(int first, int last) {
    /** Checks that both are ports and the first is no higher than the last. */
    public PortRange {
        if (first < 0 || last > 0xffff || first > last) {
            throw new IllegalArgumentException("no range of ports: " + first + " to " + last);
        }
    }

    static PortRange of(String text) {
        List<Integer> ports = Pattern.compile("\\s+")
                .splitAsStream(text)
                .map(Integer::valueOf)
                .toList();
        if (ports.size() != 2) {
            throw new IllegalArgumentException("no range of ports: " + Printable.of(text));
        }
        return new PortRange(ports.getFirst(), ports.getLast());
    }

    /** Both, with a blank between them: as the kernel reads it. */
    @Override
    public String toString() {
        return first + " " + last;
    }
}
