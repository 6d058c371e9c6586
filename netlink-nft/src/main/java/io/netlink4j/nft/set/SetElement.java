package io.netlink4j.nft.set;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.internal.NameRules;
import io.netlink4j.nft.internal.Timeouts;
import io.netlink4j.nft.internal.Userdata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An element of a set or map ({@code NFTA_SET_ELEM_*}): one key or a range of keys, with value, timeout, comment and expressions.
 *
 * <p>An element fits every set whose keys have its length. The set decides the encoding: in a set of ranges ({@link
 * NamedSet#interval()}), one key is a range of that key alone. A range fits only such sets. Elements that were read have the form in
 * which they were added: a range is one element.
 *
 * {@snippet :
 * tx.addElements(blocked, List.of(
 *         SetElement.of(IpAddress.of("192.0.2.1")),
 *         SetElement.of(IpPrefix.of("10.0.0.0/8")).comment("not routed"),
 *         SetElement.range(IpAddress.of("192.0.2.9"), IpAddress.of("192.0.2.17")).timeout(Duration.ofHours(1))));
 * }
 */
public final class SetElement extends NetlinkObject<SetElement> {
    /** The order of the keys, with the catch-all element last. */
    public static final Comparator<SetElement> BY_KEY = (a, b) -> a.isCatchAll() || b.isCatchAll()
            ? Boolean.compare(a.isCatchAll(), b.isCatchAll())
            : Arrays.compareUnsigned(a.key(), b.key());

    private static final Schema.Builder KEYS = Schema.builder("element");

    /** The key, or the first key of a range, in the byte order of the packet or of the kernel's field. */
    public static final Attribute<Data> KEY = KEYS.nest(1, "NFTA_SET_ELEM_KEY", () -> Data.SCHEMA, Data::new);

    /** The value of an element of a map. */
    public static final Attribute<Data> DATA = KEYS.nest(2, "NFTA_SET_ELEM_DATA", () -> Data.SCHEMA, Data::new);

    /** {@code enum nft_set_elem_flags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_SET_ELEM_FLAGS", BE_COUNT);

    /** The timeout, in milliseconds. */
    public static final Attribute<Long> TIMEOUT = KEYS.add(4, "NFTA_SET_ELEM_TIMEOUT", BE64);

    /** The time until it expires, in milliseconds. */
    public static final Attribute<Long> EXPIRATION = KEYS.add(5, "NFTA_SET_ELEM_EXPIRATION", BE64);

    /** Data of programs such as nft, among them the comment. */
    public static final Attribute<byte[]> USERDATA = KEYS.add(6, "NFTA_SET_ELEM_USERDATA", BINARY);

    /** The expression that it has, such as a counter. */
    public static final Attribute<Expression> EXPR = KEYS.add(7, "NFTA_SET_ELEM_EXPR", Expression.ELEMENT);

    /** The name of the object, in a map to objects. */
    public static final Attribute<String> OBJREF = KEYS.add(9, "NFTA_SET_ELEM_OBJREF", STRING);

    /** The last key of a range, which is in it. */
    public static final Attribute<Data> KEY_END = KEYS.nest(10, "NFTA_SET_ELEM_KEY_END", () -> Data.SCHEMA, Data::new);

    /** The expressions that it has, if there are several. */
    public static final Attribute<List<Expression>> EXPRESSIONS =
            KEYS.add(11, "NFTA_SET_ELEM_EXPRESSIONS", Expression.LIST);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The bit of {@link #FLAGS} that marks the end of a range, {@code NFT_SET_ELEM_INTERVAL_END}. */
    public static final int INTERVAL_END = 1;

    private static final int CATCH_ALL = 2;
    private static final int BEFORE_KEY = 2 * AttributeHeader.NLA_HDRLEN;
    private static final int HIGHEST_PORT = 0xffff;
    /** {@code IFNAMSIZ}, with the NUL byte. */
    private static final int NAME_BYTES = 16;

    private final byte[] bytes;

    /** The element that {@code content} is. */
    public SetElement(Content content) {
        super(content);
        this.bytes = content.bytes();
    }

    /** The element with {@code key}, in the byte order of the packet or of the kernel's field. */
    public static SetElement of(byte... key) {
        int nest = AttributeHeader.NLA_HDRLEN + AttributeHeader.align(key.length);
        byte[] bytes = new byte[AttributeHeader.NLA_HDRLEN + nest];
        AttributeHeader.putHeader(bytes, 0, KEY.number() | AttributeHeader.NLA_F_NESTED, nest);
        AttributeHeader.putHeader(bytes, AttributeHeader.NLA_HDRLEN, Data.VALUE.number(), key.length);
        System.arraycopy(key, 0, bytes, BEFORE_KEY, key.length);
        return new SetElement(Content.of(bytes));
    }

    /** The element with an address as its key. */
    public static SetElement of(IpAddress address) {
        return of(address.toByteArray());
    }

    /** The addresses of a network. A prefix of full length is one address. */
    public static SetElement of(IpPrefix prefix) {
        return range(prefix.first(), prefix.last());
    }

    /** The element with a port as its key. */
    public static SetElement port(int port) {
        return of(portBytes(port));
    }

    /**
     * The element with a number of 32 bits in host byte order as its key, such as a mark, a user or the index of an interface.
     *
     * @throws IllegalArgumentException if the number is not in 0 to 4294967295
     */
    public static SetElement number(long number) {
        if (number < 0 || number > 0xffff_ffffL) {
            throw new IllegalArgumentException("a number of 32 bits is between 0 and 4294967295, not " + number);
        }
        return of(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt((int) number)
                .array());
    }

    /**
     * The element with the name of an interface as its key; a name that ends with {@code *} is the range of all names with that prefix.
     *
     * @throws IllegalArgumentException if no interface can have such a name
     */
    public static SetElement name(String name) {
        boolean wildcard = name.endsWith("*");
        byte[] text = NameRules.checkInterface(name).getBytes(StandardCharsets.UTF_8);
        int length = wildcard ? text.length - 1 : text.length;
        byte[] last = Arrays.copyOf(text, NAME_BYTES);
        Arrays.fill(last, length, NAME_BYTES, wildcard ? (byte) 0xff : 0);
        return range(Arrays.copyOf(Arrays.copyOf(text, length), NAME_BYTES), last);
    }

    /**
     * The keys from {@code first} to {@code last}, both included, in the byte order of the packet or of the kernel's field. If both are
     * equal, the element is one key.
     *
     * @throws IllegalArgumentException if their lengths differ. If the last is less than the first, adding the element to a set fails
     */
    public static SetElement range(byte[] first, byte[] last) {
        if (first.length != last.length) {
            throw new IllegalArgumentException(
                    "the ends of a range are of " + first.length + " and of " + last.length + " bytes");
        }
        return Arrays.equals(first, last) ? of(first) : of(first).with(KEY_END, Data.value(last));
    }

    /**
     * The addresses from {@code first} to {@code last}, both included.
     *
     * @throws IllegalArgumentException if the families differ, or the last address is less than the first
     */
    public static SetElement range(IpAddress first, IpAddress last) {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " ends before it begins");
        }
        return range(first.toByteArray(), last.toByteArray());
    }

    /**
     * The ports from {@code first} to {@code last}, both included.
     *
     * @throws IllegalArgumentException if one is not in 0 to 65535, or the last is less than the first
     */
    public static SetElement ports(int first, int last) {
        if (first > last) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " ends before it begins");
        }
        return range(portBytes(first), portBytes(last));
    }

    private static byte[] portBytes(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        return new byte[] {(byte) (port >> 8), (byte) port};
    }

    /**
     * The key of a concatenation: one value for each field, or a range in some of them, such as {@code 10.0.0.0/8 . 80-90}.
     *
     * @param fields elements that have only keys
     */
    public static SetElement concat(SetElement... fields) {
        int length = 0;
        for (SetElement field : fields) {
            if (field.isCatchAll()) {
                throw new IllegalArgumentException(field + " has no key, so it cannot be a field of a concatenation");
            }
            length += AttributeHeader.align(field.key().length);
        }
        byte[] first = new byte[length];
        byte[] last = new byte[length];
        int at = 0;
        for (SetElement field : fields) {
            byte[] key = field.key();
            System.arraycopy(key, 0, first, at, key.length);
            System.arraycopy(field.last(), 0, last, at, key.length);
            at += AttributeHeader.align(key.length);
        }
        return range(first, last);
    }

    /** The element of a map from {@code key} to {@code value}. */
    public static SetElement map(byte[] key, Data value) {
        return of(key).value(value);
    }

    /** The catch-all element, which matches every key without an element; from kernel 5.13 on. */
    public static SetElement catchAll() {
        return new SetElement(Content.of(new byte[0])).with(FLAGS, CATCH_ALL);
    }

    /** A copy with a value, for a map. */
    public SetElement value(Data value) {
        return with(DATA, value);
    }

    /** A copy for a map whose value is the key of {@code value}: an address, a port, a concatenation ... */
    public SetElement value(SetElement value) {
        return value(Data.value(value.key()));
    }

    /**
     * A copy that expires after {@code timeout}; the set must have {@link NamedSet#timeouts()}.
     *
     * @throws IllegalArgumentException if the timeout is no whole number of milliseconds above 0
     */
    public SetElement timeout(Duration timeout) {
        return with(TIMEOUT, Timeouts.milliseconds(timeout));
    }

    /** A copy that never expires, although the set has a {@linkplain NamedSet#timeout timeout}; since Linux 6.12. */
    public SetElement neverExpires() {
        return with(TIMEOUT, 0L);
    }

    /** A copy with a comment of at most 128 bytes. */
    public SetElement comment(String comment) {
        return with(USERDATA, Userdata.withComment(notes(), Userdata.COMMENT, comment));
    }

    /** A copy with a counter, quota or limit, which must be those of {@link NamedSet#expressions}. */
    public SetElement expressions(Expression first, Expression... more) {
        return ElementExpressions.in(this, EXPR, EXPRESSIONS, first, more);
    }

    /** The key, or the first key of a range; empty for the catch-all element. */
    public byte[] key() {
        return has(KEY) ? data(KEY) : Userdata.EMPTY;
    }

    /** The last key of a range, inclusive; the key itself if it is one key. */
    public byte[] last() {
        return has(KEY_END) ? data(KEY_END) : key();
    }

    /** Whether it is a range. */
    public boolean isRange() {
        return has(KEY_END);
    }

    /** Whether it is the catch-all element. */
    public boolean isCatchAll() {
        return hasFlag(CATCH_ALL);
    }

    /**
     * Whether it marks the end of a range in the kernel: its key is the first key after the range. {@code Nft.elements} never returns
     * one.
     */
    public boolean isEnd() {
        return hasFlag(INTERVAL_END);
    }

    private boolean hasFlag(int flag) {
        return (get(FLAGS).orElse(0) & flag) != 0;
    }

    /** The network, if the keys are exactly the addresses of one network, or a single address; else empty. */
    public Optional<IpPrefix> prefix() {
        byte[] first = key();
        byte[] last = last();
        if ((first.length != 4 && first.length != 16) || first.length != last.length) {
            return Optional.empty();
        }
        int bits = 0;
        while (bits < first.length * Byte.SIZE && bit(first, bits) == bit(last, bits)) {
            bits++;
        }
        IpPrefix network = IpPrefix.containing(IpAddress.of(first), bits);
        return Arrays.equals(network.first().toByteArray(), first)
                        && Arrays.equals(network.last().toByteArray(), last)
                ? Optional.of(network)
                : Optional.empty();
    }

    private static int bit(byte[] key, int index) {
        return key[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }

    /** The value; empty if it is not an element of a map. */
    public Optional<Data> value() {
        return get(DATA);
    }

    /** The timeout; empty if the set's timeout applies. */
    public Optional<Duration> timeout() {
        return get(TIMEOUT).map(Duration::ofMillis);
    }

    /** The time until it expires; empty if it never does. */
    public Optional<Duration> expiration() {
        return get(EXPIRATION).map(Duration::ofMillis);
    }

    /** The comment. */
    public Optional<String> comment() {
        return Userdata.text(notes(), Userdata.COMMENT);
    }

    /** Its counter, quota or limit, if the set's elements have them. */
    public List<Expression> expressions() {
        return ElementExpressions.of(this, EXPR, EXPRESSIONS);
    }

    private byte[] notes() {
        return get(USERDATA).orElse(Userdata.EMPTY);
    }

    /** The number of bytes of the data in {@code nest}, such as {@link #KEY}; negative if there is none. */
    public int length(Attribute<Data> nest) {
        int value = value(nest);
        return value < 0 ? value : AttributeHeader.attributeLength(bytes, value) - AttributeHeader.NLA_HDRLEN;
    }

    /** The position of the value in {@code nest}; negative if there is none. */
    private int value(Attribute<Data> nest) {
        int at = AttributeHeader.find(bytes, 0, bytes.length, nest.number());
        int end = at < 0 ? 0 : at + AttributeHeader.attributeLength(bytes, at);
        return at < 0 ? at : AttributeHeader.find(bytes, at + AttributeHeader.NLA_HDRLEN, end, Data.VALUE.number());
    }

    /** The value in {@code nest}, which programs ask large sets for, so it is copied without objects in between. */
    private byte[] data(Attribute<Data> nest) {
        int value = references().isEmpty() ? value(nest) : -1;
        return value < 0
                ? require(nest).bytes()
                : Arrays.copyOfRange(
                        bytes,
                        value + AttributeHeader.NLA_HDRLEN,
                        value + AttributeHeader.attributeLength(bytes, value));
    }

    /** The attributes that it has, a {@link #bit} for each. */
    public int attributes() {
        int attributes = 0;
        for (int at = 0;
                AttributeHeader.more(at, bytes.length);
                at += AttributeHeader.align(AttributeHeader.attributeLength(bytes, at))) {
            attributes |= 1 << (AttributeHeader.rawType(bytes, at) & AttributeHeader.NLA_TYPE_MASK);
        }
        return attributes;
    }

    /** The bit of {@code key} in {@link #attributes}. */
    public static int bit(Attribute<?> key) {
        return 1 << key.number();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected SetElement copy(Content content) {
        return new SetElement(content);
    }

    /** Its keys as hexadecimal numbers, and its value: {@code element 0a000000-0affffff : 0x00000005}. */
    @Override
    public String toString() {
        String keys = isCatchAll() ? "*" : hex(key()) + (isRange() ? "-" + hex(last()) : "");
        return "element " + keys
                + comment()
                        .map(text -> " comment \"" + Printable.of(text) + '"')
                        .orElse("")
                + value().map(value -> " : " + value)
                        .or(() -> get(OBJREF).map(name -> " : " + Printable.of(name)))
                        .orElse("")
                + (isEnd() ? " (end)" : "");
    }

    private static String hex(byte[] key) {
        return HexFormat.of().formatHex(key);
    }
}
