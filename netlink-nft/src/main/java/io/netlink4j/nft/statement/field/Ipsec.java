package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.statement.Selector;

/** The IPsec state that a packet came through, or goes out through: {@code ipsec in} and {@code ipsec out} of nft. */
public final class Ipsec {
    private static final int DADDR = 1;
    private static final int DADDR6 = 2;
    private static final int SADDR = 3;
    private static final int SADDR6 = 4;
    private static final int REQID = 5;
    private static final int SPI = 6;
    private static final int HIGHEST = 255;

    private final int direction;
    private final int state;

    Ipsec(int direction, int state) {
        this.direction = direction;
        this.state = state;
    }

    /**
     * Another state, where there are several around each other: {@code spnum}.
     *
     * @throws IllegalArgumentException if it is not in 0 to 255
     */
    public Ipsec spnum(int number) {
        if (number < 0 || number > HIGHEST) {
            throw new IllegalArgumentException("The number of an IPsec state is 0 to 255, not " + number + ".");
        }
        return new Ipsec(direction, number);
    }

    /** The number that connects policy and state. */
    public Selector reqid() {
        return field(REQID);
    }

    /** The number of the state. */
    public Selector spi() {
        return field(SPI);
    }

    /** The IPv4 source address of the tunnel. */
    public Selector saddr() {
        return field(SADDR);
    }

    /** The IPv4 destination address of the tunnel. */
    public Selector daddr() {
        return field(DADDR);
    }

    /** The IPv6 source address of the tunnel. */
    public Selector saddr6() {
        return field(SADDR6);
    }

    /** The IPv6 destination address of the tunnel. */
    public Selector daddr6() {
        return field(DADDR6);
    }

    private Selector field(int key) {
        return Fields.of(SystemFields.ipsec(direction, state, key));
    }
}
