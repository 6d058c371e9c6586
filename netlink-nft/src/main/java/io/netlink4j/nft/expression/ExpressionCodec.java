package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.attribute.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A named expression, {@code NFTA_EXPR_NAME} and {@code NFTA_EXPR_DATA}: a value of the class that the name stands for where
 * it has exactly these two attributes, else one that keeps all bytes.
 */
final class ExpressionCodec implements Codec<Expression> {
    private static final Map<String, Function<Content, ? extends Expression>> FACTORIES = new LinkedHashMap<>();
    private static final Map<String, Supplier<Schema>> SCHEMAS = new LinkedHashMap<>();
    private static final Map<String, byte[]> NAMES = new HashMap<>();

    static {
        register("bitwise", () -> Bitwise.SCHEMA, Bitwise::new);
        register("byteorder", () -> Byteorder.SCHEMA, Byteorder::new);
        register("cmp", () -> Cmp.SCHEMA, Cmp::new);
        register("connlimit", () -> Connlimit.SCHEMA, Connlimit::new);
        register("counter", () -> Counter.SCHEMA, Counter::new);
        register("ct", () -> Ct.SCHEMA, Ct::new);
        register("dup", () -> Dup.SCHEMA, Dup::new);
        register("dynset", () -> Dynset.SCHEMA, Dynset::new);
        register("exthdr", () -> Exthdr.SCHEMA, Exthdr::new);
        register("fib", () -> Fib.SCHEMA, Fib::new);
        register("flow_offload", () -> FlowOffload.SCHEMA, FlowOffload::new);
        register("fwd", () -> Fwd.SCHEMA, Fwd::new);
        register("hash", () -> Hash.SCHEMA, Hash::new);
        register("immediate", () -> Immediate.SCHEMA, Immediate::new);
        register("inner", () -> Inner.SCHEMA, Inner::new);
        register("last", () -> Last.SCHEMA, Last::new);
        register("limit", () -> Limit.SCHEMA, Limit::new);
        register("log", () -> Log.SCHEMA, Log::new);
        register("lookup", () -> Lookup.SCHEMA, Lookup::new);
        register("masq", () -> Masq.SCHEMA, Masq::new);
        register("meta", () -> Meta.SCHEMA, Meta::new);
        register("nat", () -> Nat.SCHEMA, Nat::new);
        register("notrack", () -> Notrack.SCHEMA, Notrack::new);
        register("numgen", () -> Numgen.SCHEMA, Numgen::new);
        register("objref", () -> Objref.SCHEMA, Objref::new);
        register("osf", () -> Osf.SCHEMA, Osf::new);
        register("payload", () -> Payload.SCHEMA, Payload::new);
        register("queue", () -> Queue.SCHEMA, Queue::new);
        register("quota", () -> Quota.SCHEMA, Quota::new);
        register("range", () -> Range.SCHEMA, Range::new);
        register("redir", () -> Redir.SCHEMA, Redir::new);
        register("reject", () -> Reject.SCHEMA, Reject::new);
        register("rt", () -> Rt.SCHEMA, Rt::new);
        register("socket", () -> Socket.SCHEMA, Socket::new);
        register("synproxy", () -> Synproxy.SCHEMA, Synproxy::new);
        register("tproxy", () -> Tproxy.SCHEMA, Tproxy::new);
        register("tunnel", () -> Tunnel.SCHEMA, Tunnel::new);
        register("xfrm", () -> Xfrm.SCHEMA, Xfrm::new);
    }

    private static final Schema.Builder KEYS = Schema.builder("expression");
    static final Attribute<String> NAME = KEYS.add(1, "NFTA_EXPR_NAME", STRING);
    static final Attribute<Nest> DATA = KEYS.selected(2, "NFTA_EXPR_DATA", NAME, SCHEMAS);
    private static final Schema SCHEMA = KEYS.build();

    static final Codec<Expression> ELEMENT = new ExpressionCodec();
    static final Codec<List<Expression>> LIST = new ExpressionListCodec();

    private ExpressionCodec() {}

    private static void register(
            String name, Supplier<Schema> schema, Function<Content, ? extends Expression> factory) {
        SCHEMAS.put(name, schema);
        FACTORIES.put(name, factory);
        NAMES.put(name, Arrays.copyOf(name.getBytes(StandardCharsets.ISO_8859_1), Wire.align(name.length() + 1)));
    }

    /** The name as it lies in {@code NFTA_EXPR_NAME}: with its NUL byte and the padding. */
    private static byte[] nameBytes(String name) {
        byte[] bytes = NAMES.get(name);
        if (bytes == null) {
            throw new IllegalStateException(name + " is not registered");
        }
        return bytes;
    }

    @Override
    public String type() {
        return "nest";
    }

    @Override
    public Expression read(MemorySegment memory, long offset, int length) {
        AttributeReader reader = new AttributeReader().wrap(memory, offset, offset + length);
        if (reader.next() && reader.number() == NAME.number()) {
            String name = reader.value(NAME);
            Function<Content, ? extends Expression> factory = FACTORIES.get(name);
            boolean bare = name.equals(Notrack.SCHEMA.name());
            boolean terminated = reader.length() == length(name);
            boolean more = reader.next();
            if (terminated && bare && !more) {
                return Notrack.plain();
            }
            if (factory != null && terminated && !bare && more && reader.number() == DATA.number()) {
                byte[] data = bytes(memory, reader.offset(), reader.length());
                if (!reader.next()) {
                    return factory.apply(Content.of(data));
                }
            }
        }
        return new UnknownExpression(bytes(memory, offset, length));
    }

    private static int length(String name) {
        return name.length() + 1;
    }

    private static byte[] bytes(MemorySegment memory, long offset, int length) {
        return memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public int length(Expression value) {
        if (value instanceof UnknownExpression unknown) {
            return unknown.element().length;
        }
        int data = value instanceof Notrack ? 0 : Wire.NLA_HDRLEN + ((NetlinkObject<?>) value).byteLength();
        return nameLength(value) + data;
    }

    private static int nameLength(Expression value) {
        return Wire.NLA_HDRLEN + Wire.align(length(value.name()));
    }

    @Override
    public void write(Expression value, MemorySegment memory, long offset) {
        put(value, memory, offset);
    }

    /** Writes the expression and answers how many bytes it took. */
    static int put(Expression value, MemorySegment memory, long offset) {
        if (value instanceof UnknownExpression unknown) {
            byte[] element = unknown.element();
            MemorySegment.copy(element, 0, memory, ValueLayout.JAVA_BYTE, offset, element.length);
            return element.length;
        }
        String word = value.name();
        byte[] name = nameBytes(word);
        header(memory, offset, length(word), NAME.number());
        MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, offset + Wire.NLA_HDRLEN, name.length);
        long data = offset + Wire.NLA_HDRLEN + name.length;
        if (value instanceof Notrack) {
            return (int) (data - offset);
        }
        Nest attributes = Nest.of((NetlinkObject<?>) value);
        int length = attributes.byteLength();
        header(memory, data, length, DATA.number() | Wire.NLA_F_NESTED);
        DATA.codec().write(attributes, memory, data + Wire.NLA_HDRLEN);
        return (int) (data - offset) + Wire.NLA_HDRLEN + length;
    }

    static void header(MemorySegment memory, long at, int payload, int type) {
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) (Wire.NLA_HDRLEN + payload));
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + 2, (short) type);
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public Schema schema(MemorySegment memory, long offset, long end) {
        return SCHEMA;
    }

    @Override
    public Collection<Schema> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<Reference> references(Expression value) {
        return value instanceof NetlinkObject<?> object ? object.references() : List.of();
    }
}
