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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named expression, {@code NFTA_EXPR_NAME} and {@code NFTA_EXPR_DATA}: a value of the class for that name if it has exactly these two
 * attributes, else a value that keeps all bytes.
 */
final class ExpressionCodec implements Codec<Expression> {
    private static final int NFTA_EXPR_NAME = 1;
    private static final int NFTA_EXPR_DATA = 2;
    static final List<String> NAMES = List.of(
            "bitwise",
            "byteorder",
            "cmp",
            "connlimit",
            "counter",
            "ct",
            "dup",
            "dynset",
            "exthdr",
            "fib",
            "flow_offload",
            "fwd",
            "hash",
            "immediate",
            "inner",
            "last",
            "limit",
            "log",
            "lookup",
            "masq",
            "meta",
            "nat",
            "notrack",
            "numgen",
            "objref",
            "osf",
            "payload",
            "queue",
            "quota",
            "range",
            "redir",
            "reject",
            "rt",
            "socket",
            "synproxy",
            "tproxy",
            "tunnel",
            "xfrm");
    private static final Map<String, byte[]> BEGINNINGS = new HashMap<>();

    static {
        for (String name : NAMES) {
            BEGINNINGS.put(name, beginning(name));
        }
    }

    private static final Schema.Builder KEYS = Schema.builder("expression");
    static final Attribute<String> NAME = KEYS.add(NFTA_EXPR_NAME, "NFTA_EXPR_NAME", STRING);
    static final Attribute<Nest> DATA =
            KEYS.selected(NFTA_EXPR_DATA, "NFTA_EXPR_DATA", NAME, NAMES, ExpressionCodec::schema);
    private static final Schema SCHEMA = KEYS.build();

    static final Codec<Expression> ELEMENT = new ExpressionCodec();
    static final Codec<List<Expression>> LIST = new ExpressionListCodec();

    private ExpressionCodec() {}

    /** The schema of the expressions with a name; null if this library does not know them. */
    private static @Nullable Schema schema(String name) {
        return expression(name, Content.of(new byte[0])) instanceof NetlinkObject<?> known ? known.schema() : null;
    }

    /** An expression with a name; null if this library does not know it. */
    static @Nullable Expression expression(String name, Content data) {
        // A map of functions would make one for each class at start, whichever expressions a program uses.
        return switch (name) {
            case "bitwise" -> new Bitwise(data);
            case "byteorder" -> new Byteorder(data);
            case "cmp" -> new Cmp(data);
            case "connlimit" -> new Connlimit(data);
            case "counter" -> new Counter(data);
            case "ct" -> new Ct(data);
            case "dup" -> new Dup(data);
            case "dynset" -> new Dynset(data);
            case "exthdr" -> new Exthdr(data);
            case "fib" -> new Fib(data);
            case "flow_offload" -> new FlowOffload(data);
            case "fwd" -> new Fwd(data);
            case "hash" -> new Hash(data);
            case "immediate" -> new Immediate(data);
            case "inner" -> new Inner(data);
            case "last" -> new Last(data);
            case "limit" -> new Limit(data);
            case "log" -> new Log(data);
            case "lookup" -> new Lookup(data);
            case "masq" -> new Masq(data);
            case "meta" -> new Meta(data);
            case "nat" -> new Nat(data);
            case "notrack" -> new Notrack(data);
            case "numgen" -> new Numgen(data);
            case "objref" -> new Objref(data);
            case "osf" -> new Osf(data);
            case "payload" -> new Payload(data);
            case "queue" -> new Queue(data);
            case "quota" -> new Quota(data);
            case "range" -> new Range(data);
            case "redir" -> new Redir(data);
            case "reject" -> new Reject(data);
            case "rt" -> new Rt(data);
            case "socket" -> new Socket(data);
            case "synproxy" -> new Synproxy(data);
            case "tproxy" -> new Tproxy(data);
            case "tunnel" -> new Tunnel(data);
            case "xfrm" -> new Xfrm(data);
            default -> null;
        };
    }

    /** The constant part of all expressions with a name: {@code NFTA_EXPR_NAME} and the header of {@code NFTA_EXPR_DATA}. */
    private static byte[] beginning(String name) {
        byte[] bytes = new byte[beginningLength(name)];
        AttributeHeader.putHeader(bytes, 0, NFTA_EXPR_NAME, length(name));
        byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(letters, 0, bytes, AttributeHeader.NLA_HDRLEN, letters.length);
        return bytes;
    }

    private static int beginningLength(String name) {
        int word = AttributeHeader.NLA_HDRLEN + AttributeHeader.align(length(name));
        return name.equals("notrack") ? word : word + AttributeHeader.NLA_HDRLEN;
    }

    private static byte[] beginning(NetlinkObject<?> expression) {
        String name = expression.schema().name();
        byte[] bytes = BEGINNINGS.get(name);
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
            boolean bare = name.equals("notrack");
            boolean terminated = reader.length() == length(name);
            boolean more = reader.next();
            if (terminated && bare && !more) {
                return Notrack.plain();
            }
            if (terminated && !bare && more && reader.number() == DATA.number()) {
                byte[] data = bytes(memory, reader.offset(), reader.length());
                Expression known = reader.next() ? null : expression(name, Content.of(data));
                if (known != null) {
                    return known;
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
                ? beginningLength(object.schema().name()) + object.byteLength()
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
        byte[] beginning = beginning(object);
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
