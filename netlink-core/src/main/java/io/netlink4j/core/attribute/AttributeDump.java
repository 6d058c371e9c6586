package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Prints objects as annotated lines of hexadecimal bytes, or on one line without the bytes. */
public final class AttributeDump {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final int BYTES_PER_LINE = 16;
    private static final int BYTES_SHOWN = 64;
    private static final int COLUMN = BYTES_PER_LINE * 3 + 1;

    private AttributeDump() {}

    /** The header and the attributes between {@code offset} and {@code end}, each with its bytes, name and value. */
    public static String object(Schema schema, MemorySegment memory, long offset, long end) {
        StringBuilder out = new StringBuilder();
        object(schema, memory, offset, end, 0, out);
        return out.toString();
    }

    private static void object(
            Schema schema, MemorySegment memory, long offset, long end, int depth, StringBuilder out) {
        String indent = "  ".repeat(depth);
        long first = Math.min(offset + schema.headerLength(), end);
        if (first > offset) {
            lines(memory, offset, first - offset, indent + fields(schema, memory, offset, first), out);
        }
        long at = first;
        while (AttributeHeader.isAttribute(memory, at, end)) {
            int length = AttributeHeader.attributeLength(memory, at, end);
            attribute(schema, memory, first, at, length, end, depth, out);
            at = AttributeHeader.next(at, length, end);
        }
        if (at < end) {
            lines(memory, at, end - at, indent + "(no attribute)", out);
        }
    }

    private static void attribute(
            Schema schema,
            MemorySegment memory,
            long first,
            long at,
            int length,
            long end,
            int depth,
            StringBuilder out) {
        String indent = "  ".repeat(depth);
        int type = AttributeHeader.rawType(memory, at);
        int number = type & AttributeHeader.NLA_TYPE_MASK & ~AttributeHeader.REFERENCE;
        Attribute<?> key = schema.attribute(number);
        String name = name(key, number);
        Schema inner = Schema.inside(key, length - AttributeHeader.NLA_HDRLEN, memory, first, end);
        long payload = at + AttributeHeader.NLA_HDRLEN;
        long limit = at + length;
        if (inner != null && inner.isKnown() && depth < AttributeHeader.MAX_DEPTH) {
            lines(memory, at, AttributeHeader.NLA_HDRLEN, indent + name, out);
            object(inner, memory, payload, limit, depth + 1, out);
            if (AttributeHeader.next(at, length, end) > limit) {
                lines(memory, limit, AttributeHeader.next(at, length, end) - limit, indent + "  (padding)", out);
            }
        } else {
            String value =
                    (type & AttributeHeader.REFERENCE) != 0 ? "(a reference)" : value(key, memory, payload, limit);
            lines(memory, at, AttributeHeader.next(at, length, end) - at, indent + name + " " + value, out);
        }
    }

    private static String name(@Nullable Attribute<?> key, int number) {
        return key == null ? "#" + number : key.name().isEmpty() ? "[]" : key.name();
    }

    private static void lines(MemorySegment memory, long offset, long length, String label, StringBuilder out) {
        long shown = Math.min(length, BYTES_SHOWN);
        for (long from = 0; from < shown; from += BYTES_PER_LINE) {
            String hex = hex(memory, offset + from, Math.min(BYTES_PER_LINE, shown - from));
            out.append(hex);
            if (from == 0) {
                out.append(" ".repeat(COLUMN - hex.length())).append(label);
            }
            out.append('\n');
        }
        if (shown < length) {
            out.append("... ").append(length - shown).append(" more bytes\n");
        }
    }

    private static String hex(MemorySegment memory, long offset, long length) {
        return HEX.formatHex(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
    }

    private static <T> String value(@Nullable Attribute<T> key, MemorySegment memory, long from, long to) {
        int length = (int) (to - from);
        if (key == null) {
            return length > BYTES_SHOWN
                    ? length + " bytes"
                    : "0x" + hex(memory, from, length).replace(" ", "");
        }
        return value(key.codec(), memory, from, length);
    }

    private static <T> String value(Codec<T> codec, MemorySegment memory, long from, int length) {
        if (codec.isAbsent(length)) {
            return "none";
        }
        if (codec.nested()) {
            return "0x" + hex(memory, from, length).replace(" ", "");
        }
        try {
            return codec.text(codec.read(memory, from, length));
        } catch (NetlinkException.Malformed wrong) {
            return "(" + wrong.getMessage() + ")";
        }
    }

    private static String fields(Schema schema, MemorySegment memory, long offset, long end) {
        StringBuilder out = new StringBuilder();
        for (Field<?> field : schema.fields()) {
            if (offset + field.offset() + field.size() <= end) {
                out.append(out.isEmpty() ? "" : " ")
                        .append(field.name())
                        .append('=')
                        .append(value(field.codec(), memory, offset + field.offset(), field.size()));
            }
        }
        return out.toString();
    }

    /** The header and the attributes on one line, without the bytes. */
    static String line(Schema schema, MemorySegment memory, long offset, long end) {
        StringBuilder out = new StringBuilder(schema.name());
        line(schema, memory, offset, end, 0, out);
        return out.toString();
    }

    private static void line(Schema schema, MemorySegment memory, long offset, long end, int depth, StringBuilder out) {
        long first = Math.min(offset + schema.headerLength(), end);
        out.append('{').append(fields(schema, memory, offset, first));
        long at = first;
        while (AttributeHeader.isAttribute(memory, at, end)) {
            int length = AttributeHeader.attributeLength(memory, at, end);
            int type = AttributeHeader.rawType(memory, at);
            int number = type & AttributeHeader.NLA_TYPE_MASK & ~AttributeHeader.REFERENCE;
            Attribute<?> key = schema.attribute(number);
            Schema inner = Schema.inside(key, length - AttributeHeader.NLA_HDRLEN, memory, first, end);
            out.append(out.charAt(out.length() - 1) == '{' ? "" : " ").append(name(key, number));
            long payload = at + AttributeHeader.NLA_HDRLEN;
            if (inner != null && inner.isKnown() && depth < AttributeHeader.MAX_DEPTH) {
                line(inner, memory, payload, at + length, depth + 1, out);
            } else if ((type & AttributeHeader.REFERENCE) == 0) {
                out.append('=').append(value(key, memory, payload, at + length));
            }
            at = AttributeHeader.next(at, length, end);
        }
        if (at < end) {
            out.append(out.charAt(out.length() - 1) == '{' ? "" : " ")
                    .append(end - at)
                    .append(" more bytes");
        }
        out.append('}');
    }
}
