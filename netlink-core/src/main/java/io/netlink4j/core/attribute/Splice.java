package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** The header, and the attributes of {@code wanted} that {@code current} has not or has otherwise, with what those need beside them. */
    static byte[] difference(Schema schema, byte[] wanted, byte[] current) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[wanted.length + 16]));
        difference(schema, wanted, current, out, 1);
        return out.toByteArray();
    }

    /** Whether there was a difference. */
    private static boolean difference(Schema schema, byte[] wanted, byte[] current, AttributeWriter out, int depth) {
        MemorySegment source = MemorySegment.ofArray(wanted);
        int header = Math.min(schema.headerLength(), wanted.length);
        out.copy(source, 0, header);
        Map<Integer, byte[]> different = new LinkedHashMap<>();
        for (long at = header; Wire.more(at, wanted.length); ) {
            int length = Wire.attributeLength(source, at, wanted.length);
            int number = Wire.rawType(source, at) & Wire.NLA_TYPE_MASK & ~Wire.LOCAL;
            Attribute<?> key = schema.attribute(number);
            Schema inner = Schema.inside(key, length - Wire.NLA_HDRLEN, source, header, wanted.length);
            byte[] attribute = Arrays.copyOfRange(wanted, (int) at, (int) at + length);
            byte[] rest = key != null && key.access() == Access.READ_ONLY
                    ? null
                    : difference(key, inner, attribute, payload(current, header, number), depth);
            if (rest != null) {
                different.put(number, rest);
            }
            at = Wire.next(at, length, wanted.length);
        }
        for (Attribute<?> key : schema.attributes()) {
            byte[] takingAway = takingAway(key);
            if (takingAway != null
                    && Wire.find(wanted, header, key.number()) < 0
                    && Wire.find(current, header, key.number()) >= 0) {
                different.put(key.number(), takingAway);
            }
        }
        for (int number : List.copyOf(different.keySet())) {
            companions(schema, number, wanted, header, different);
        }
        different.values().forEach(each -> out.copy(MemorySegment.ofArray(each), 0, each.length));
        return !different.isEmpty();
    }

    private static byte @Nullable [] payload(byte[] bytes, int header, int number) {
        int at = Wire.find(bytes, header, number);
        return at < 0 ? null : Arrays.copyOfRange(bytes, at + Wire.NLA_HDRLEN, at + Wire.attributeLength(bytes, at));
    }

    private static <T> byte @Nullable [] takingAway(Attribute<T> key) {
        return key.change().takingAway(key);
    }

    /** What is different in an attribute, its own header included, or null. */
    private static <T> byte @Nullable [] difference(
            @Nullable Attribute<T> key,
            @Nullable Schema inner,
            byte[] attribute,
            byte @Nullable [] current,
            int depth) {
        if (current == null || isReference(attribute)) {
            return attribute;
        }
        byte[] wanted = Arrays.copyOfRange(attribute, Wire.NLA_HDRLEN, attribute.length);
        if (Arrays.equals(wanted, current)) {
            return null;
        }
        if (key == null
                || inner == null
                || depth >= Wire.MAX_DEPTH
                || !isNest(inner, wanted)
                || !isNest(inner, current)) {
            return key == null ? attribute : key.change().difference(key, attribute, wanted, current);
        }
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[attribute.length + 16]));
        long nest = out.begin(Wire.rawType(MemorySegment.ofArray(attribute), 0));
        boolean any = difference(inner, wanted, current, out, depth + 1);
        out.end(nest);
        if (inner.isWhole()) {
            return any || lacks(inner, wanted, current) ? attribute : null;
        }
        return any ? out.toByteArray() : null;
    }

    /** Whether {@code current} has an attribute that {@code wanted} has not, and that is not only reported. */
    private static boolean lacks(Schema schema, byte[] wanted, byte[] current) {
        for (int at = schema.headerLength(); Wire.more(at, current.length); ) {
            int number = Wire.rawType(current, at) & Wire.NLA_TYPE_MASK;
            Attribute<?> key = schema.attribute(number);
            if ((key == null || key.access() != Access.READ_ONLY)
                    && Wire.find(wanted, schema.headerLength(), number) < 0) {
                return true;
            }
            at += Wire.align(Wire.attributeLength(current, at));
        }
        return false;
    }

    private static boolean isReference(byte[] attribute) {
        return Wire.isReference(attribute, 0);
    }

    /** A list is one value, and bytes that are no attributes cannot be looked into. */
    private static boolean isNest(Schema schema, byte[] bytes) {
        MemorySegment memory = MemorySegment.ofArray(bytes);
        if (schema.isList() || bytes.length < schema.headerLength()) {
            return false;
        }
        long at = schema.headerLength();
        while (Wire.isAttribute(memory, at, bytes.length)) {
            at = Wire.next(at, Wire.attributeLength(memory, at, bytes.length), bytes.length);
        }
        return !Wire.more(at, bytes.length);
    }

    private static void companions(
            Schema schema, int number, byte[] wanted, int header, Map<Integer, byte[]> different) {
        Attribute<?> key = schema.attribute(number);
        if (key == null) {
            return;
        }
        List<Attribute<?>> companions = new ArrayList<>(key.request().companions());
        if (key.codec() instanceof SelectedCodec<?> selected) {
            companions.add(selected.selector());
        }
        for (Attribute<?> companion : companions) {
            int at = Wire.find(wanted, header, companion.number());
            if (at >= 0) {
                different.putIfAbsent(
                        companion.number(), Arrays.copyOfRange(wanted, at, at + Wire.attributeLength(wanted, at)));
            }
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
