package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edits the attributes of an object. Each method returns a changed copy of the object's bytes. */
final class AttributeEditor {
    private AttributeEditor() {}

    /** Sets {@code key}, in place if the object has it, else after the last attribute. */
    static <T> byte[] put(byte[] bytes, int header, Attribute<T> key, T value) {
        MemorySegment source = MemorySegment.ofArray(bytes);
        int payload = AttributeHeader.payload(key, value);
        int added = AttributeHeader.NLA_HDRLEN + AttributeHeader.align(payload);
        long at = AttributeHeader.find(source, header, bytes.length, key.number());
        long after;
        if (at < 0) {
            // Less than an attribute's header may follow the last attribute. It is padding.
            at = AttributeHeader.last(source, header, bytes.length);
            after = bytes.length;
        } else {
            after = AttributeHeader.next(at, AttributeHeader.attributeLength(source, at, bytes.length), bytes.length);
        }
        int start = AttributeHeader.align((int) at);
        byte[] result = new byte[start + added + bytes.length - (int) after];
        System.arraycopy(bytes, 0, result, 0, (int) at);
        AttributeHeader.put(MemorySegment.ofArray(result), start, key, value, payload);
        System.arraycopy(bytes, (int) after, result, start + added, bytes.length - (int) after);
        return result;
    }

    static byte[] remove(byte[] bytes, int header, int number) {
        byte[] left = bytes;
        int at = AttributeHeader.find(bytes, header, number);
        while (at >= 0) {
            int after = Math.min(at + AttributeHeader.align(AttributeHeader.attributeLength(left, at)), left.length);
            byte[] shorter = new byte[left.length - (after - at)];
            System.arraycopy(left, 0, shorter, 0, at);
            System.arraycopy(left, after, shorter, at, left.length - after);
            left = shorter;
            at = AttributeHeader.find(left, at, number);
        }
        return left;
    }

