package io.netlink4j.core.sysctl;

/** Which source address ARP requests bear ({@code arp_announce}). */
public enum ArpAnnounce implements SysctlChoice {
    /** Any one of this namespace. */
    ANY(0),

    /** One in the subnet of the target, where there is one. */
    SAME_SUBNET(1),

    /** The best one of the interface, whatever the packet says. */
    BEST(2);

    private final int value;

    ArpAnnounce(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
