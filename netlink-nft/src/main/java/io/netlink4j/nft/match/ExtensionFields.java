package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ExtensionTable.Row.address;
import static io.netlink4j.nft.match.ExtensionTable.Row.field;
import static io.netlink4j.nft.match.ExtensionTable.Row.number;

import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.PayloadBase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fields of extension headers, options and chunks, of which a packet can have several; and any bits of a header. */
public final class ExtensionFields {
    /** {@code NFT_EXTHDR_OP_IPV6} ... */
    static final int IPV6 = 0;

    static final int TCP_OPTION = Exthdr.TCP_OPTION;
    static final int IPV4_OPTION = 2;
    static final int SCTP_CHUNK = 3;
    static final int DCCP_OPTION = 4;

    private static final int ROUTING = 43;
    private static final int MAXSEG = 2;
    private static final List<Integer> IPV4_OFFSETS = List.of(-1, 0, 1, 2, 2, 3);

    /** nft lists bits from here on with a mask. */
    private static final int FIRST_UNLISTED = 256;

    private static final int ADDRESS_BITS = 128;

    /** The bits before the first address of a routing header. */
    private static final int ADDRESSES = 64;

    /** All that have a name, one header, option or chunk a line: its name, its number, and its fields with first bit and width. */
    static final List<Field> ALL = Stream.of(ipv6(), ipv4(), tcp(), sctp())
            .flatMap(ExtensionTable::fields)
            .toList();

    private ExtensionFields() {}

    private static ExtensionTable ipv6() {
        ExtensionTable.Row next = field("nexthdr", 0, 8, 12, ValueFormat.PROTOCOL);
        ExtensionTable.Row length = number("hdrlength", 8, 8);
        return new ExtensionTable(IPV6, "", "exthdr ")
                .add("hbh", 0, next, length)
                .add("dst", 60, next, length)
                .add("rt", ROUTING, next, length, number("type", 16, 8), number("seg-left", 24, 8))
                .with("srh", ROUTING, number("last-entry", 32, 8), number("flags", 40, 8), number("tag", 48, 16))
                .add("frag", 44, next, number("reserved", 8, 8), number("frag-off", 16, 13))
                .with("frag", 44, number("reserved2", 29, 2), number("more-fragments", 31, 1), number("id", 32, 32))
                .add("mh", 135, next, length, field("type", 16, 8, 17, ValueFormat.MOBILITY_TYPE))
                .with("mh", 135, number("reserved", 24, 8), number("checksum", 32, 16));
    }

    private static ExtensionTable ipv4() {
        ExtensionTable.Row length = number("length", 8, 8);
        ExtensionTable.Row next = number("ptr", 16, 8);
        ExtensionTable.Row address = address("addr", 24);
        return new ExtensionTable(IPV4_OPTION, "ip option ", "ip option ")
                .add("lsrr", 131, length, next, address)
                .add("rr", 7, length, next, address)
                .add("ssrr", 137, length, next, address)
                .add("ra", 148, length, number("value", 16, 16));
    }

    private static ExtensionTable tcp() {
        ExtensionTable.Row length = number("length", 8, 8);
        return new ExtensionTable(TCP_OPTION, "tcp option ", "tcp option ")
                .add("eol", 0)
                .add("nop", 1)
                .add("maxseg", 2, length)
                .add("window", 3, length, number("count", 16, 8))
                .add("sack-perm", 4, length)
                .add("sack", 5, length, number("left", 16, 32), number("right", 48, 32))
                .with("sack1", 5, number("left", 80, 32), number("right", 112, 32))
                .with("sack2", 5, number("left", 144, 32), number("right", 176, 32))
                .with("sack3", 5, number("left", 208, 32), number("right", 240, 32))
                .add("timestamp", 8, length, number("tsval", 16, 32), number("tsecr", 48, 32))
                .add("md5sig", 19, length)
                .add("mptcp", 30, length, field("subtype", 16, 4, 4, ValueFormat.MPTCP_SUBTYPE))
                .add("fastopen", 34, length);
    }

