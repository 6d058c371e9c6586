package io.netlink4j.core.diag;

import java.util.Optional;

/**
 * A transport protocol whose sockets have IP addresses and ports. Later releases may add constants, so end a {@code switch} with {@code
 * default}.
 */
public enum Transport {
    /** {@code IPPROTO_TCP}. The kernel's module is {@code tcp_diag}. */
    TCP(6, "tcp", SocketState.LISTEN),
    /** {@code IPPROTO_UDP}. The kernel's module is {@code udp_diag}. */
    UDP(17, "udp", SocketState.CLOSE),
    /** {@code IPPROTO_SCTP}. The kernel's module is {@code sctp_diag}. */
    SCTP(132, "sctp", SocketState.LISTEN),
    /** {@code IPPROTO_UDPLITE}. The kernel's module is {@code udp_diag}. */
    UDPLITE(136, "udplite", SocketState.CLOSE),
    /** Raw IP sockets. In place of a port they have the number of an IP protocol. The kernel's module is {@code raw_diag}. */
    RAW(255, "raw", SocketState.CLOSE),
    /** {@code IPPROTO_MPTCP}, without the TCP connections beneath. The kernel's module is {@code mptcp_diag}. */
    MPTCP(262, "mptcp", SocketState.LISTEN);

    private final int number;
    private final String text;
    private final SocketState open;

    Transport(int number, String text, SocketState open) {
        this.number = number;
        this.text = text;
        this.open = open;
    }

    /** {@code IPPROTO_*}. */
    public int number() {
        return number;
    }

    /** The state of a socket that anybody may send to: {@link SocketState#LISTEN}, or {@link SocketState#CLOSE} without connections. */
    public SocketState listening() {
        return open;
    }

    /** The word of {@code ss}: {@code tcp}. */
    @Override
    public String toString() {
        return text;
    }

    static Optional<Transport> of(int number) {
        for (Transport transport : values()) {
            if (transport.number == number) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
