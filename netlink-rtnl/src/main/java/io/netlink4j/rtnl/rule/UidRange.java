package io.netlink4j.rtnl.rule;

/**
 * A range of user identifiers, both ends included ({@code struct fib_rule_uid_range}).
 *
 * @param first the lowest
 * @param last the highest
 */
public record UidRange(long first, long last) {
    /** Checks that both fit 32 bits and the first is no higher than the last. */
    public UidRange {
        if (first < 0 || last > 0xffff_ffffL || first > last) {
            throw new IllegalArgumentException("no range of user identifiers: " + first + " to " + last);
        }
    }

    /** {@code 1000-1999}. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
