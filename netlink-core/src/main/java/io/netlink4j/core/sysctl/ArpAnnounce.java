package io.netlink4j.core.sysctl;

/** The source address of ARP requests ({@code arp_announce}). */
public enum ArpAnnounce implements SysctlChoice {
    /** Any address of this namespace. */
    ANY(0),

    /** An address in the subnet of the target, if there is one. */
    SAME_SUBNET(1),

    /** The best address of the interface, whatever the source of the packet is. */
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
