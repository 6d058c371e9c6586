package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the payload of an attribute, or a field of a header, becomes a value and back; over on-heap and off-heap memory.
 *
 * @param <T> the type of the value
 */
public interface Codec<T> {

    /** The type's name, as the kernel's netlink specifications write it: {@code u32}, {@code be16}, {@code nest} ... */
    String type();

    /**
     * Reads the {@code length} bytes at {@code offset}.
     *
     * @throws io.netlink4j.core.error.NetlinkException.Malformed where they are no value of this type
     */
    T read(MemorySegment memory, long offset, int length);

    /** How many bytes {@link #write} takes for {@code value}. */
    int length(T value);

    /**
     * Writes {@code value} at {@code offset}.
     *
     * @throws IllegalArgumentException where it does not fit the kernel's type
     */
    void write(T value, MemorySegment memory, long offset);

    /** The value as a person reads it in a dump, fit for a terminal. */
    default String text(T value) {
        return Printable.of(String.valueOf(value));
    }

    /** Whether a payload of {@code length} bytes says that there is no value, as an empty link-layer address does. */
    default boolean isAbsent(int length) {
        return false;
    }

    /** Whether the payload is itself a sequence of attributes, which the kernel wants marked {@code NLA_F_NESTED}. */
    default boolean nested() {
        return false;
    }

    /**
     * The schema of the attributes inside, where the payload is a nest.
     *
     * @param memory where the attributes beside this one lie: some nests are of the kind that a sibling names
     * @param offset where those begin
     * @param end where those end
     */
    default @Nullable Schema schema(MemorySegment memory, long offset, long end) {
        return null;
    }

    /** Every schema that {@link #schema} may answer, for those who enumerate the keys. */
    default Collection<Schema> schemas() {
        return List.of();
    }

    /** Whether {@code value} is a reference, which becomes a number when the object that holds it is sent. */
    default boolean isReference(T value) {
        return false;
    }

    /** The references that {@code value} is or holds. */
    default List<Reference> references(T value) {
        return List.of();
    }

    /**
     * Reads back what {@link #write} made of a reference.
     *
     * @throws NetlinkException.Malformed where it made no such thing
     */
    default T readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
        throw new NetlinkException.Malformed("an attribute of type " + type() + " is marked as a reference");
    }

    /** This codec, with its values turned into those of another type. */
    default <U> Codec<U> map(Function<? super T, ? extends U> decode, Function<? super U, ? extends T> encode) {
        return new Codecs.Mapped<>(this, decode, encode);
    }
}
