package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;
import java.util.Locale;

/** A chunk of SCTP packets; since Linux 5.14. */
public final class SctpChunk {
    private final Type type;

    SctpChunk(Type type) {
        this.type = type;
    }

    /** The type of a chunk. */
    public enum Type {
        /** Data. */
        DATA,
        /** Begins a connection. */
        INIT,
        /** Answers the beginning. */
        INIT_ACK,
        /** Acknowledges data. */
        SACK,
        /** Asks whether the other side is there. */
        HEARTBEAT,
        /** Answers that it is. */
        HEARTBEAT_ACK,
        /** Ends the connection at once. */
        ABORT,
        /** Ends the connection. */
        SHUTDOWN,
        /** Acknowledges the end. */
        SHUTDOWN_ACK,
        /** Reports an error. */
        ERROR,
        /** Returns the cookie. */
        COOKIE_ECHO,
        /** Acknowledges the cookie. */
        COOKIE_ACK,
        /** Reports congestion. */
        ECNE,
        /** Acknowledges that report. */
        CWR,
        /** Completes the end. */
        SHUTDOWN_COMPLETE,
        /** Acknowledges a change of addresses. */
        ASCONF_ACK,
        /** Skips data. */
        FORWARD_TSN,
        /** Changes addresses. */
        ASCONF;

        /** nft's name for it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The packet has such a chunk. */
    public Match exists() {
        return presence().oneOf(true);
    }

    /** The packet has no such chunk. */
    public Match missing() {
        return presence().oneOf(false);
    }

    private Selector presence() {
        return Fields.of(ExtensionFields.named("sctp chunk " + type));
    }

    /** The flags of the first such chunk. */
    public Selector flags() {
        return field("flags");
    }

    /** Its length. */
    public Selector length() {
        return field("length");
    }

    /**
     * Another field of the chunk by nft's name, such as {@code "tsn"} of data.
     *
     * @throws IllegalArgumentException if nft knows no such field of the chunk
     */
    public Selector field(String name) {
        return Fields.of(ExtensionFields.find("sctp chunk " + type + " " + name)
                .orElseThrow(
                        () -> new IllegalArgumentException("A chunk '" + type + "' has no field '" + name + "'.")));
    }
}
