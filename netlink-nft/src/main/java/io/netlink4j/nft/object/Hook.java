package io.netlink4j.nft.object;

import io.netlink4j.nft.packet.NfFamily;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The place in the kernel where a base chain sees packets ({@code NF_INET_*}, {@code NF_BR_*}, {@code NF_ARP_*}). */
public enum Hook {
    /** Incoming packets, before routing. */
    PREROUTING(0),
    /** Packets for this machine. */
    INPUT(1),
    /** Packets for other machines. */
    FORWARD(2),
    /** Packets that this machine sends. */
    OUTPUT(3),
    /** Outgoing packets, after routing. */
    POSTROUTING(4),
    /** Packets that a device receives: family netdev, and inet from kernel 5.10 on. */
    INGRESS(5),
    /** Packets that a device sends: family netdev, from kernel 5.16 on. */
    EGRESS(6);

    private final int inet;

    Hook(int inet) {
        this.inet = inet;
    }

    /**
     * The kernel's number in chains of {@code family}; the families count differently.
     *
     * @throws IllegalArgumentException if the family has no such hook
     */
    public int number(NfFamily family) {
        int number = find(family);
        if (number < 0) {
            throw new IllegalArgumentException("chains of the family " + family + " have no hook '" + this + "'");
        }
        return number;
    }

    private int find(NfFamily family) {
        return switch (family) {
            case IP, IP6, BRIDGE -> inet <= POSTROUTING.inet ? inet : -1;
            case INET -> this == EGRESS ? -1 : inet;
            case NETDEV ->
                switch (this) {
                    case INGRESS -> 0;
                    case EGRESS -> 1;
                    default -> -1;
                };
            case ARP ->
                switch (this) {
                    case INPUT -> 0;
                    case OUTPUT -> 1;
                    case FORWARD -> 2;
                    default -> -1;
                };
        };
    }

    /** The hook that has the kernel's {@code number} in chains of {@code family}; empty if there is none. */
    public static Optional<Hook> ofNumber(NfFamily family, int number) {
        return Arrays.stream(values())
                .filter(hook -> hook.find(family) == number)
                .findFirst();
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
