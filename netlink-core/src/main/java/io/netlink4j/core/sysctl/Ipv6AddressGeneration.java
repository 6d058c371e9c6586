package io.netlink4j.core.sysctl;

/** How an interface generates its link-local IPv6 address ({@code addr_gen_mode}). */
public enum Ipv6AddressGeneration implements SysctlChoice {
    /** From its hardware address. */
    EUI64(0),

    /** Not at all. */
    NONE(1),

    /** From {@code stable_secret} (RFC 7217). */
    STABLE_PRIVACY(2),

    /** From a random secret. */
    RANDOM(3);

    private final int value;

    Ipv6AddressGeneration(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
