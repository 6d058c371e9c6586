package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongFunction;

/**
 * Writes attributes one after the other into memory, on or off the heap. Full memory is replaced by a larger piece;
 * nothing is allocated for an attribute.
 */
public final class AttributeWriter {
    private final LongFunction<MemorySegment> allocator;
    private MemorySegment memory;
    private long position;

    /** A writer that begins in {@code memory} and continues in heap memory when that is full. */
    public AttributeWriter(MemorySegment memory) {
        this(memory, size -> MemorySegment.ofArray(new byte[Math.toIntExact(size)]));
    }

    /** A writer that begins in {@code memory} and gets a larger piece from {@code allocator} when that is full. */
    public AttributeWriter(MemorySegment memory, LongFunction<MemorySegment> allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    /** The memory written to. Each call that writes may replace it. */
    public MemorySegment memory() {
        return memory;
    }

    /** The number of bytes written. */
    public long position() {
        return position;
    }

    /** Discards everything written. */
    public void clear() {
        position = 0;
    }

    /** Discards what was written after the position {@code earlier}. */
    public void truncate(long earlier) {
        position = Math.min(position, earlier);
    }

    /** Reserves {@code size} zero bytes for a header, and returns their position. */
    public long skip(int size) {
        long start = position;
        ensure(size);
        memory.asSlice(start, size).fill((byte) 0);
        position += size;
        return start;
    }

    /** Writes one attribute. */
    public <T> void put(Attribute<T> key, T value) {
        int payload = AttributeHeader.payload(key, value);
        ensure(AttributeHeader.NLA_HDRLEN + AttributeHeader.align(payload));
        position = AttributeHeader.put(memory, position, key, value, payload);
    }

    /** Writes one attribute with a payload of bytes. */
    public void put(int type, byte[] payload) {
        if (payload.length > AttributeHeader.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    payload.length + " bytes do not fit an attribute, which holds " + AttributeHeader.MAX_PAYLOAD);
        }
        ensure(AttributeHeader.NLA_HDRLEN + AttributeHeader.align(payload.length));
        AttributeHeader.putHeader(memory, position, type, payload.length);
        MemorySegment.copy(
                payload, 0, memory, ValueLayout.JAVA_BYTE, position + AttributeHeader.NLA_HDRLEN, payload.length);
        position += AttributeHeader.NLA_HDRLEN + AttributeHeader.align(payload.length);
    }

    /** Begins a nest. What is written until {@link #end} is inside. Returns its position. */
    public long begin(Attribute<?> key) {
        return begin(key.number() | AttributeHeader.NLA_F_NESTED);
    }

    /** Begins a nest with a type that includes flags. Returns its position. */
    public long begin(int type) {
        long nest = position;
        ensure(AttributeHeader.NLA_HDRLEN);
        AttributeHeader.putHeader(memory, nest, type, 0);
        position += AttributeHeader.NLA_HDRLEN;
        return nest;
    }

    /**
     * Ends the nest at the position {@code nest}.
     *
     * @throws IllegalArgumentException if it is longer than an attribute can be
     */
    public void end(long nest) {
        long length = position - nest;
        if (length > AttributeHeader.MAX_PAYLOAD + AttributeHeader.NLA_HDRLEN) {
            throw new IllegalArgumentException("a nest of " + length + " bytes does not fit an attribute, which holds "
                    + AttributeHeader.MAX_PAYLOAD);
        }
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, nest, (short) length);
    }

    /** Writes an object as a request carries it: its header, and the attributes that the kernel accepts. */
    public void put(NetlinkObject<?> object) {
        byte[] bytes = object.bytes();
        ensure(bytes.length + AttributeHeader.NLA_HDRLEN);
        MemorySegment source = MemorySegment.ofArray(bytes);
        int header = Math.min(object.schema().headerLength(), bytes.length);
        long start = position;
        copy(source, 0, bytes.length);
        // Checked after the copy, which brings the bytes of a large batch into the cache faster than reading header by
        // header.
        if (object.references().isEmpty() && object.isSentUnchanged()) {
            return;
        }
        position = start;
        copy(source, 0, header);
        writable(object.schema(), source, header, bytes.length, 1);
    }

    /**
     * Attributes that are sent unchanged are copied together, up to one that is left out, replaced or has such
     * attributes inside.
     */
    private void writable(Schema schema, MemorySegment source, long first, long end, int depth) {
        long run = first;
        long at = first;
        while (AttributeHeader.more(at, end)) {
            int length = AttributeHeader.attributeLength(source, at, end);
            int type = AttributeHeader.rawType(source, at);
            long next = AttributeHeader.next(at, length, end);
            if ((type & AttributeHeader.REFERENCE) != 0) {
                throw new IllegalStateException("a reference in " + schema.name() + " was not resolved");
            }
            Attribute<?> key = schema.attribute(type & AttributeHeader.NLA_TYPE_MASK);
            if (key != null && isSpecial(key)) {
                copy(source, run, (int) (at - run));
                run = replaced(key, source, at, length, first, end) ? next : at;
            }
            if (key != null && run <= at && key.codec().nested() && depth < AttributeHeader.MAX_DEPTH) {
                Schema inner = Schema.inside(key, length - AttributeHeader.NLA_HDRLEN, source, first, end);
                if (inner != null && inner.isFiltered()) {
                    copy(source, run, (int) (at - run));
                    long nest = begin(type);
                    long inside = at + AttributeHeader.NLA_HDRLEN;
                    copy(source, inside, inner.headerLength());
                    writable(inner, source, inside + inner.headerLength(), at + length, depth + 1);
                    end(nest);
                    run = next;
                }
            }
            at = next;
        }
        copy(source, run, (int) (at - run));
    }

    private static boolean isSpecial(Attribute<?> key) {
        return key.access() == Access.READ_ONLY || !key.request().isAsReported();
    }

    /** Writes what replaces the attribute. Returns whether nothing of the attribute itself remains to be written. */
    private <T> boolean replaced(Attribute<T> key, MemorySegment source, long at, int length, long first, long end) {
        return key.access() == Access.READ_ONLY || key.request().write(this, key, source, at, length, first, end);
    }

    /** Copies {@code length} bytes and pads them to a multiple of four. */
    void copy(MemorySegment source, long offset, int length) {
        int padded = AttributeHeader.align(length);
        ensure(padded);
        MemorySegment.copy(source, offset, memory, position, length);
        for (int pad = length; pad < padded; pad++) {
            memory.set(ValueLayout.JAVA_BYTE, position + pad, (byte) 0);
        }
        position += padded;
    }

    /** A copy of the bytes written. */
    public byte[] toByteArray() {
        return memory.asSlice(0, position).toArray(ValueLayout.JAVA_BYTE);
    }

    private void ensure(long more) {
        if (memory.byteSize() - position < more) {
            MemorySegment larger = allocator.apply(Math.max(memory.byteSize() * 2, position + more));
            MemorySegment.copy(memory, 0, larger, 0, position);
            memory = larger;
        }
    }
}
