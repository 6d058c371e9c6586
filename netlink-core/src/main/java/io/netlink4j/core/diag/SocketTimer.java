package io.netlink4j.core.diag;

import io.netlink4j.core.error.NetlinkException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The running timer of a TCP socket ({@code idiag_timer}, {@code idiag_expires}, {@code idiag_retrans}).
 *
 * @param kind what happens when it expires
 * @param expires the time until then
 * @param retransmits the retransmissions or probes so far
 */
public record SocketTimer(Kind kind, Duration expires, int retransmits) {

    /** What happens when a timer expires. */
    public enum Kind {
        /** Data is sent again. */
        RETRANSMIT,
        /** A keepalive probe is sent. */
        KEEPALIVE,
        /** The kernel forgets the connection. */
        TIMEWAIT,
        /** The peer, whose window is zero, is probed. */
        PERSIST;

        /** {@code keepalive}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Optional<SocketTimer> of(int number, long millis, int retransmits) {
        if (number == 0) {
            return Optional.empty();
        }
        if (number > Kind.values().length) {
            throw new NetlinkException.Malformed("a socket with the unknown timer " + number);
        }
        return Optional.of(new SocketTimer(Kind.values()[number - 1], Duration.ofMillis(millis), retransmits));
    }
}
