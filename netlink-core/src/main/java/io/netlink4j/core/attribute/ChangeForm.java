package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a request changes an attribute, if the wanted value alone is not enough. The methods of {@link Attribute} create
 * it.
 *
 * @param <T> the type of the attribute's value
 */
public final class ChangeForm<T> {
    private static final ChangeForm<?> AS_WANTED = new ChangeForm<>(null, null);

    private final @Nullable BinaryOperator<T> difference;
    private final @Nullable T gone;

    private ChangeForm(@Nullable BinaryOperator<T> difference, @Nullable T gone) {
        this.difference = difference;
        this.gone = gone;
    }

    /** A change by the wanted value. */
    @SuppressWarnings("unchecked") // it holds no value of the type
    static <T> ChangeForm<T> asWanted() {
        return (ChangeForm<T>) AS_WANTED;
    }

    ChangeForm<T> as(BinaryOperator<T> other) {
        return new ChangeForm<>(other, gone);
    }

    ChangeForm<T> without(T value) {
        return new ChangeForm<>(difference, value);
    }

    /** The attribute, with its header, that changes the payload {@code current} into {@code wanted}. */
    byte[] difference(Attribute<T> key, byte[] attribute, byte[] wanted, byte[] current) {
        return difference == null ? attribute : attribute(key, difference.apply(read(key, wanted), read(key, current)));
    }

    /** The attribute, with its header, that removes it; null if there is none. */
    byte @Nullable [] removal(Attribute<T> key) {
        return gone == null ? null : attribute(key, gone);
    }

    private static <T> T read(Attribute<T> key, byte[] payload) {
        return key.codec().read(MemorySegment.ofArray(payload), 0, payload.length);
    }

    private static <T> byte[] attribute(Attribute<T> key, T value) {
        int payload = AttributeHeader.payload(key, value);
        byte[] attribute = new byte[AttributeHeader.NLA_HDRLEN + AttributeHeader.align(payload)];
        AttributeHeader.put(MemorySegment.ofArray(attribute), 0, key, value, payload);
        return attribute;
    }
}
