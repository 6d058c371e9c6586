package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Tells which objects of a schema can be sent unchanged. Almost all can, also with schemas that have attributes to
 * leave out or to replace. Checking first is cheaper than copying attribute by attribute.
 */
final class Sendable {
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private final boolean filtered;
    private final int header;
    /** By the attribute's number; null if every value can be sent unchanged. The last is for all higher numbers. */
    private final @Nullable Suspect[] suspects;

    /**
     * An attribute that the kernel may not accept unchanged, itself or because of an attribute inside.
     *
     * @param inner the schema inside; null if the attribute itself is not accepted
     * @param selected selects the schema inside, if that differs between objects
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

    /** Whether the object can be sent unchanged. */
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
