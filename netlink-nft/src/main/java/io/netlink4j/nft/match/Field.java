package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ByteOrdering.HOST;
import static io.netlink4j.nft.match.ByteOrdering.NETWORK;

import io.netlink4j.nft.analysis.KnownProtocols;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.set.SetKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field that rules can match: nft's name, the source of the value, its length in bytes, its byte order in a register, nft's type id for keys
 * of sets, the text format, and the protocol that must be matched before. Compiling, checking and formatting of matches follow from it. The
 * fields are in tables, one line each: {@link NetworkFields}, {@link TransportFields}, {@link MetaFields} ....
 */
public final class Field {
    /** {@code integer} of nft. */
    static final int INTEGER = 4;

    /** {@code boolean} of nft. */
    static final int BOOLEAN = 39;

    private static final int NAME_TYPE = 41;

    private final String text;
    private final Source source;
    private final int loaded;
    private final int length;
    private final ByteOrdering order;
    private final SetKey key;
    private final ValueFormat notation;
    private final Dependency dependency;
    private final BitRange bits;
    private final List<Step> steps;
    private final Step.@Nullable Operator last;
    private @Nullable Selection alone;

    Field(
            String text,
            Source source,
            int length,
            ByteOrdering order,
            int type,
            ValueFormat notation,
            Dependency dependency) {
        this(
                text,
                source,
                length,
                length,
                order,
                isInNetworkOrder(source, length, order, type)
                        ? SetKey.network(type, length)
                        : SetKey.host(type, length),
                notation,
                dependency,
                BitRange.all(length),
                List.of(),
                null);
    }

    private Field(
            String text,
            Source source,
            int loaded,
            int length,
            ByteOrdering order,
            SetKey key,
            ValueFormat notation,
            Dependency dependency,
            BitRange bits,
            List<Step> steps,
            Step.@Nullable Operator last) {
        this.text = text;
        this.source = source;
        this.loaded = loaded;
        this.length = length;
        this.order = order;
        this.key = key;
        this.notation = notation;
        this.dependency = dependency;
        this.bits = bits;
        this.steps = steps;
        this.last = last;
    }

    /** The selection of this field alone. Every match of it has it, so it is made once. */
    Selection alone() {
        Selection made = alone;
        if (made == null) {
            made = new Selection(List.of(this));
            alone = made;
        }
        return made;
    }

    private static boolean isInNetworkOrder(Source source, int length, ByteOrdering order, int type) {
        return source instanceof Source.Header
                || source instanceof Source.Extension
                || source instanceof Source.Inside
                || (order == NETWORK && length > 1 && type != NAME_TYPE);
    }

    /**
     * A field of a header that is not whole bytes.
     *
     * @param base a source of the header's first byte
     * @param first the number of the first bit in the header
     * @param width the number of bits
     */
    static Field bits(
            String text, Source base, int first, int width, int type, ValueFormat notation, Dependency dependency) {
        int start = first / Byte.SIZE;
        int length = (first + width - 1) / Byte.SIZE - start + 1;
        BitRange bits = new BitRange(length * Byte.SIZE - (first - start * Byte.SIZE) - width, width);
        Source source = switch (base) {
            case Source.Header header -> new Source.Header(header.base(), header.offset() + start);
            case Source.Extension extension ->
                new Source.Extension(extension.operation(), extension.type(), extension.offset() + start);
            default -> throw new IllegalArgumentException(base + " has no bits");
        };
        boolean whole = width == length * Byte.SIZE;
        return new Field(
                text,
                source,
                length,
                length,
                NETWORK,
                SetKey.network(type, length),
                notation,
                dependency,
                bits,
                whole ? List.of() : List.of(Step.Bits.mask(bits.mask(length))),
                null);
    }

    /** A value of which only the type is known. */
    static Field of(SetKey type, ValueFormat notation) {
        int length = type.length();
        ByteOrdering order = type.hostOrder() && notation != ValueFormat.NAME ? HOST : NETWORK;
        return new Field(
                type.toString(),
                new Source.Unknown(),
                length,
                length,
                order,
                type,
                notation,
                Dependency.NONE,
                BitRange.all(length),
                List.of(),
                null);
    }

