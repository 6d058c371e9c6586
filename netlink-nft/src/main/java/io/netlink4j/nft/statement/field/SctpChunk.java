package io.netlink4j.nft.statement.field;

import static io.netlink4j.nft.match.ExtensionFields.SCTP_CHUNK;

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
        DATA(0),
        /** Begins a connection. */
        INIT(1),
        /** Answers the beginning. */
        INIT_ACK(2),
        /** Acknowledges data. */
        SACK(3),
        /** Asks whether the other side is there. */
        HEARTBEAT(4),
        /** Answers that it is. */
        HEARTBEAT_ACK(5),
        /** Ends the connection at once. */
        ABORT(6),
        /** Ends the connection. */
        SHUTDOWN(7),
        /** Acknowledges the end. */
        SHUTDOWN_ACK(8),
        /** Reports an error. */
        ERROR(9),
        /** Returns the cookie. */
        COOKIE_ECHO(10),
        /** Acknowledges the cookie. */
        COOKIE_ACK(11),
        /** Reports congestion. */
        ECNE(12),
        /** Acknowledges that report. */
        CWR(13),
        /** Completes the end. */
        SHUTDOWN_COMPLETE(14),
        /** Acknowledges a change of addresses. */
        ASCONF_ACK(0x80),
        /** Skips data. */
        FORWARD_TSN(0xc0),
        /** Changes addresses. */
        ASCONF(0xc1);

        private final int number;

        Type(int number) {
            this.number = number;
        }

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
        return Fields.of(ExtensionFields.presence("sctp chunk " + type, SCTP_CHUNK, type.number));
    }

    /** The flags of the first such chunk. */
    public Selector flags() {
        return field("flags", 8, 8);
    }

    /** Its length. */
    public Selector length() {
        return field("length", 16, 16);
    }

    /**
     * Another field of the chunk by nft's name, such as {@code "tsn"} of data.
     *
     * @throws IllegalArgumentException if nft knows no such field of the chunk
     */
    public Selector field(String name) {
        return switch (type + " " + name) {
            case "data tsn", "init init-tag", "init-ack init-tag", "sack cum-tsn-ack", "shutdown cum-tsn-ack" ->
                field(name, 32, 32);
            case "data stream" -> field(name, 64, 16);
            case "data ssn" -> field(name, 80, 16);
            case "data ppid" -> field(name, 96, 32);
            case "init a-rwnd", "init-ack a-rwnd", "sack a-rwnd" -> field(name, 64, 32);
            case "init num-outbound-streams", "init-ack num-outbound-streams", "sack num-gap-ack-blocks" ->
                field(name, 96, 16);
            case "init num-inbound-streams", "init-ack num-inbound-streams", "sack num-dup-tsns" ->
                field(name, 112, 16);
            case "init initial-tsn", "init-ack initial-tsn" -> field(name, 128, 32);
            case "ecne lowest-tsn", "cwr lowest-tsn", "forward-tsn new-cum-tsn" -> field(name, 32, 32);
            case "asconf seqno", "asconf-ack seqno" -> field(name, 32, 32);
            default -> throw new IllegalArgumentException("A chunk '" + type + "' has no field '" + name + "'.");
        };
    }

    private Selector field(String name, int first, int width) {
        return Fields.of(
                ExtensionFields.number("sctp chunk " + type + " " + name, SCTP_CHUNK, type.number, first, width));
    }
}
