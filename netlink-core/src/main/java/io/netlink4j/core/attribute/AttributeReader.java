package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;

/**
 * Reads a sequence of attributes in memory, on or off the heap. One reader can read any number of sequences, and
 * allocates nothing.
 *
 * {@snippet :
 * while (reader.next()) {
 *     if (reader.number() == key.number()) {
 *         use(reader.value(key));
 *     }
 * }
 * }
 */
public final class AttributeReader {
    private MemorySegment memory = MemorySegment.NULL;
    private long at;
    private long next;
    private long end;
    private int length;

    /** A reader without attributes. Call {@link #wrap} first. */
    public AttributeReader() {}

    /** Moves before the first attribute between {@code offset} and {@code limit}. */
    public AttributeReader wrap(MemorySegment source, long offset, long limit) {
        this.memory = source;
        this.next = offset;
        this.end = limit;
        return this;
    }

    /** Moves before the first attribute inside the current attribute of {@code outer}. */
    public AttributeReader wrapNest(AttributeReader outer) {
        return wrap(outer.memory, outer.offset(), outer.offset() + outer.length());
    }

    /**
     * Moves to the next attribute, if there is one.
     *
     * @throws io.netlink4j.core.error.NetlinkException.Malformed if its length is impossible
     */
    public boolean next() {
        if (!AttributeHeader.more(next, end)) {
            return false;
        }
        at = next;
        length = AttributeHeader.attributeLength(memory, at, end);
        next = AttributeHeader.next(at, length, end);
        return true;
    }

    /** The attribute's number, without flags. */
    public int number() {
        return AttributeHeader.rawType(memory, at) & AttributeHeader.NLA_TYPE_MASK;
    }

    /** The offset of the attribute's payload. */
    public long offset() {
        return at + AttributeHeader.NLA_HDRLEN;
    }

    /** The length of the attribute's payload in bytes. */
    public int length() {
        return length - AttributeHeader.NLA_HDRLEN;
    }

    /** The memory that is read. */
    public MemorySegment memory() {
        return memory;
    }

    /** The attribute's value, read by the codec of {@code key}. */
    public <T> T value(Attribute<T> key) {
        return key.codec().read(memory, offset(), length());
    }
}
