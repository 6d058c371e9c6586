package io.netlink4j.core;

import io.netlink4j.core.message.MessageHeader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decodes the messages of a reply, and keeps the objects. */
final class ObjectCollector<T> implements MessageVisitor {
    private final Decoder<T> decoder;
    private final List<T> objects;

    ObjectCollector(Decoder<T> decoder, int expected) {
        this.decoder = decoder;
        this.objects = new ArrayList<>(expected);
    }

    /** A visitor that passes each object to another one, and keeps none. */
    static <T> MessageVisitor visitor(Decoder<T> decoder, Predicate<? super T> visitor) {
        return (type, flags, memory, offset, end) -> {
            T object = decode(decoder, type, flags, memory, offset, end);
            return object == null || visitor.test(object);
        };
    }

    private static <T> @Nullable T decode(
            Decoder<T> decoder, int type, int flags, MemorySegment memory, long offset, long end) {
        return decoder.decode(type, flags, MessageHeader.body(memory, offset, end));
    }

    @Override
    public boolean visit(int type, int flags, MemorySegment memory, long offset, long end) {
        T object = decode(decoder, type, flags, memory, offset, end);
        if (object != null) {
            objects.add(object);
        }
        return true;
    }

    @Override
    public boolean restart() {
        objects.clear();
        return true;
    }

    /** The objects so far. */
    List<T> objects() {
        return objects;
    }
}
