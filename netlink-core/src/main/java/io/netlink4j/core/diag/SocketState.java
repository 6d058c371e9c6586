package io.netlink4j.core.diag;

import io.netlink4j.core.error.NetlinkException;
import java.util.Collection;

/**
 * The state of a socket ({@code TCP_*} of {@code net/tcp_states.h}). Sockets of all families use these numbers: a UDP or raw socket
 * without a peer is {@link #CLOSE}, a connected one is {@link #ESTABLISHED}. Later releases may add constants, so end a {@code switch} with
 * {@code default}.
 */
public enum SocketState {
    /** Connected. */
    ESTABLISHED(1, "ESTAB"),
    /** A connection request was sent. */
    SYN_SENT(2, "SYN-SENT"),
    /** A connection request was received. */
    SYN_RECV(3, "SYN-RECV"),
    /** Closed here; the peer has not confirmed. */
    FIN_WAIT1(4, "FIN-WAIT-1"),
    /** Closed here; the peer has confirmed. */
    FIN_WAIT2(5, "FIN-WAIT-2"),
    /** Closed by both, and kept for late packets. Such a socket belongs to no process. */
    TIME_WAIT(6, "TIME-WAIT"),
    /** Not connected. */
    CLOSE(7, "UNCONN"),
    /** Closed by the peer. */
    CLOSE_WAIT(8, "CLOSE-WAIT"),
    /** Closed by the peer and then here; the peer has not confirmed. */
    LAST_ACK(9, "LAST-ACK"),
    /** Waits for connections. */
    LISTEN(10, "LISTEN"),
    /** Closed by both at once. */
    CLOSING(11, "CLOSING"),
    /** A connection request of a listener; the kernel reports it as {@link #SYN_RECV}. */
    NEW_SYN_RECV(12, "NEW-SYN-RECV"),
    /** Bound to a port, but neither connected nor listening; the kernel reports it as {@link #CLOSE}. Linux 6.8 and later. */
    BOUND_INACTIVE(13, "BOUND-INACTIVE");

    /** All states, also those of newer kernels. */
    static final int ALL = -1;

    private static final SocketState[] BY_NUMBER = new SocketState[14];

    static {
        for (SocketState state : values()) {
            BY_NUMBER[state.number] = state;
        }
    }

    private final int number;
    private final String text;

    SocketState(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    /** The word of {@code ss}: {@code ESTAB}, {@code UNCONN}, {@code LISTEN}. */
    @Override
    public String toString() {
        return text;
    }

    /** The set of states as the kernel's bits. */
    static int bits(Collection<SocketState> states) {
        return states.stream().mapToInt(state -> 1 << state.number).reduce(0, (a, b) -> a | b);
    }

    static SocketState of(int number) {
        if (number < 1 || number >= BY_NUMBER.length) {
            throw new NetlinkException.Malformed("a socket in the unknown state " + number);
        }
        return BY_NUMBER[number];
    }
}
