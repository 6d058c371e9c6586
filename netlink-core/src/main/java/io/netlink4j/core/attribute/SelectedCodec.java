package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A nest whose schema is that of the kind which a string beside it names, such as {@code IFLA_INFO_DATA}. */
record SelectedCodec(Attribute<String> selector, Map<String, Supplier<Schema>> kinds) implements Codec<Nest> {

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
        long at = Wire.find(memory, offset, end, selector.number());
        if (at < 0) {
            return Schema.UNKNOWN;
        }
        int length = Wire.attributeLength(memory, at, end) - Wire.NLA_HDRLEN;
        Supplier<Schema> schema = kinds.get(selector.codec().read(memory, at + Wire.NLA_HDRLEN, length));
        return schema == null ? Schema.UNKNOWN : schema.get();
    }

    @Override
    public Collection<Schema> schemas() {
        return kinds.values().stream().map(Supplier::get).distinct().toList();
    }

    @Override
    public List<Reference> references(Nest value) {
        return value.references();
    }
}
