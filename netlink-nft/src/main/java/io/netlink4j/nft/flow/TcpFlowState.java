package io.netlink4j.nft.flow;

import java.util.Arrays;
import java.util.Optional;

/**
 * The state of a TCP connection as the kernel that tracks it sees it ({@code enum tcp_conntrack}); the states of sockets have other numbers.
 * Later releases may add constants, so end a {@code switch} with {@code default}.
 */
public enum TcpFlowState {
    /** No packet was seen. */
    NONE(0),
    /** A SYN was seen. */
    SYN_SENT(1),
    /** Its answer was seen. */
    SYN_RECV(2),
    /** Connected. */
    ESTABLISHED(3),
    /** One side has closed. */
    FIN_WAIT(4),
    /** The other side has confirmed that. */
    CLOSE_WAIT(5),
    /** Both sides have closed. */
    LAST_ACK(6),
    /** Both sides have confirmed that. */
    TIME_WAIT(7),
    /** Reset. */
    CLOSE(8),
    /** Both sides have sent a SYN. */
    SYN_SENT2(9);

    private final int number;

    TcpFlowState(int number) {
        this.number = number;
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    static Optional<TcpFlowState> of(int number) {
        return Arrays.stream(values()).filter(state -> state.number == number).findFirst();
    }
}
