package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A nest with a Java type of its own. */
record NestCodec<T extends NetlinkObject<T>>(Supplier<Schema> schema, Function<Content, T> factory)
        implements Codec<T> {

    @Override
    public String type() {
        return "nest";
    }

    @Override
    public T read(MemorySegment memory, long offset, int length) {
        Codecs.atLeast(schema.get().headerLength(), length, type());
        return factory.apply(Content.of(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)));
    }

    @Override
    public int length(T value) {
        return value.byteLength();
    }

    @Override
    public void write(T value, MemorySegment memory, long offset) {
        MemorySegment.copy(value.bytes(), 0, memory, ValueLayout.JAVA_BYTE, offset, value.byteLength());
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public Schema schema(MemorySegment memory, long offset, long end) {
        return schema.get();
    }

    @Override
    public Collection<Schema> schemas() {
        return List.of(schema.get());
    }

    @Override
    public List<Reference> references(T value) {
        return value.references();
    }
}
