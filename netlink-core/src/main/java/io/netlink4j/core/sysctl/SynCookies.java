package io.netlink4j.core.sysctl;

/** When connections are accepted without keeping state for their first packet ({@code tcp_syncookies}). */
public enum SynCookies implements SysctlChoice {
    /** Never. */
    OFF(0),

    /** While the backlog of the socket is full. */
    WHEN_FULL(1),

    /** Always. */
    ALWAYS(2);

    private final int value;

    SynCookies(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
