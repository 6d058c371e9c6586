package io.netlink4j.nft.object;

import io.netlink4j.nft.packet.NfFamily;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where on a packet's way through the kernel a base chain stands ({@code NF_INET_*}, {@code NF_BR_*}, {@code NF_ARP_*}). */
public enum Hook {
    /** All that comes in, before routing. */
    PREROUTING(0),
    /** What is for this machine. */
    INPUT(1),
    /** What is for somebody else. */
    FORWARD(2),
    /** What this machine sends. */
    OUTPUT(3),
    /** All that goes out, after routing. */
    POSTROUTING(4),
    /** What a device receives: of the family netdev, and of inet from kernel 5.10 on. */
    INGRESS(5),
    /** What a device sends: of the family netdev from kernel 5.16 on. */
    EGRESS(6);

    private final int inet;

    Hook(int inet) {
        this.inet = inet;
    }

    /**
     * The kernel's number in chains of {@code family}; the families count differently.
     *
     * @throws IllegalArgumentException where the family has no such hook
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

    /** The hook that has the kernel's {@code number} in chains of {@code family}; empty where there is none. */
    public static Optional<Hook> ofNumber(NfFamily family, int number) {
        return Arrays.stream(values())
                .filter(hook -> hook.find(family) == number)
                .findFirst();
    }

    /** nft's word for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
