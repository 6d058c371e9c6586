package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ByteOrdering.HOST;
import static io.netlink4j.nft.match.ByteOrdering.NETWORK;

import io.netlink4j.nft.expression.CtKey;
import java.util.Optional;

/** Data of connection tracking; columns as in {@link Field}. */
public final class CtFields {
    public static final Field STATE =
            new Field("ct state", Source.ct(CtKey.STATE), 4, HOST, 26, ValueFormat.CT_STATE, Dependency.NONE);
    public static final Field STATUS =
            new Field("ct status", Source.ct(CtKey.STATUS), 4, HOST, 28, ValueFormat.CT_STATUS, Dependency.NONE);
    public static final Field MARK =
            new Field("ct mark", Source.ct(CtKey.MARK), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE);
    public static final Field DIRECTION = new Field(
            "ct direction", Source.ct(CtKey.DIRECTION), 1, HOST, 27, ValueFormat.CT_DIRECTION, Dependency.NONE);
    public static final Field SECMARK =
            new Field("ct secmark", Source.ct(CtKey.SECMARK), 4, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field EXPIRATION =
            new Field("ct expiration", Source.ct(CtKey.EXPIRATION), 4, HOST, 18, ValueFormat.DURATION, Dependency.NONE);
    public static final Field HELPER =
            new Field("ct helper", Source.ct(CtKey.HELPER), 16, NETWORK, 41, ValueFormat.STRING, Dependency.NONE);
    public static final Field LABEL =
            new Field("ct label", Source.ct(CtKey.LABELS), 16, HOST, 30, ValueFormat.CT_LABEL, Dependency.NONE);
    public static final Field EVENT =
            new Field("ct event", Source.ct(CtKey.EVENT), 4, HOST, 40, ValueFormat.CT_EVENT, Dependency.NONE);
    public static final Field ID =
            new Field("ct id", Source.ct(CtKey.ID), 4, NETWORK, 4, ValueFormat.DECIMAL, Dependency.NONE);

    private static final String[] DIRECTIONS = {"original ", "reply "};

    private CtFields() {}

    /** The number of packets, of one direction or of both. */
    public static Field packets(int direction) {
        return of("packets", CtKey.PKTS, direction, 8, HOST, 4, ValueFormat.DECIMAL);
    }

    /** The number of bytes. */
    public static Field bytes(int direction) {
        return of("bytes", CtKey.BYTES, direction, 8, HOST, 4, ValueFormat.DECIMAL);
    }

    /** The average number of bytes of a packet. */
    public static Field averagePacket(int direction) {
        return of("avgpkt", CtKey.AVGPKT, direction, 8, HOST, 4, ValueFormat.DECIMAL);
    }

    /** The zone. */
    public static Field zone(int direction) {
        return of("zone", CtKey.ZONE, direction, 2, HOST, 4, ValueFormat.DECIMAL);
    }

    /** The transport protocol. */
    public static Field protocol(int direction) {
        return of("protocol", CtKey.PROTOCOL, direction, 1, NETWORK, 12, ValueFormat.PROTOCOL);
    }

    /** The IP version. */
    public static Field l3proto(int direction) {
        return of("l3proto", CtKey.L3PROTOCOL, direction, 1, NETWORK, 2, ValueFormat.FAMILY);
    }

    /** The source port of a direction. */
    public static Field sourcePort(int direction) {
        return of("proto-src", CtKey.PROTO_SRC, direction, 2, NETWORK, 13, ValueFormat.DECIMAL);
    }

    /** The destination port of a direction. */
    public static Field destinationPort(int direction) {
        return of("proto-dst", CtKey.PROTO_DST, direction, 2, NETWORK, 13, ValueFormat.DECIMAL);
    }

    /** The IPv4 source address of a direction. */
    public static Field sourceAddress(int direction) {
        return of("ip saddr", CtKey.SRC_IP, direction, 4, NETWORK, 7, ValueFormat.ADDRESS);
    }

    /** The IPv4 destination address of a direction. */
    public static Field destinationAddress(int direction) {
        return of("ip daddr", CtKey.DST_IP, direction, 4, NETWORK, 7, ValueFormat.ADDRESS);
    }

    /** The IPv6 source address of a direction. */
    public static Field sourceAddress6(int direction) {
        return of("ip6 saddr", CtKey.SRC_IP6, direction, 16, NETWORK, 8, ValueFormat.ADDRESS);
    }

    /** The IPv6 destination address of a direction. */
    public static Field destinationAddress6(int direction) {
        return of("ip6 daddr", CtKey.DST_IP6, direction, 16, NETWORK, 8, ValueFormat.ADDRESS);
    }

    /** The field of a key; empty if nft has none. */
    static Optional<Field> of(CtKey key, int direction) {
        return Optional.ofNullable(
                switch (key.number()) {
                    case 7 -> l3proto(direction);
                    case 10 -> protocol(direction);
                    case 11 -> sourcePort(direction);
                    case 12 -> destinationPort(direction);
                    case 14 -> packets(direction);
                    case 15 -> bytes(direction);
                    case 16 -> averagePacket(direction);
                    case 17 -> zone(direction);
                    case 19 -> sourceAddress(direction);
                    case 20 -> destinationAddress(direction);
                    case 21 -> sourceAddress6(direction);
                    case 22 -> destinationAddress6(direction);
                    default -> null;
                });
    }

    private static Field of(
            String name, CtKey key, int direction, int length, ByteOrdering order, int type, ValueFormat format) {
        String way = direction == Source.Conntrack.BOTH ? "" : DIRECTIONS[direction];
        return new Field(
                "ct " + way + name, new Source.Conntrack(key, direction), length, order, type, format, Dependency.NONE);
    }
}
