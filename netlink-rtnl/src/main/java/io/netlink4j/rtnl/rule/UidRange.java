package io.netlink4j.rtnl.rule;

/**
 * A range of uids, both ends inclusive ({@code struct fib_rule_uid_range}).
 *
 * @param first the lowest uid
 * @param last the highest uid
 */
public record UidRange(long first, long last) {
    /** Checks that both fit 32 bits and {@code first} is not greater than {@code last}. */
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
