package io.netlink4j.core;

import io.netlink4j.core.message.MessageType;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The messages that tell of the objects of one kind, for {@link NetlinkSocket#subscribe(Collection, int...)}.
 *
 * @param changed says that an object is new or changed, such as {@code RTM_NEWLINK}
 * @param deleted says that an object is gone, such as {@code RTM_DELLINK}
 * @param decoder makes an object of either message, and null of one that is about something else: families share message types
 * @param <T> the objects
 */
public record ObjectEvents<T>(MessageType changed, MessageType deleted, Decoder<T> decoder) {

    /** Makes events of the messages of {@code kinds}, and null of all others. */
    static <T> Decoder<Event<T>> decoder(Collection<? extends ObjectEvents<? extends T>> kinds) {
        return (type, flags, body) -> {
            for (ObjectEvents<? extends T> kind : kinds) {
                Event<T> event = event(kind, type, flags, body);
                if (event != null) {
                    return event;
                }
            }
            return null;
        };
    }

    private static <T> @Nullable Event<T> event(ObjectEvents<? extends T> kind, int type, int flags, byte[] body) {
        boolean deleted = type == kind.deleted.number();
        if (!deleted && type != kind.changed.number()) {
            return null;
        }
        T object = kind.decoder.decode(type, flags, body);
        if (object == null) {
            return null;
        }
        return deleted ? new Event.Deleted<>(object) : new Event.Changed<>(object, flags);
    }
}
