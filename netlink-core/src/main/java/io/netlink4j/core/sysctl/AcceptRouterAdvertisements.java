package io.netlink4j.core.sysctl;

/** When an interface configures itself by router advertisements ({@code accept_ra}). */
public enum AcceptRouterAdvertisements implements SysctlChoice {
    /** Never. */
    NEVER(0),

    /** If it does not forward. */
    UNLESS_FORWARDING(1),

    /** Even if it forwards. */
    ALWAYS(2);

    private final int value;

    AcceptRouterAdvertisements(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
