package io.netlink4j.core.sysctl;

/** Whether a packet is dropped that came where no answer to it would leave ({@code rp_filter}). */
public enum ReversePathFilter implements SysctlChoice {
    /** None is. */
    OFF(0),

    /** It is if the best route to its source leads through another interface (RFC 3704). */
    STRICT(1),

    /** It is if no route leads to its source. */
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
