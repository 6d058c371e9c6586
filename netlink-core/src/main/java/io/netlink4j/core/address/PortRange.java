package io.netlink4j.core.address;

/**
 * A range of ports, both ends included.
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

    /** {@code 1024-2047}. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
