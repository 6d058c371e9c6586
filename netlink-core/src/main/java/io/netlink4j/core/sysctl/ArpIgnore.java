package io.netlink4j.core.sysctl;

/** Which ARP requests are answered ({@code arp_ignore}). */
public enum ArpIgnore implements SysctlChoice {
    /** Those for any address of this namespace. */
    NONE(0),

    /** Those for an address of the interface that they came to. */
    OTHER_INTERFACES(1),

    /** Of these, those whose sender is in the subnet of that address. */
    OTHER_SUBNETS(2),

    /** Those for addresses of a scope wider than host. */
    HOST_SCOPE(3),

    /** None. */
    ALL(8);

    private final int value;

    ArpIgnore(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
