package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Copies of an object's bytes in which something is different. */
final class Splice {
    private Splice() {}

    /** With {@code key} set: in the place it had, else where the numbers of its neighbours put it. */
    static <T> byte[] put(byte[] bytes, int header, Attribute<T> key, T value) {
        MemorySegment source = MemorySegment.ofArray(bytes);
        int payload = Wire.payload(key, value);
        int added = Wire.NLA_HDRLEN + Wire.align(payload);
        long at = Wire.find(source, header, bytes.length, key.number());
        long after;
        if (at < 0) {
            // Less than an attribute's header may follow the last one: that is padding, or nothing.
            at = Wire.last(source, header, bytes.length);
            after = bytes.length;
        } else {
            after = Wire.next(at, Wire.attributeLength(source, at, bytes.length), bytes.length);
        }
        int start = Wire.align((int) at);
        byte[] result = new byte[start + added + bytes.length - (int) after];
        System.arraycopy(bytes, 0, result, 0, (int) at);
        Wire.put(MemorySegment.ofArray(result), start, key, value, payload);
        System.arraycopy(bytes, (int) after, result, start + added, bytes.length - (int) after);
        return result;
    }

    static byte[] remove(byte[] bytes, int header, int number) {
        byte[] left = bytes;
        int at = Wire.find(bytes, header, number);
        while (at >= 0) {
            int after = Math.min(at + Wire.align(Wire.attributeLength(left, at)), left.length);
            byte[] shorter = new byte[left.length - (after - at)];
            System.arraycopy(left, 0, shorter, 0, at);
            System.arraycopy(left, after, shorter, at, left.length - after);
            left = shorter;
            at = Wire.find(left, at, number);
        }
        return left;
    }

    /** With every reference as the number that it stands for. */
    static byte[] resolve(Schema schema, byte[] bytes, List<Reference> references, Resolver resolver) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[bytes.length * 2 + 16]));
        MemorySegment source = MemorySegment.ofArray(bytes);
        int header = Math.min(schema.headerLength(), bytes.length);
        out.copy(source, 0, header);
        resolve(schema, source, header, bytes.length, references, resolver, out, 1);
        return out.toByteArray();
    }

    private static void resolve(
            Schema schema,
            MemorySegment source,
            long first,
            long end,
            List<Reference> references,
            Resolver resolver,
            AttributeWriter out,
            int depth) {
        for (long at = first; Wire.more(at, end); ) {
            int length = Wire.attributeLength(source, at, end);
            int type = Wire.rawType(source, at);
            int number = type & Wire.NLA_TYPE_MASK & ~Wire.LOCAL;
            Attribute<?> key = schema.attribute(number);
            Schema inner = Schema.inside(key, length - Wire.NLA_HDRLEN, source, first, end);
            if (key != null && (type & Wire.LOCAL) != 0) {
                Object reference =
                        key.codec().readReference(source, at + Wire.NLA_HDRLEN, length - Wire.NLA_HDRLEN, references);
                out.put(Attribute.of(number, key.name(), Codecs.S32), resolver.resolve(key, reference));
            } else if (inner != null && inner.isKnown() && depth < Wire.MAX_DEPTH) {
                long nest = out.begin(type);
                long inside = at + Wire.NLA_HDRLEN + inner.headerLength();
                out.copy(source, at + Wire.NLA_HDRLEN, inner.headerLength());
                resolve(inner, source, inside, at + length, references, resolver, out, depth + 1);
                out.end(nest);
            } else {
                out.copy(source, at, length);
            }
            at = Wire.next(at, length, end);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared by the record
    private record Part(int number, byte[] payload) {}

    /** The header and the attributes by their number, without flags and padding: equal for objects that mean the same. */
    static byte[] canonical(Schema schema, byte[] bytes) {
        return canonical(schema, bytes, 1);
    }

    private static byte[] canonical(Schema schema, byte[] bytes, int depth) {
        MemorySegment source = MemorySegment.ofArray(bytes);
        int header = Math.min(schema.headerLength(), bytes.length);
        List<Part> parts = new ArrayList<>();
        long at = header;
        while (Wire.isAttribute(source, at, bytes.length)) {
            int length = Wire.attributeLength(source, at, bytes.length);
            int number = Wire.rawType(source, at) & Wire.NLA_TYPE_MASK;
            Schema inner =
                    Schema.inside(schema.attribute(number), length - Wire.NLA_HDRLEN, source, header, bytes.length);
            byte[] payload = Arrays.copyOfRange(bytes, (int) at + Wire.NLA_HDRLEN, (int) at + length);
            if (inner != null && inner.isKnown() && depth < Wire.MAX_DEPTH) {
                payload = canonical(inner, payload, depth + 1);
            }
            parts.add(new Part(number, payload));
            at = Wire.next(at, length, bytes.length);
        }
        parts.sort(Comparator.comparingInt(Part::number));
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[bytes.length * 2 + 16]));
        out.copy(source, 0, header);
        for (Part part : parts) {
            // Lengths of their own: sorted and padded, a nest may become longer than an attribute can be.
            out.copy(MemorySegment.ofArray(new int[] {part.number(), part.payload().length}), 0, 2 * Integer.BYTES);
            out.copy(MemorySegment.ofArray(part.payload()), 0, part.payload().length);
        }
        if (Wire.more(at, bytes.length)) {
            out.copy(source, at, bytes.length - (int) at); // no attributes
        }
        return out.toByteArray();
    }
}
