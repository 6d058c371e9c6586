package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.attribute.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A named expression, {@code NFTA_EXPR_NAME} and {@code NFTA_EXPR_DATA}: a value of the class for that name if it has exactly these two
 * attributes, else a value that keeps all bytes.
 */
final class ExpressionCodec implements Codec<Expression> {
    private static final int NFTA_EXPR_NAME = 1;
    private static final int NFTA_EXPR_DATA = 2;
    private static final Map<String, Function<Content, ? extends Expression>> FACTORIES = new LinkedHashMap<>();
    private static final Map<String, Supplier<Schema>> SCHEMAS = new LinkedHashMap<>();
    private static final Map<String, byte[]> BEGINNINGS = new HashMap<>();

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
    static final Attribute<String> NAME = KEYS.add(NFTA_EXPR_NAME, "NFTA_EXPR_NAME", STRING);
    static final Attribute<Nest> DATA = KEYS.selected(NFTA_EXPR_DATA, "NFTA_EXPR_DATA", NAME, SCHEMAS);
    private static final Schema SCHEMA = KEYS.build();

    static final Codec<Expression> ELEMENT = new ExpressionCodec();
    static final Codec<List<Expression>> LIST = new ExpressionListCodec();

    private ExpressionCodec() {}

    private static void register(
            String name, Supplier<Schema> schema, Function<Content, ? extends Expression> factory) {
        SCHEMAS.put(name, schema);
        FACTORIES.put(name, factory);
        BEGINNINGS.put(name, beginning(name));
    }

    /** The constant part of all expressions with a name: {@code NFTA_EXPR_NAME} and the header of {@code NFTA_EXPR_DATA}. */
    private static byte[] beginning(String name) {
        int word = AttributeHeader.NLA_HDRLEN + AttributeHeader.align(length(name));
        byte[] bytes = new byte[word + (name.equals("notrack") ? 0 : AttributeHeader.NLA_HDRLEN)];
        AttributeHeader.putHeader(bytes, 0, NFTA_EXPR_NAME, length(name));
        byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(letters, 0, bytes, AttributeHeader.NLA_HDRLEN, letters.length);
        return bytes;
    }

    private static byte[] beginning(Expression value) {
        byte[] bytes = BEGINNINGS.get(value.name());
        if (bytes == null) {
            throw new IllegalStateException(value.name() + " is not registered");
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
        return value instanceof NetlinkObject<?> object
                ? beginning(value).length + object.byteLength()
                : ((UnknownExpression) value).element().length;
    }

    @Override
    public void write(Expression value, MemorySegment memory, long offset) {
        byte[] bytes = new byte[length(value)];
        put(value, bytes, 0);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, offset, bytes.length);
    }

    /** Writes the expression and returns its length in bytes. */
    static int put(Expression value, byte[] target, int position) {
        if (!(value instanceof NetlinkObject<?> object)) {
            byte[] element = ((UnknownExpression) value).element();
            System.arraycopy(element, 0, target, position, element.length);
            return element.length;
        }
        byte[] beginning = beginning(value);
        System.arraycopy(beginning, 0, target, position, beginning.length);
        int data = object.copyTo(target, position + beginning.length);
        if (!(value instanceof Notrack)) {
            int header = position + beginning.length - AttributeHeader.NLA_HDRLEN;
            AttributeHeader.putHeader(target, header, NFTA_EXPR_DATA | AttributeHeader.NLA_F_NESTED, data);
        }
        return beginning.length + data;
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