    private static ExtensionTable sctp() {
        ExtensionTable.Row acknowledged = number("cum-tsn-ack", 32, 32);
        ExtensionTable.Row lowest = number("lowest-tsn", 32, 32);
        ExtensionTable.Row sequence = number("seqno", 32, 32);
        ExtensionTable.Row[] beginning = {
            number("init-tag", 32, 32),
            number("a-rwnd", 64, 32),
            number("num-outbound-streams", 96, 16),
            number("num-inbound-streams", 112, 16),
            number("initial-tsn", 128, 32)
        };
        return new ExtensionTable(SCTP_CHUNK, "sctp chunk ", "sctp chunk ")
                .common(number("type", 0, 8), number("flags", 8, 8), number("length", 16, 16))
                .add("data", 0, number("tsn", 32, 32), number("stream", 64, 16), number("ssn", 80, 16))
                .with("data", 0, number("ppid", 96, 32))
                .add("init", 1, beginning)
                .add("init-ack", 2, beginning)
                .add("sack", 3, acknowledged, number("a-rwnd", 64, 32), number("num-gap-ack-blocks", 96, 16))
                .with("sack", 3, number("num-dup-tsns", 112, 16))
                .add("shutdown", 7, acknowledged)
                .add("ecne", 12, lowest)
                .add("cwr", 13, lowest)
                .add("asconf-ack", 0x80, sequence)
                .add("forward-tsn", 0xc0, number("new-cum-tsn", 32, 32))
                .add("asconf", 0xc1, sequence)
                .add("heartbeat", 4)
                .add("heartbeat-ack", 5)
                .add("abort", 6)
                .add("shutdown-ack", 8)
                .add("error", 9)
                .add("cookie-echo", 10)
                .add("cookie-ack", 11)
                .add("shutdown-complete", 14);
    }

    /**
     * The field with nft's name for it: {@code frag id}, {@code ip option ra exists} without the last word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Field named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("nft has no field '" + name + "'."));
    }

    /** The field with nft's name for it, if there is one. */
    public static Optional<Field> find(String name) {
        return ALL.stream().filter(field -> field.toString().equals(name)).findFirst();
    }

    /** A field of an extension header of IPv6 by its number there, from 1 on. */
    public static Optional<Field> ofHeader(String header, int number) {
        return at(ALL.stream().filter(field -> field.toString().startsWith(header + " ")), number - 1);
    }

    /** A field of an option or chunk by its number there, which options count from 1 on for the length, or from 2 on for IPv4. */
    public static Optional<Field> ofOption(int operation, int type, int number) {
        if (operation == TCP_OPTION && type == MAXSEG && number == 2) {
            return Optional.of(TransportFields.TCP_MAXSEG);
        }
        Stream<Field> fields = ALL.stream()
                .filter(field -> field.source() instanceof Source.Extension option
                        && option.operation() == operation
                        && option.type() == type
                        && option.offset() != Source.Extension.PRESENCE);
        return switch (operation) {
            case SCTP_CHUNK -> at(fields, number);
            case IPV4_OPTION -> // length, value, ptr, addr
                fields.filter(field -> field.source() instanceof Source.Extension option
                                && number < IPV4_OFFSETS.size()
                                && option.offset() == IPV4_OFFSETS.get(number))
                        .findFirst();
            default -> at(fields, number - 1);
        };
    }

    private static Optional<Field> at(Stream<Field> fields, int index) {
        return index < 0 ? Optional.empty() : fields.skip(index).findFirst();
    }

    /** An address of a routing header, from 1 on. */
    public static Field routingAddress(String text, int index) {
        return Field.bits(
                text,
                new Source.Extension(IPV6, ROUTING, 0),
                ADDRESSES + (index - 1) * ADDRESS_BITS,
                ADDRESS_BITS,
                8,
                ValueFormat.ADDRESS,
                ExtensionTable.dependency(IPV6));
    }

    /** Whether the packet has an option of DCCP. */
    public static Field dccpOption(int type) {
        return Field.presence("dccp option " + type, DCCP_OPTION, type, ExtensionTable.dependency(DCCP_OPTION));
    }

    /** The fields whose names have numbers. */
    static List<Field> numbered(Source.Extension source) {
        int address = source.offset() * Byte.SIZE - ADDRESSES;
        if (source.operation() == IPV6 && source.type() == ROUTING && address >= 0 && address % ADDRESS_BITS == 0) {
            int index = address / ADDRESS_BITS + 1;
            return List.of(routingAddress("srh sid[" + index + "]", index));
        }
        if (source.operation() == DCCP_OPTION && source.offset() == Source.Extension.PRESENCE) {
            return List.of(dccpOption(source.type()));
        }
        return source.operation() == TCP_OPTION && source.offset() == Source.Extension.PRESENCE
                ? List.of(Field.tcpOption("tcp option " + source.type(), source.type()))
                : List.of();
    }

