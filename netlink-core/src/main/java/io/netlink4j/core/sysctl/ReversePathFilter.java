package io.netlink4j.core.sysctl;

/** The check of a received packet's source against the routes ({@code rp_filter}). */
public enum ReversePathFilter implements SysctlChoice {
    /** No check. */
    OFF(0),

    /** Drops a packet if the best route to its source leads through another interface (RFC 3704). */
    STRICT(1),

    /** Drops a packet if there is no route to its source. */
    LOOSE(2);

    private final int value;

    ReversePathFilter(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