    /** A value of this type that is the same for all packets, as a register has it. */
    public Field always(byte[] value, String text) {
        return new Field(
                text,
                new Source.Constant(value),
                length,
                length,
                order,
                key,
                notation,
                Dependency.NONE,
                bits,
                List.of(),
                null);
    }

    /** Bytes of a header without a name: {@code @th,16,8}. */
    public static Field raw(PayloadBase base, int offset, int length) {
        return new Field(
                "@" + ValueFormat.baseName(base) + "," + offset * Byte.SIZE + "," + length * Byte.SIZE,
                new Source.Header(base, offset),
                length,
                NETWORK,
                INTEGER,
                ValueFormat.RAW,
                Dependency.NONE);
    }

    /** Some bits of {@code length} bytes of a header, without a name. */
    static Field raw(String text, Source source, int length, BitRange bits) {
        return new Field(
                text,
                source,
                length,
                length,
                NETWORK,
                SetKey.network(INTEGER, length),
                ValueFormat.RAW,
                Dependency.NONE,
                bits,
                List.of(Step.Bits.mask(bits.mask(length))),
                null);
    }

    /** Whether the packet has a TCP option. */
    public static Field tcpOption(String text, int type) {
        return presence(text, Exthdr.TCP_OPTION, type, Dependency.NONE);
    }

    /** Whether the packet has an extension header, an option or a chunk. */
    static Field presence(String text, int operation, int type, Dependency dependency) {
        return new Field(
                text,
                new Source.Extension(operation, type, Source.Extension.PRESENCE),
                1,
                NETWORK,
                BOOLEAN,
                ValueFormat.EXISTENCE,
                dependency);
    }

    private Field with(Step.Operator operation, String text, BitRange bits, List<Step> steps) {
        return new Field(
                text, source, loaded, length, order, key, notation, dependency, bits, List.copyOf(steps), operation);
    }

    /** The bits of two fields. */
    static Field combined(Source.Combined both) {
        Field left = both.left();
        return new Field(
                left.operand(both.operation()) + " " + both.operation() + " "
                        + both.right().operand(both.operation()),
                both,
                left.length,
                left.length,
                left.order,
                left.key,
                left.notation,
                Dependency.NONE,
                left.bits,
                List.of(),
                both.operation());
    }

    /** The same field of the packet inside a tunnel. */
    Field inside(Tunnel tunnel) {
        Source inside = new Source.Inside(tunnel, source);
        String name = source instanceof Source.Metadata ? text : tunnel + " " + text; // as nft lists metadata
        return new Field(name, inside, loaded, length, order, key, notation, dependency, bits, steps, last);
    }

    /** The field as a part of a concatenation, where its value begins at the lowest bit. */
    public Field inConcatenation() {
        return bits.shift() == 0 ? this : asNumber(length);
    }

    /** The field as nft loads one of an extension header, or one that ends within a word, for a set: it shifts bits as they are in the header. */
    public Field shifted() {
        return bits.shift() == 0 || order == HOST
                ? this
                : new Field(
                        text,
                        source,
                        loaded,
                        length,
                        NETWORK,
                        key,
                        notation,
                        dependency,
                        new BitRange(0, bits.width()),
                        Stream.concat(steps.stream(), Stream.of(new Step.Shift(length, -bits.shift())))
                                .toList(),
                        last);
    }

    /** The field as the keys of a set with one field have it. */
    public Field stored(SetKey type) {
        return bits.shift() == 0 || type.hostOrder()
                ? inConcatenation()
                : new Field(
                        text,
                        source,
                        loaded,
                        length,
                        NETWORK,
                        type,
                        notation,
                        dependency,
                        new BitRange(0, bits.width()),
                        steps,
                        last);
    }

    /** The field as a number in host byte order; one of {@code size} bytes if it is shorter. */
    public Field asNumber(int size) {
        if (order == HOST && (size <= length || isComputed())) {
            return this;
        }
        List<Step> more = new ArrayList<>(steps);
        if (length > 1 && order == NETWORK) {
            more.add(new Step.ToHost(length));
        }
        if (bits.shift() > 0) {
            more.add(new Step.Shift(length, -bits.shift()));
        }
        boolean longer = size > length;
        int now = longer ? size : length;
        return new Field(
                text,
                source,
                loaded,
                now,
                HOST,
                SetKey.host(key.type(), now),
                notation,
                dependency,
                new BitRange(0, longer ? now * Byte.SIZE : bits.width()),
                List.copyOf(more),
                last);
    }

