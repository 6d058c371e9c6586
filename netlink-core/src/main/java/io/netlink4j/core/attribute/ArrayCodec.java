package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A sequence of values of equal size. */
record ArrayCodec<T>(Codec<T> element, int size) implements Codec<List<T>> {

    @Override
    public String type() {
        return element.type() + "[]";
    }

    @Override
    public List<T> read(MemorySegment memory, long offset, int length) {
        List<T> values = new ArrayList<>(length / size);
        for (int at = 0; at + size <= length; at += size) {
            values.add(element.read(memory, offset + at, size));
        }
        return List.copyOf(values);
    }

    @Override
    public int length(List<T> values) {
        return values.size() * size;
    }

    @Override
    public void write(List<T> values, MemorySegment memory, long offset) {
        for (T value : values) {
            element.write(value, memory, offset);
            offset += size;
        }
    }
}
