package io.netlink4j.nft;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.attribute.Wire;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An element of a set or map ({@code NFTA_SET_ELEM_*}). */
public final class SetElement extends NetlinkObject<SetElement> {
    private static final Schema.Builder KEYS = Schema.builder("element");

    /** The key, in the order that the packet or the kernel's field has. */
    public static final Attribute<Data> KEY = KEYS.nest(1, "NFTA_SET_ELEM_KEY", () -> Data.SCHEMA, Data::new);

    /** The value, of a map. */
    public static final Attribute<Data> DATA = KEYS.nest(2, "NFTA_SET_ELEM_DATA", () -> Data.SCHEMA, Data::new);

    /** {@code enum nft_set_elem_flags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_SET_ELEM_FLAGS", BE_COUNT);

    /** How long it stays, in milliseconds. The kernel reports 0 for the end of a range in a set with a timeout, and refuses it. */
    public static final Attribute<Long> TIMEOUT =
            KEYS.add(Attribute.of(4, "NFTA_SET_ELEM_TIMEOUT", BE64).sentIf(SetElement::isNoEnd));

    /** How long it still stays, in milliseconds. */
    public static final Attribute<Long> EXPIRATION = KEYS.add(5, "NFTA_SET_ELEM_EXPIRATION", BE64);

    /** Notes of programs, among them the comment. */
    public static final Attribute<byte[]> USERDATA = KEYS.add(6, "NFTA_SET_ELEM_USERDATA", BINARY);

    /** The expression that it has, such as a counter. */
    public static final Attribute<Expression> EXPR = KEYS.add(7, "NFTA_SET_ELEM_EXPR", Expression.ELEMENT);

    /** The name of the object that it stands for, of a map to objects. */
    public static final Attribute<String> OBJREF = KEYS.add(9, "NFTA_SET_ELEM_OBJREF", STRING);

    /** The highest key of a range, both ends included, of a concatenation. */
    public static final Attribute<Data> KEY_END = KEYS.nest(10, "NFTA_SET_ELEM_KEY_END", () -> Data.SCHEMA, Data::new);

    /** The expressions that it has, where there are more than one. */
    public static final Attribute<List<Expression>> EXPRESSIONS =
            KEYS.add(11, "NFTA_SET_ELEM_EXPRESSIONS", Expression.LIST);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    static final Codec<SetElement> CODEC = Schema.builder("elements")
            .nest(1, "NFTA_LIST_ELEM", () -> SCHEMA, SetElement::new)
            .codec();

    private static final int INTERVAL_END = 1;
    private static final int CATCH_ALL = 2;

    SetElement(Content content) {
        super(content);
    }

    /** The element with {@code key}, in the order that the packet or the kernel's field has. */
    public static SetElement of(byte... key) {
        int inner = Wire.NLA_HDRLEN + Wire.align(key.length);
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[Wire.NLA_HDRLEN + inner]));
        long nest = out.begin(KEY);
        out.put(Data.VALUE.number(), key);
        out.end(nest);
        return new SetElement(Content.of(out.toByteArray()));
    }

    /** The element with an address as its key. */
    public static SetElement of(IpAddress address) {
        return of(address.toByteArray());
    }

    /** The element with a port as its key. */
    public static SetElement port(int port) {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("a port is between 0 and 65535, unlike " + port);
        }
        return of((byte) (port >> 8), (byte) port);
    }

    /** The element of a map that stands for {@code key} and answers {@code value}. */
    public static SetElement map(byte[] key, Data value) {
        return of(key).with(DATA, value);
    }

    /** The element of a map that stands for every key that has no other. */
    public static SetElement catchAll() {
        return new SetElement(Content.of(new byte[0])).with(FLAGS, CATCH_ALL);
    }

    /** The same, as the first key behind a range. */
    public SetElement end() {
        return with(FLAGS, INTERVAL_END);
    }

    /** The same, as the first of the keys up to {@code last}, of a concatenation. */
    public SetElement to(byte... last) {
        return with(KEY_END, Data.value(last));
    }

    /** The same, to go after {@code timeout}; the set must allow for it. */
    public SetElement timeout(Duration timeout) {
        return with(TIMEOUT, timeout.toMillis());
    }

    /** The same with a comment of at most 128 bytes. */
    public SetElement comment(String comment) {
        return with(USERDATA, Userdata.withComment(get(USERDATA).orElse(Userdata.EMPTY), Userdata.COMMENT, comment));
    }

    /** The key; no bytes where it stands for every other key. */
    public byte[] key() {
        return get(KEY).map(Data::bytes).orElse(Userdata.EMPTY);
    }

    /** The value; empty where it is no element of a map. */
    public Optional<Data> value() {
        return get(DATA);
    }

    private static boolean isNoEnd(Nest element) {
        return (element.get(FLAGS).orElse(0) & INTERVAL_END) == 0;
    }

    /** Whether its key is the first behind a range. */
    public boolean isEnd() {
        return (get(FLAGS).orElse(0) & INTERVAL_END) != 0;
    }

    /** How long it stays; empty where that is as the set says. */
    public Optional<Duration> timeout() {
        return get(TIMEOUT).map(Duration::ofMillis);
    }

    /** How long it still stays; empty where it stays for ever. */
    public Optional<Duration> expiration() {
        return get(EXPIRATION).map(Duration::ofMillis);
    }

    /** The comment. */
    public Optional<String> comment() {
        return get(USERDATA).flatMap(notes -> Userdata.text(notes, Userdata.COMMENT));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected SetElement copy(Content content) {
        return new SetElement(content);
    }

    @Override
    public String toString() {
        return "element " + HexFormat.of().formatHex(key())
                + get(KEY_END)
                        .map(end -> "-" + HexFormat.of().formatHex(end.bytes()))
                        .orElse("")
                + value().map(value -> " : " + value).orElse("") + (isEnd() ? " (end)" : "");
    }
}
