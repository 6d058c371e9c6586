package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A nest whose schema depends on an attribute beside it, such as {@code IFLA_INFO_DATA} on {@code IFLA_INFO_KIND}. */
final class SelectedCodec<K> implements Codec<Nest> {
    private final Attribute<K> selector;
    private final Collection<K> kinds;
    private final Function<? super K, ? extends @Nullable Schema> schemas;
    private FilteredKind @Nullable [] filtered;

    SelectedCodec(Attribute<K> selector, Collection<K> kinds, Function<? super K, ? extends @Nullable Schema> schemas) {
        this.selector = selector;
        this.kinds = List.copyOf(kinds);
        this.schemas = schemas;
    }

    /** The attribute that names the kind. */
    Attribute<K> selector() {
        return selector;
    }

    @Override
    public String type() {
        return "sub-message";
    }

    @Override
    public Nest read(MemorySegment memory, long offset, int length) {
        return new Nest(
                Schema.UNKNOWN, Content.of(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)));
    }

    @Override
    public int length(Nest value) {
        return value.byteLength();
    }

    @Override
    public void write(Nest value, MemorySegment memory, long offset) {
        MemorySegment.copy(value.bytes(), 0, memory, ValueLayout.JAVA_BYTE, offset, value.byteLength());
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public Schema schema(MemorySegment memory, long offset, long end) {
        long at = AttributeHeader.find(memory, offset, end, selector.number());
        if (at < 0) {
            return Schema.UNKNOWN;
        }
        int length = AttributeHeader.attributeLength(memory, at, end) - AttributeHeader.NLA_HDRLEN;
        Schema schema = schemas.apply(selector.codec().read(memory, at + AttributeHeader.NLA_HDRLEN, length));
        return schema == null ? Schema.UNKNOWN : schema;
    }

    /**
     * The schema, if the kind is one of the few that cannot always be sent unchanged; else null. Names are compared as
     * bytes.
     */
    @Nullable
    Schema filtered(byte[] bytes, int first, int end) {
        int at = AttributeHeader.find(bytes, first, end, selector.number());
        if (at >= 0) {
            int payload = at + AttributeHeader.NLA_HDRLEN;
            int length = AttributeHeader.attributeLength(bytes, at) - AttributeHeader.NLA_HDRLEN;
            for (FilteredKind kind : filteredKinds()) {
                byte[] name = kind.name;
                if (length == name.length
                        && bytes[payload] == name[0]
                        && Arrays.equals(bytes, payload, payload + length, name, 0, length)) {
                    return kind.schema;
                }
            }
        }
        return null;
    }

    private FilteredKind[] filteredKinds() {
        FilteredKind[] known = filtered;
        if (known == null) {
            known = kinds.stream()
                    .map(kind -> new FilteredKind(encoded(kind), schemaOf(kind)))
                    .filter(kind -> kind.schema.isFiltered())
                    .toArray(FilteredKind[]::new);
            filtered = known;
        }
        return known;
    }

    private Schema schemaOf(K kind) {
        return Objects.requireNonNull(schemas.apply(kind));
    }

    private byte[] encoded(K kind) {
        byte[] bytes = new byte[selector.codec().length(kind)];
        selector.codec().write(kind, MemorySegment.ofArray(bytes), 0);
        return bytes;
    }

    @Override
    public Collection<Schema> schemas() {
        return kinds.stream().map(this::schemaOf).distinct().toList();
    }

    @Override
    public List<Reference> references(Nest value) {
        return value.references();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared by the record
    private record FilteredKind(byte[] name, Schema schema) {}
}
