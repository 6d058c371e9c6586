package io.netlink4j.core;

import io.netlink4j.core.message.MessageType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages about objects of one kind, for {@link NetlinkSocket#subscribe(Collection, int...)}.
 *
 * @param changed the message for a new or changed object, such as {@code RTM_NEWLINK}
 * @param deleted the messages for a deleted object, such as {@code RTM_DELLINK}; none if such objects are never deleted
 * @param decoder decodes either message; null for a message about something else, since families share message types
 * @param <T> the objects
 */
public record ObjectEvents<T>(MessageType changed, List<MessageType> deleted, Decoder<T> decoder) {
    /** Copies the list. */
    public ObjectEvents {
        deleted = List.copyOf(deleted);
    }

    /** Decodes the messages of {@code kinds} into events, and all others to null. */
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
        boolean deleted = kind.deleted.stream().anyMatch(message -> message.number() == type);
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
