package io.netlink4j.nft.match;

import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.PayloadBase;

/** Fields of extension headers, options and chunks, of which a packet can have several; and any bits of a header. */
public final class ExtensionFields {
    /** {@code NFT_EXTHDR_OP_IPV6} ... */
    public static final int IPV6 = 0;

    public static final int TCP_OPTION = Exthdr.TCP_OPTION;
    public static final int IPV4_OPTION = 2;
    public static final int SCTP_CHUNK = 3;

    private ExtensionFields() {}

    /** A number, of {@code width} bits from {@code first} on. */
    public static Field number(String text, int operation, int type, int first, int width) {
        return of(text, operation, type, first, width, 4, ValueFormat.DECIMAL);
    }

    /** The protocol of the next header. */
    public static Field protocol(String text, int type) {
        return of(text, IPV6, type, 0, Byte.SIZE, 12, ValueFormat.PROTOCOL);
    }

    /** The type of a mobility message. */
    public static Field mobilityType(String text, int type) {
        return of(text, IPV6, type, 16, Byte.SIZE, 17, ValueFormat.MOBILITY_TYPE);
    }

    /** An address. */
    public static Field address(String text, int operation, int type, int first) {
        return operation == IPV6
                ? of(text, operation, type, first, 128, 8, ValueFormat.ADDRESS)
                : of(text, operation, type, first, 32, 7, ValueFormat.ADDRESS);
    }

    /** Whether the packet has it. */
    public static Field presence(String text, int operation, int type) {
        return Field.presence(text, operation, type, dependency(operation));
    }

    /** Any bits of a header. */
    public static Field raw(PayloadBase base, String name, int first, int width) {
        return Field.bits(
                "@" + name + "," + first + "," + width,
                new Source.Header(base, 0),
                first,
                width,
                4,
                ValueFormat.RAW,
                Dependency.NONE);
    }

    /** A field of the header of a tunnel. */
    public static Field ofTunnel(String text, Tunnel tunnel, int first, int width) {
        return Field.bits(
                        text,
                        new Source.Header(PayloadBase.TUNNEL, 0),
                        first,
                        width,
                        4,
                        ValueFormat.DECIMAL,
                        Dependency.NONE)
                .inside(tunnel);
    }

    /** The field of the packet inside a tunnel. */
    public static Selection inside(Tunnel tunnel, Selection selection) {
        return new Selection(
                selection.fields().stream().map(field -> field.inside(tunnel)).toList());
    }

    private static Field of(
            String text, int operation, int type, int first, int width, int typeOfSets, ValueFormat format) {
        return Field.bits(
                text,
                new Source.Extension(operation, type, 0),
                first,
                width,
                typeOfSets,
                format,
                dependency(operation));
    }

    private static Dependency dependency(int operation) {
        return switch (operation) {
            case IPV6 -> Dependency.IPV6_EXTENSION;
            case IPV4_OPTION -> Dependency.IPV4_OPTION;
            default -> Dependency.NONE;
        };
    }
}
