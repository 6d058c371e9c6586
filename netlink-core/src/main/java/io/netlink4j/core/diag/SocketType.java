package io.netlink4j.core.diag;

import io.netlink4j.core.error.NetlinkException;

/** The type of a socket ({@code SOCK_*} of {@code socket(2)}). */
public enum SocketType {
    /** {@code SOCK_STREAM}. */
    STREAM(1, "str"),
    /** {@code SOCK_DGRAM}. */
    DATAGRAM(2, "dgr"),
    /** {@code SOCK_RAW}. */
    RAW(3, "raw"),
    /** {@code SOCK_SEQPACKET}. */
    SEQPACKET(5, "seq"),
    /** {@code SOCK_PACKET}, the obsolete kind of packet sockets. */
    PACKET(10, "pkt");

    private final int number;
    private final String shortName;

    SocketType(int number, String shortName) {
        this.number = number;
        this.shortName = shortName;
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    /** The end of the word that {@code ss} has for it. */
    String shortName() {
        return shortName;
    }

    static SocketType of(int number) {
        for (SocketType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new NetlinkException.Malformed("a socket of the unknown type " + number);
    }
}
