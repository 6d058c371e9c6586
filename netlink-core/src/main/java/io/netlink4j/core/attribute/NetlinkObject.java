package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An immutable object of the kernel or for it: a fixed header, attributes, and the schema of both.
 *
 * <p>Accessors decode on demand. Attributes that the schema lacks are kept and can be sent back. {@link #get} and
 * {@link #with} read and set any attribute, also one without an accessor. An attribute that was not set is never sent.
 *
 * @param <S> the object's own type
 */
public abstract class NetlinkObject<S extends NetlinkObject<S>> {
    private final byte[] bytes;
    private final List<Reference> references;

    /** An object with {@code content}, which must not be changed any more. */
    protected NetlinkObject(Content content) {
        this(content.bytes(), content.references());
    }

    /** An object from the kernel. {@code bytes} must not be changed any more. */
    protected NetlinkObject(byte[] bytes) {
        this(bytes, List.of());
    }

    private NetlinkObject(byte[] bytes, List<Reference> references) {
        this.bytes = bytes;
        this.references = references;
    }

    /** The schema of the header and the attributes. */
    public abstract Schema schema();

    /** An object of this type with other content. */
    protected abstract S copy(Content content);

    /** The value of {@code key}; empty if the object does not have it. */
    public final <T> Optional<T> get(Attribute<T> key) {
        int position = AttributeHeader.find(bytes, schema().headerLength(), key.number());
        if (position < 0) {
            return Optional.empty();
        }
        int length = AttributeHeader.attributeLength(bytes, position) - AttributeHeader.NLA_HDRLEN;
        return key.codec().isAbsent(length) ? Optional.empty() : Optional.of(read(position, length, key));
    }

    /**
     * The value of {@code key}, which every object of this type has.
     *
     * @throws NetlinkException.Malformed if this object does not have it
     */
    protected final <T> T require(Attribute<T> key) {
        return get(key).orElseThrow(() -> new NetlinkException.Malformed(schema().name() + " has no " + key.name()));
    }

    /** Whether the object has the attribute {@code key}. */
    public final boolean has(Attribute<?> key) {
        return AttributeHeader.find(bytes, schema().headerLength(), key.number()) >= 0;
    }

    /**
     * Whether this object and {@code other}, of the same schema, have equal bytes for {@code key}, or both have none. Decodes
     * nothing, so that a filter can compare every object of a dump.
     */
    public final boolean agrees(NetlinkObject<?> other, Attribute<?> key) {
        int header = schema().headerLength();
        int here = AttributeHeader.find(bytes, header, key.number());
        int there = AttributeHeader.find(other.bytes, header, key.number());
        if (here < 0 || there < 0) {
            return here == there;
        }
        return Arrays.equals(
                bytes,
                here + AttributeHeader.NLA_HDRLEN,
                here + AttributeHeader.attributeLength(bytes, here),
                other.bytes,
                there + AttributeHeader.NLA_HDRLEN,
                there + AttributeHeader.attributeLength(other.bytes, there));
    }

    /** A copy in which {@code key} has {@code value}. */
    public final <T> S with(Attribute<T> key, T value) {
        checkHeader(schema().headerLength());
        return copy(new Content(
                AttributeEditor.put(bytes, schema().headerLength(), key, value),
                union(key.codec().references(value))));
    }

    /** A copy without {@code key}. */
    public final S without(Attribute<?> key) {
        return has(key)
                ? copy(new Content(AttributeEditor.remove(bytes, schema().headerLength(), key.number()), references))
                : self();
    }

    /** The value of a field of the fixed header. */
    public final <T> T get(Field<T> field) {
        checkHeader(field.offset() + field.size());
        return field.codec().read(bytes, field.offset(), field.size());
    }

    /** A copy in which a field of the fixed header has {@code value}. */
    public final <T> S with(Field<T> field, T value) {
        checkHeader(schema().headerLength());
        byte[] changed = bytes.clone();
        field.codec().write(value, MemorySegment.ofArray(changed), field.offset());
        return copy(new Content(changed, references));
    }

    /** A copy of the header and the attributes, as in a message. */
    public final byte[] toByteArray() {
        return bytes.clone();
    }

    /**
     * Copies the bytes of {@link #toByteArray} into {@code target}, from {@code position} on, and returns their number.
     */
    public final int copyTo(byte[] target, int position) {
        System.arraycopy(bytes, 0, target, position, bytes.length);
        return bytes.length;
    }

    /** The length of {@link #toByteArray}. */
    public final int byteLength() {
        return bytes.length;
    }

    /** The header and the attributes, without a copy. */
    final byte[] bytes() {
        return bytes;
    }

    /**
     * Whether the kernel accepts all attributes as they are. This looks at each of them; a type that knows the answer already, and of which
     * many objects are sent, overrides it.
     */
    protected boolean isSentUnchanged() {
        return schema().sendable().accepts(bytes);
    }

    /** The references in it that {@link #resolved} turns into numbers, such as handles and names. */
    public final List<Reference> references() {
        return references;
    }

    /** A copy in which {@code resolver} has replaced each reference by a number. */
    public final S resolved(Resolver resolver) {
        return references.isEmpty()
                ? self()
                : copy(Content.of(AttributeEditor.resolve(schema(), bytes, references, resolver)));
    }

    /**
     * A copy with only the attributes that {@code current} lacks or that differ there; the same in nests. Attributes
     * that are valid only together stay together ({@link Attribute#sentWith}). Attributes that the kernel only reports
     * are left out. The header stays.
     */
    public final S differenceFrom(S current) {
        return copy(new Content(AttributeEditor.difference(schema(), bytes, current.bytes()), references));
    }

    /** The header and the attributes as lines of hexadecimal bytes, each with its name and value. */
    public final String toDump() {
        return AttributeDump.object(schema(), memory(), 0, bytes.length);
    }

    /** The header and the attributes, without a copy, for another object that shares them. */
    protected final Content content() {
        return new Content(bytes, references);
    }

    private void checkHeader(int needed) {
        if (bytes.length < needed) {
            throw new NetlinkException.Malformed("the header of " + schema().name() + " takes "
                    + schema().headerLength() + " bytes, and there are " + bytes.length);
        }
    }

    private MemorySegment memory() {
        return MemorySegment.ofArray(bytes);
    }

    private <T> T read(int position, int length, Attribute<T> key) {
        int payload = position + AttributeHeader.NLA_HDRLEN;
        if (AttributeHeader.isReference(bytes, position)) {
            return key.codec().readReference(memory(), payload, length, references);
        }
        T value = key.codec().read(bytes, payload, length);
        return references.isEmpty() ? value : withReferences(value);
    }

    @SuppressWarnings("unchecked") // a nest's own copy is of its own type
    private <T> T withReferences(T value) {
        return value instanceof NetlinkObject<?> nest ? (T) nest.copy(new Content(nest.bytes, references)) : value;
    }

    private List<Reference> union(List<Reference> added) {
        if (added.isEmpty() || references.containsAll(added)) {
            return references;
        }
        Reference[] all = Arrays.copyOf(references.toArray(new Reference[0]), references.size() + added.size());
        for (int i = 0; i < added.size(); i++) {
            all[references.size() + i] = added.get(i);
        }
        return List.of(all);
    }

    @SuppressWarnings("unchecked") // S is the object's own type
    private S self() {
        return (S) this;
    }

    /**
     * Whether {@code other} is of the same type and has the same header and attributes, in any order. Statistics, timers and time stamps
     * are not compared, since they change by themselves ({@link Attribute#derived}).
     */
    @Override
    public final boolean equals(Object other) {
        return other instanceof NetlinkObject<?> that
                && that.getClass() == getClass()
                && (Arrays.equals(bytes, that.bytes) || Arrays.equals(canonical(), that.canonical()));
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(canonical());
    }

    private byte[] canonical() {
        return AttributeEditor.canonical(schema(), bytes);
    }

    @Override
    public String toString() {
        return AttributeDump.line(schema(), memory(), 0, bytes.length);
    }
}
