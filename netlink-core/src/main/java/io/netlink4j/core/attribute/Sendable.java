package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a schema can be sent as they are. Almost all can, also of the schemas in which something may have to be left out
 * or replaced; looking first is cheaper than to copy attribute by attribute.
 */
final class Sendable {
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private final boolean filtered;
    private final int header;
    /** By the attribute's number, null where every value can be sent; the last is for all higher numbers. */
    private final @Nullable Suspect[] suspects;

    /**
     * An attribute that may be one that is not accepted as it is, or has one in it.
     *
     * @param inner the schema inside, null where the attribute itself is not accepted
     * @param selected says which schema is inside, where that differs from object to object
     */
    private record Suspect(@Nullable Schema inner, @Nullable SelectedCodec<?> selected) {
        static Suspect of(Attribute<?> key) {
            boolean itself = key.access() == Access.READ_ONLY || !key.request().isAsReported();
            SelectedCodec<?> selected = key.codec() instanceof SelectedCodec<?> codec && !itself ? codec : null;
            return new Suspect(itself || selected != null ? null : key.codec().schema(NOTHING, 0, 0), selected);
        }
    }

    Sendable(Schema schema, int numbers) {
        filtered = schema.isFiltered();
        header = schema.headerLength();
        suspects = new Suspect[numbers + 1];
        for (int number = 0; number <= numbers; number++) {
            Attribute<?> key = schema.attribute(number);
            suspects[number] = key == null || !Schema.isFiltered(key) ? null : Suspect.of(key);
        }
    }

    /** Whether the object can be sent as it is. */
    boolean accepts(byte[] bytes) {
        return !filtered || accepts(bytes, header, bytes.length, 1);
    }

    private boolean accepts(byte[] bytes, int first, int end, int depth) {
        for (int at = first; AttributeHeader.more(at, end); ) {
            int length = AttributeHeader.attributeLength(bytes, at);
            int number = AttributeHeader.rawType(bytes, at) & AttributeHeader.NLA_TYPE_MASK;
            Suspect suspect = suspects[Math.min(number, suspects.length - 1)];
            if (suspect != null && !accepts(suspect, bytes, at, at + length, first, end, depth)) {
                return false;
            }
            at += AttributeHeader.align(length);
        }
        return true;
    }

    private static boolean accepts(Suspect suspect, byte[] bytes, int at, int to, int first, int end, int depth) {
        Schema inner = suspect.inner;
        if (suspect.selected != null) {
            inner = suspect.selected.filtered(bytes, first, end);
            if (inner == null) {
                return true;
            }
        }
        if (inner == null || depth >= AttributeHeader.MAX_DEPTH) {
            return false;
        }
        Sendable inside = inner.sendable();
        return inside.accepts(bytes, at + AttributeHeader.NLA_HDRLEN + inside.header, to, depth + 1);
    }
}