    /** The field with some of its bits only, or with some inverted afterwards. */
    public Field changed(Step.Operator operation, byte[] mask, byte[] xor, byte[] operand) {
        Step.Bits added = new Step.Bits(register(mask), register(xor));
        List<Step> all = new ArrayList<>(steps);
        if (isComputed() && !all.isEmpty() && all.getLast() instanceof Step.Bits bitsBefore) {
            all.set(all.size() - 1, bitsBefore.then(added));
        } else {
            all.add(added);
        }
        return with(operation, operand(operation) + " " + operation + " " + constant(operation, operand), bits, all);
    }

    /** nft takes a shifted value for a number. */
    private String constant(Step.Operator operation, byte[] operand) {
        boolean shifted = text.contains(" << ") || text.contains(" >> ");
        String value = (shifted ? ValueFormat.RAW : notation).value(operand);
        return value.contains("|") && operation != Step.Operator.OR ? "(" + value + ")" : value;
    }

    /** The text as an operand of an operation, in parentheses if its own operation binds less. */
    private String operand(Step.Operator of) {
        return last != null && last.compareTo(of) > 0 ? "(" + text + ")" : text;
    }

    /** The field, shifted to the left, or with a negative number of bits to the right. */
    public Field shiftedBy(int by) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step.Shift(length, by));
        String shift = by < 0 ? " >> " + -by : " << " + by;
        return with(Step.Operator.SHIFT, operand(Step.Operator.SHIFT) + shift, BitRange.all(length), all);
    }

    /** Requires the protocol that a packet must have before the field can be read. */
    public void require(Compilation compilation, Object subject) {
        if (source instanceof Source.Inside inside) {
            inside.tunnel().require(compilation, dependency, subject);
        } else {
            dependency.require(compilation, subject);
        }
        if (source instanceof Source.JenkinsHash hash) {
            hash.fields().require(compilation, subject);
        } else if (source instanceof Source.Combined both) {
            both.left().require(compilation, subject);
            both.right().require(compilation, subject);
        }
    }

    /** Loads it into {@code register}; only the first {@code part} bytes if it can be loaded in parts. */
    public void load(Compilation compilation, int part, int register) {
        load(compilation, part, register, register + 1);
    }

    /** As above; {@code free} is the first register of 16 bytes that may be used. */
    void load(Compilation compilation, int part, int register, int free) {
        source.load(compilation, Math.min(part, loaded), register, free);
        steps.forEach(step -> compilation.match(step.at(register)));
    }

    /** Converts a number in host byte order for a comparison of its bytes. The kernel swaps at most 8 bytes at once. */
    Byteorder toNetwork(int register) {
        return Byteorder.toNetwork(register, length, Math.min(length, Long.BYTES));
    }

    /** What happens to it after it was loaded. */
    public List<Step> steps() {
        return steps;
    }

    /** The number of bytes that are loaded. */
    public int loaded() {
        return loaded;
    }

    /** The value, in network byte order, of bytes as a register has them: the opposite of {@link #register}. */
    public byte[] value(byte[] register) {
        return unshifted(order.of(register));
    }

    /** A value without the bits after it: the opposite of {@link #shifted}. */
    public byte[] unshifted(byte[] number) {
        return bits.shift() == 0
                ? number
                : Numbers.of(new BigInteger(1, number).shiftRight(bits.shift()), number.length);
    }

    /** Whether the register holds it as it was loaded. */
    boolean isPlain() {
        return steps.isEmpty();
    }

    /** Whether it has operators, such as {@code meta mark & 0xff}. */
    public boolean isComputed() {
        return last != null;
    }

    /** Whether it has fewer bits than the bytes that are loaded. */
    public boolean isBits() {
        return bits.width() < length * Byte.SIZE && !isComputed();
    }

    /** Whether it is in a VLAN tag of the packet itself. */
    boolean isInTag() {
        return dependency == Dependency.VLAN && source instanceof Source.Header;
    }

    /** The same field in the {@code count}th VLAN tag. */
    Field inTag(int count) {
        return isInTag() && source instanceof Source.Header header
                ? new Field(
                        text,
                        new Source.Header(header.base(), header.offset() + (count - 1) * KnownProtocols.TAG_LENGTH),
                        loaded,
                        length,
                        order,
                        key,
                        notation,
                        dependency,
                        bits,
                        steps,
                        last)
                : this;
    }

    /** Whether it is in the header of a tunnel itself. */
    boolean isOfTunnel() {
        return source instanceof Source.Inside(Tunnel tunnel, Source.Header header)
                && header.base().equals(PayloadBase.TUNNEL);
    }

    /** The field of the header of a tunnel as nft lists the keys of maps. */
    Field inMap() {
        return text.endsWith(" type")
                ? as(ValueFormat.FRAME_TYPE)
                : text.endsWith(" flags") ? as(ValueFormat.RAW) : this;
    }

    /** The same field, whose values are listed in another way. */
    Field as(ValueFormat other) {
        return new Field(text, source, loaded, length, order, key, other, dependency, bits, steps, last);
    }

    /** The same bytes under another name, which says nothing of their protocol. */
    public Field named(String name) {
        return new Field(name, source, loaded, length, order, key, notation, Dependency.NONE, bits, steps, last);
    }

    /** The bytes that are loaded with the bits of others masked, under another name and with values that count all bits of them. */
    public Field loadedAs(String name, ValueFormat other) {
        return new Field(
                name, source, loaded, length, order, key, other, Dependency.NONE, BitRange.all(length), steps, last);
    }

    /** The same field of a packet whose IP version the rule does not say. */
    public Field of(Dependency other) {
        return new Field(text, source, loaded, length, order, key, notation, other, bits, steps, last);
    }

    /** The bits of the loaded bytes that are this field. */
    public byte[] mask() {
        return bits.mask(length);
    }

    /** The highest number that it can be. */
    BigInteger highest() {
        return steps.isEmpty() && source.numbers() > 0
                ? BigInteger.valueOf(source.numbers() - 1)
                : BigInteger.ONE.shiftLeft(bits.width()).subtract(BigInteger.ONE);
    }

    /** The number of its first bit in the bytes that are loaded. */
    public int firstBit() {
        return loaded * Byte.SIZE - bits.shift() - bits.width();
    }

    /** The number of bits of its values. */
    public int width() {
        return bits.width();
    }

    /** A value where a register has it, in network byte order. */
    byte[] shifted(byte[] number) {
        return bits.shift() == 0
                ? number
                : Numbers.of(new BigInteger(1, number).shiftLeft(bits.shift()), number.length);
    }

    /** A value as a register has it. */
    byte[] register(byte[] number) {
        return order.of(shifted(number));
    }

    /** Whether the checksum of the transport header covers the field, too. */
    public boolean isInPseudoHeader() {
        return (notation == ValueFormat.ADDRESS && dependency != Dependency.ARP)
                || equals(NetworkFields.IP6_NEXTHDR)
                || equals(NetworkFields.IP6_LENGTH)
                || equals(NetworkFields.IP_PROTOCOL)
                || equals(NetworkFields.IP_LENGTH);
    }

    public Source source() {
        return source;
    }

    /** The number of bytes in a register. */
    public int length() {
        return length;
    }

    public ByteOrdering order() {
        return order;
    }

    /** The type of the keys of a set of such values. */
    public SetKey key() {
        return key;
    }

    /** The type of the keys of a set that is declared with the field, which have no more bytes than its bits take. */
    SetKey declaredKey() {
        int bytes = (bits.width() + Byte.SIZE - 1) / Byte.SIZE;
        return bytes == key.length() && !isBits()
                ? key
                : order == HOST && !isBits() ? SetKey.host(key.type(), bytes) : SetKey.network(key.type(), bytes);
    }

    /** The format of its values. */
    public ValueFormat notation() {
        return notation;
    }

    public Dependency dependency() {
        return dependency;
    }

    /** The text says which field it is, since those of a lookup in the routing tables are made on request. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Field that && text.equals(that.text) && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
