package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts between values and their bytes, in the payload of an attribute or a field of a header. The memory may be on
 * or off the heap.
 *
 * @param <T> the type of the value
 */
public interface Codec<T> {

    /** The type's name, as the kernel's netlink specifications write it: {@code u32}, {@code be16}, {@code nest} ... */
    String type();

    /**
     * Reads the {@code length} bytes at {@code offset}.
     *
     * @throws io.netlink4j.core.error.NetlinkException.Malformed if they are no value of this type
     */
    T read(MemorySegment memory, long offset, int length);

    /**
     * As above, from an array. Every accessor of an object calls it, so the codecs of the usual types make no memory segment for it.
     */
    default T read(byte[] bytes, int offset, int length) {
        return read(MemorySegment.ofArray(bytes), offset, length);
    }

    /** The number of bytes that {@link #write} writes for {@code value}. */
    int length(T value);

    /**
     * Writes {@code value} at {@code offset}.
     *
     * @throws IllegalArgumentException if it does not fit the kernel's type
     */
    void write(T value, MemorySegment memory, long offset);

    /** The value as text for people, safe for a terminal. */
    default String text(T value) {
        return Printable.of(String.valueOf(value));
    }

    /** The names that the kernel's headers give to values, by value; empty if this is no enumeration. */
    default Map<Long, String> names() {
        return Map.of();
    }

    /** Whether a payload of {@code length} bytes means that there is no value, such as an empty link-layer address. */
    default boolean isAbsent(int length) {
        return false;
    }

    /** Whether the payload is a sequence of attributes, so that requests must set {@code NLA_F_NESTED}. */
    default boolean nested() {
        return false;
    }

    /**
     * The schema of the attributes inside; null if the payload is no nest.
     *
     * @param memory the memory of the attributes beside this one, one of which may name the kind of the nest
     * @param offset where those attributes begin
     * @param end where those attributes end
     */
    default @Nullable Schema schema(MemorySegment memory, long offset, long end) {
        return null;
    }

    /** All schemas that {@link #schema} can return, for code that enumerates the keys. */
    default Collection<Schema> schemas() {
        return List.of();
    }

    /** Whether {@code value} is a reference, which is resolved to a number when its object is sent. */
    default boolean isReference(T value) {
        return false;
    }

    /** The references in {@code value}, which may be one itself. */
    default List<Reference> references(T value) {
        return List.of();
    }

    /**
     * Reads a reference that {@link #write} wrote.
     *
     * @throws NetlinkException.Malformed if this type has no references
     */
    default T readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
        throw new NetlinkException.Malformed("an attribute of type " + type() + " is marked as a reference");
    }

    /** A codec with the same bytes and values of another type. */
    default <U> Codec<U> map(Function<? super T, ? extends U> decode, Function<? super U, ? extends T> encode) {
        return new MappedCodec<>(this, decode, encode);
    }
}
