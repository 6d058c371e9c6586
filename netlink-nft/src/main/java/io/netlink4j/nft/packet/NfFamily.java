package io.netlink4j.nft.packet;

import java.util.Locale;
import java.util.Optional;

/** The family of a table: the packets that its chains see ({@code NFPROTO_*} of {@code linux/netfilter.h}). */
public enum NfFamily {
    /** IPv4 and IPv6. */
    INET(1),
    /** IPv4. */
    IP(2),
    /** ARP. */
    ARP(3),
    /** Packets that enter or leave a device. */
    NETDEV(5),
    /** Frames that a bridge forwards. */
    BRIDGE(7),
    /** IPv6. */
    IP6(10);

    private final int number;

    NfFamily(int number) {
        this.number = number;
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    /** The family with the kernel's {@code number}; empty if this library does not know it. */
    public static Optional<NfFamily> ofNumber(int number) {
        return Optional.ofNullable(
                switch (number) {
                    case 1 -> INET;
                    case 2 -> IP;
                    case 3 -> ARP;
                    case 5 -> NETDEV;
                    case 7 -> BRIDGE;
                    case 10 -> IP6;
                    default -> null;
                });
    }

    /** nft's name for it: {@code inet}, {@code ip} ... */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
