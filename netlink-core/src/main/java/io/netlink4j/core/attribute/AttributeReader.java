package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;

/**
 * Walks a sequence of attributes in a piece of memory, on or off the heap; one reader serves any number of sequences and
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

    /** A reader of nothing, until {@link #wrap}. */
    public AttributeReader() {}

    /** Begins before the first attribute of those between {@code offset} and {@code end}. */
    public AttributeReader wrap(MemorySegment source, long offset, long limit) {
        this.memory = source;
        this.next = offset;
        this.end = limit;
        return this;
    }

    /** Begins before the first attribute inside the one that {@code outer} stands on. */
    public AttributeReader wrapNest(AttributeReader outer) {
        return wrap(outer.memory, outer.offset(), outer.offset() + outer.length());
    }

    /**
     * Goes on to the next attribute, if there is one.
     *
     * @throws io.netlink4j.core.error.NetlinkException.Malformed where its length cannot be
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

    /** Where its payload begins. */
    public long offset() {
        return at + AttributeHeader.NLA_HDRLEN;
    }

    /** The length of its payload in bytes. */
    public int length() {
        return length - AttributeHeader.NLA_HDRLEN;
    }

    /** The memory that is read. */
    public MemorySegment memory() {
        return memory;
    }

    /** Its value, read as that of {@code key}. */
    public <T> T value(Attribute<T> key) {
        return key.codec().read(memory, offset(), length());
    }
}
