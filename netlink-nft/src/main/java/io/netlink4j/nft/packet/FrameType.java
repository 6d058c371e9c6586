package io.netlink4j.nft.packet;

import java.util.Locale;

/** What an Ethernet frame carries ({@code ETH_P_*} of {@code linux/if_ether.h}). */
public enum FrameType {
    /** IPv4. */
    IP(0x0800),
    /** ARP. */
    ARP(0x0806),
    /** A VLAN tag, which has a type of its own. */
    VLAN(0x8100),
    /** IPv6. */
    IP6(0x86dd);

    private final int number;

    FrameType(int number) {
        this.number = number;
    }

    /** The number in the frame. */
    public int number() {
        return number;
    }

    /** The number as it is in the frame. */
    public byte[] bytes() {
        return new byte[] {(byte) (number >> Byte.SIZE), (byte) number};
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
