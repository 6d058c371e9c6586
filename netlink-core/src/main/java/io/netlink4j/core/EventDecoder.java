package io.netlink4j.core;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decoders of the messages about objects into {@link Event.Changed} and {@link Event.Deleted}, and of all others to null. */
public final class EventDecoder {
    private EventDecoder() {}

    /** For objects of one type. */
    public static <T extends NetlinkObject<T>> Decoder<Event<T>> of(ObjectDescriptor<T> type) {
        return (message, flags, body) -> event(type, message, flags, type.decode(message, flags, body));
    }

    /** For objects of several types. */
    public static Decoder<Event<NetlinkObject<?>>> of(Collection<? extends ObjectDescriptor<?>> types) {
        List<ObjectDescriptor<?>> all = List.copyOf(types);
        return (message, flags, body) -> {
            for (ObjectDescriptor<?> type : all) {
                NetlinkObject<?> object = type.decode(message, flags, body);
                if (object != null) {
                    return event(type, message, flags, object);
                }
            }
            return null;
        };
    }

    private static <T> @Nullable Event<T> event(ObjectDescriptor<?> type, int message, int flags, @Nullable T object) {
        if (object == null) {
            return null;
        }
        return message == type.created().number() ? new Event.Changed<>(object, flags) : new Event.Deleted<>(object);
    }
}
