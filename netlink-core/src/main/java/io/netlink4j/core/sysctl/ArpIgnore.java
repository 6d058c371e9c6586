package io.netlink4j.core.sysctl;

/** Which ARP requests are answered ({@code arp_ignore}). */
public enum ArpIgnore implements SysctlChoice {
    /** Requests for any address of this namespace. */
    NONE(0),

    /** Requests for an address of the interface that received them. */
    OTHER_INTERFACES(1),

    /** Requests for an address of the receiving interface, from a sender in the subnet of that address. */
    OTHER_SUBNETS(2),

    /** Requests for addresses of a scope wider than host. */
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
