package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A nest whose attributes are the elements of a list. */
final class ListCodec<T> implements Codec<List<T>> {
    private final Codec<T> element;
    private final int number;
    private @Nullable Schema elements;

    /**
     * A list of values of {@code element}.
     *
     * @param number the attribute number of all elements; if negative, the elements are numbered from {@code -1 -
     *     number}
     */
    ListCodec(Codec<T> element, int number) {
        this.element = element;
        this.number = number;
    }

    @Override
    public String type() {
        return number < 0 ? "indexed-array" : "array";
    }

    @Override
    public List<T> read(MemorySegment memory, long offset, int length) {
        List<T> values = new ArrayList<>();
        AttributeReader reader = new AttributeReader().wrap(memory, offset, offset + length);
        while (reader.next()) {
            values.add(element.read(memory, reader.offset(), reader.length()));
        }
        return List.copyOf(values);
    }

    @Override
    public int length(List<T> values) {
        int length = 0;
        for (T value : values) {
            length += AttributeHeader.NLA_HDRLEN + AttributeHeader.align(element.length(value));
        }
        return length;
    }

    @Override
    public void write(List<T> values, MemorySegment memory, long offset) {
        int index = 0;
        for (T value : values) {
            Attribute<T> key = Attribute.of(number < 0 ? -1 - number + index++ : number, type(), element);
            offset = AttributeHeader.put(memory, offset, key, value, AttributeHeader.payload(key, value));
        }
    }

    @Override
    public boolean nested() {
        return true;
    }

    /** The elements as keys without a name, so that dumps and attribute paths show and count them. */
    @Override
    public Schema schema(MemorySegment memory, long offset, long end) {
        Schema known = elements;
        if (known == null) {
            Schema.Builder schema = Schema.builder(type());
            if (number >= 0) {
                schema.add(number, "", element);
            } else {
                schema.every(element);
            }
            known = schema.build();
            elements = known;
        }
        return known;
    }

    @Override
    public Collection<Schema> schemas() {
        return element.schemas();
    }

    @Override
    public List<Reference> references(List<T> values) {
        return values.stream()
                .flatMap(value -> element.references(value).stream())
                .distinct()
                .toList();
    }
}
