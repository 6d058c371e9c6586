package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A codec whose values are made of those of another codec. References and schemas are those of the other codec.
 *
 * @param wire the codec of the payload
 * @param decode makes a value of what was read; its {@link IllegalArgumentException} means a malformed payload
 * @param encode makes what is written of a value
 */
record MappedCodec<T, U>(
        Codec<T> wire, Function<? super T, ? extends U> decode, Function<? super U, ? extends T> encode)
        implements Codec<U> {
    @Override
    public String type() {
        return wire.type();
    }

    @Override
    public U read(MemorySegment memory, long offset, int length) {
        return decoded(wire.read(memory, offset, length));
    }

    @Override
    public U read(byte[] bytes, int offset, int length) {
        return decoded(wire.read(bytes, offset, length));
    }

    private U decoded(T value) {
        try {
            return decode.apply(value);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new NetlinkException.Malformed(String.valueOf(wrong.getMessage()));
        }
    }

    private T encoded(U value) {
        try {
            return encode.apply(value);
        } catch (ArithmeticException wrong) {
            throw new IllegalArgumentException(value + " does not fit " + type(), wrong);
        }
    }

    @Override
    public int length(U value) {
        return wire.length(encoded(value));
    }

    @Override
    public void write(U value, MemorySegment memory, long offset) {
        wire.write(encoded(value), memory, offset);
    }

    @Override
    public boolean isAbsent(int length) {
        return wire.isAbsent(length);
    }

    @Override
    public boolean nested() {
        return wire.nested();
    }

    @Override
    public @Nullable Schema schema(MemorySegment memory, long offset, long end) {
        return wire.schema(memory, offset, end);
    }

    @Override
    public Collection<Schema> schemas() {
        return wire.schemas();
    }

    @Override
    public List<Reference> references(U value) {
        return wire instanceof Codecs.Plain ? List.of() : wire.references(encoded(value));
    }

    @Override
    public boolean isReference(U value) {
        return !(wire instanceof Codecs.Plain) && wire.isReference(encoded(value));
    }

    @Override
    public U readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
        return decoded(wire.readReference(memory, offset, length, references));
    }
}