    /** Replaces every reference by a number. */
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
        for (long at = first; AttributeHeader.more(at, end); ) {
            int length = AttributeHeader.attributeLength(source, at, end);
            int type = AttributeHeader.rawType(source, at);
            int number = type & AttributeHeader.NLA_TYPE_MASK & ~AttributeHeader.REFERENCE;
            Attribute<?> key = schema.attribute(number);
            Schema inner = Schema.inside(key, length - AttributeHeader.NLA_HDRLEN, source, first, end);
            if (key != null && (type & AttributeHeader.REFERENCE) != 0) {
                Object reference = key.codec()
                        .readReference(
                                source,
                                at + AttributeHeader.NLA_HDRLEN,
                                length - AttributeHeader.NLA_HDRLEN,
                                references);
                out.put(Attribute.of(number, key.name(), Codecs.S32), resolver.resolve(key, reference));
            } else if (inner != null && inner.isKnown() && depth < AttributeHeader.MAX_DEPTH) {
                long nest = out.begin(type);
                long inside = at + AttributeHeader.NLA_HDRLEN + inner.headerLength();
                out.copy(source, at + AttributeHeader.NLA_HDRLEN, inner.headerLength());
                resolve(inner, source, inside, at + length, references, resolver, out, depth + 1);
                out.end(nest);
            } else {
                out.copy(source, at, length);
            }
            at = AttributeHeader.next(at, length, end);
        }
    }

    /**
     * The header, and the attributes of {@code wanted} that {@code current} lacks or that differ there, with their
     * companions.
     */
    static byte[] difference(Schema schema, byte[] wanted, byte[] current) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[wanted.length + 16]));
        difference(schema, wanted, current, out, 1);
        return out.toByteArray();
    }

    /** Writes the difference. Returns whether there is any. */
    private static boolean difference(Schema schema, byte[] wanted, byte[] current, AttributeWriter out, int depth) {
        MemorySegment source = MemorySegment.ofArray(wanted);
        int header = Math.min(schema.headerLength(), wanted.length);
        out.copy(source, 0, header);
        Map<Integer, byte[]> different = new LinkedHashMap<>();
        for (long at = header; AttributeHeader.more(at, wanted.length); ) {
            int length = AttributeHeader.attributeLength(source, at, wanted.length);
            int number =
                    AttributeHeader.rawType(source, at) & AttributeHeader.NLA_TYPE_MASK & ~AttributeHeader.REFERENCE;
            Attribute<?> key = schema.attribute(number);
            Schema inner = Schema.inside(key, length - AttributeHeader.NLA_HDRLEN, source, header, wanted.length);
            byte[] attribute = Arrays.copyOfRange(wanted, (int) at, (int) at + length);
            byte[] rest = key != null && key.access() == Access.READ_ONLY
                    ? null
                    : difference(key, inner, attribute, payload(current, header, number), depth);
            if (rest != null) {
                different.put(number, rest);
            }
            at = AttributeHeader.next(at, length, wanted.length);
        }
        for (Attribute<?> key : schema.attributes()) {
            byte[] removal = removal(key);
            if (removal != null
                    && AttributeHeader.find(wanted, header, key.number()) < 0
                    && AttributeHeader.find(current, header, key.number()) >= 0) {
                different.put(key.number(), removal);
            }
        }
        for (int number : List.copyOf(different.keySet())) {
            companions(schema, number, wanted, header, different);
        }
        different.values().forEach(each -> out.copy(MemorySegment.ofArray(each), 0, each.length));
        return !different.isEmpty();
    }

    private static byte @Nullable [] payload(byte[] bytes, int header, int number) {
        int at = AttributeHeader.find(bytes, header, number);
        return at < 0
                ? null
                : Arrays.copyOfRange(
                        bytes, at + AttributeHeader.NLA_HDRLEN, at + AttributeHeader.attributeLength(bytes, at));
    }

    private static <T> byte @Nullable [] removal(Attribute<T> key) {
        return key.change().removal(key);
    }

    /** The difference in an attribute, with its header; null if there is none. */
    private static <T> byte @Nullable [] difference(
            @Nullable Attribute<T> key,
            @Nullable Schema inner,
            byte[] attribute,
            byte @Nullable [] current,
            int depth) {
        if (current == null || isReference(attribute)) {
            return attribute;
        }
        byte[] wanted = Arrays.copyOfRange(attribute, AttributeHeader.NLA_HDRLEN, attribute.length);
        if (Arrays.equals(wanted, current)) {
            return null;
        }
        if (key == null
                || inner == null
                || depth >= AttributeHeader.MAX_DEPTH
                || !isNest(inner, wanted)
                || !isNest(inner, current)) {
            return key == null ? attribute : key.change().difference(key, attribute, wanted, current);
        }
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[attribute.length + 16]));
        long nest = out.begin(AttributeHeader.rawType(MemorySegment.ofArray(attribute), 0));
        boolean any = difference(inner, wanted, current, out, depth + 1);
        out.end(nest);
        if (inner.isWhole()) {
            return any || lacks(inner, wanted, current) ? attribute : null;
        }
        return any ? out.toByteArray() : null;
    }

    /** Whether {@code wanted} lacks an attribute of {@code current} that the kernel accepts. */
    private static boolean lacks(Schema schema, byte[] wanted, byte[] current) {
        for (int at = schema.headerLength(); AttributeHeader.more(at, current.length); ) {
            int number = AttributeHeader.rawType(current, at) & AttributeHeader.NLA_TYPE_MASK;
            Attribute<?> key = schema.attribute(number);
            if ((key == null || key.access() != Access.READ_ONLY)
                    && AttributeHeader.find(wanted, schema.headerLength(), number) < 0) {
                return true;
            }
            at += AttributeHeader.align(AttributeHeader.attributeLength(current, at));
        }
        return false;
    }

    private static boolean isReference(byte[] attribute) {
        return AttributeHeader.isReference(attribute, 0);
    }

    /**
     * Whether attributes inside can be compared one by one: not in a list, which is one value, nor in bytes that are no
     * attributes.
     */
    private static boolean isNest(Schema schema, byte[] bytes) {
        MemorySegment memory = MemorySegment.ofArray(bytes);
        if (schema.isList() || bytes.length < schema.headerLength()) {
            return false;
        }
        long at = schema.headerLength();
        while (AttributeHeader.isAttribute(memory, at, bytes.length)) {
            at = AttributeHeader.next(at, AttributeHeader.attributeLength(memory, at, bytes.length), bytes.length);
        }
        return !AttributeHeader.more(at, bytes.length);
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
            int at = AttributeHeader.find(wanted, header, companion.number());
            if (at >= 0) {
                different.putIfAbsent(
                        companion.number(),
                        Arrays.copyOfRange(wanted, at, at + AttributeHeader.attributeLength(wanted, at)));
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared by the record
    private record Part(int number, byte[] payload) {}

    /** The header and the attributes, sorted by number, without flags and padding. Equal for equal objects. */
    static byte[] canonical(Schema schema, byte[] bytes) {
        return canonical(schema, bytes, 1);
    }

    private static byte[] canonical(Schema schema, byte[] bytes, int depth) {
        MemorySegment source = MemorySegment.ofArray(bytes);
        int header = Math.min(schema.headerLength(), bytes.length);
        List<Part> parts = new ArrayList<>();
        long at = header;
        while (AttributeHeader.isAttribute(source, at, bytes.length)) {
            int length = AttributeHeader.attributeLength(source, at, bytes.length);
            int number = AttributeHeader.rawType(source, at) & AttributeHeader.NLA_TYPE_MASK;
            Attribute<?> key = schema.attribute(number);
            int payloadLength = length - AttributeHeader.NLA_HDRLEN;
            Schema inner = Schema.inside(key, payloadLength, source, header, bytes.length);
            int first = (int) at + AttributeHeader.NLA_HDRLEN;
            int compared = key == null ? payloadLength : Math.min(key.compared(), payloadLength);
            byte[] payload = Arrays.copyOfRange(bytes, first, first + compared);
            if (inner != null && inner.isKnown() && depth < AttributeHeader.MAX_DEPTH) {
                payload = canonical(inner, payload, depth + 1);
            }
            if (key == null || key.compared() > 0) {
                parts.add(new Part(number, payload));
            }
            at = AttributeHeader.next(at, length, bytes.length);
        }
        parts.sort(Comparator.comparingInt(Part::number));
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[bytes.length * 2 + 16]));
        out.copy(source, 0, header);
        for (Part part : parts) {
            // With lengths of 32 bits: a padded nest may be longer than an attribute can be.
            out.copy(MemorySegment.ofArray(new int[] {part.number(), part.payload().length}), 0, 2 * Integer.BYTES);
            out.copy(MemorySegment.ofArray(part.payload()), 0, part.payload().length);
        }
        if (AttributeHeader.more(at, bytes.length)) {
            out.copy(source, at, bytes.length - (int) at); // no attributes
        }
        return out.toByteArray();
    }
}