    /** Bytes of an option of TCP without a name: {@code tcp option @255,8,8}. */
    public static Optional<Field> rawOption(Source.Extension source, int length) {
        return source.operation() == TCP_OPTION && source.offset() != Source.Extension.PRESENCE
                ? Optional.of(Field.bits(
                        "tcp option @" + source.type() + "," + source.offset() * Byte.SIZE + "," + length * Byte.SIZE,
                        new Source.Extension(TCP_OPTION, source.type(), 0),
                        source.offset() * Byte.SIZE,
                        length * Byte.SIZE,
                        4,
                        ValueFormat.DECIMAL,
                        Dependency.NONE))
                : Optional.empty();
    }

    /** The last bits of some bytes of a header, if a mask keeps only these; nft lists other bits with the mask. */
    public static Optional<Field> rawBits(Source.Header header, Step.Bits bits) {
        BigInteger mask = new BigInteger(1, bits.mask());
        int width = mask.bitCount();
        int length = bits.mask().length;
        int first = (header.offset() + length) * Byte.SIZE - width;
        boolean last = width > 0 && mask.bitLength() == width && new BigInteger(1, bits.xor()).signum() == 0;
        return last && first < FIRST_UNLISTED
                ? Optional.of(Field.raw(rawName(header.base(), first, width), header, length, new BitRange(0, width)))
                : Optional.empty();
    }

    /** Adjacent bits that do not begin with the first one; nft lists most of them without the mask where it compares them with one value. */
    public static Optional<Field> adjacentBits(Source.Header header, Step.Bits bits) {
        BigInteger mask = new BigInteger(1, bits.mask());
        int width = mask.bitCount();
        int length = bits.mask().length;
        int shift = width == 0 ? 0 : mask.getLowestSetBit();
        int first = header.offset() * Byte.SIZE + length * Byte.SIZE - mask.bitLength();
        boolean adjacent = width > 0 && mask.bitLength() == width + shift && mask.bitLength() < length * Byte.SIZE;
        boolean listed = shift > 0 || first < FIRST_UNLISTED;
        return adjacent && listed && new BigInteger(1, bits.xor()).signum() == 0
                ? Optional.of(
                        Field.raw(rawName(header.base(), first, width), header, length, new BitRange(shift, width)))
                : Optional.empty();
    }

    private static String rawName(PayloadBase base, int first, int width) {
        return "@" + ValueFormat.baseName(base) + "," + first + "," + width;
    }

    /** Any bits of a header. */
    public static Field raw(PayloadBase base, int first, int width) {
        return Field.bits(
                rawName(base, first, width),
                new Source.Header(base, 0),
                first,
                width,
                4,
                ValueFormat.RAW,
                Dependency.NONE);
    }

    /** The fields of the header of a tunnel. */
    static List<Field> ofTunnel(Tunnel tunnel) {
        List<Field> fields = new ArrayList<>();
        switch (tunnel) {
            case VXLAN -> fields.add(inHeader(tunnel, "flags", 0, 8, 4, ValueFormat.DECIMAL));
            case GENEVE -> fields.add(inHeader(tunnel, "type", 16, 16, 4, ValueFormat.DECIMAL));
            case GRE, GRETAP -> {
                return List.of();
            }
        }
        fields.add(inHeader(tunnel, "vni", 32, 24, 4, ValueFormat.DECIMAL));
        return fields;
    }

    private static Field inHeader(Tunnel tunnel, String text, int first, int width, int type, ValueFormat format) {
        Source header = new Source.Header(PayloadBase.TUNNEL, 0);
        return Field.bits(text, header, first, width, type, format, Dependency.NONE)
                .inside(tunnel);
    }

    /** A field of the header of a tunnel by its name. */
    public static Field ofTunnel(Tunnel tunnel, String name) {
        return ofTunnel(tunnel).stream()
                .filter(field -> field.toString().equals(tunnel + " " + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nft has no field '" + tunnel + " " + name + "'."));
    }

    /** The field of the packet inside a tunnel. */
    public static Field inside(Tunnel tunnel, Field field) {
        return field.inside(tunnel);
    }

    /** The fields of the packet inside a tunnel. */
    public static Selection inside(Tunnel tunnel, Selection selection) {
        return new Selection(
                selection.fields().stream().map(field -> field.inside(tunnel)).toList());
    }
}
