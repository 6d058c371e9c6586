package io.netlink4j.core.collection;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.object.ObjectDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lists objects whose dump the kernel continues at a position, such as the entries of a forwarding table. After the deletion of an entry before
 * it the dump leaves another one out, after an addition it has one twice. The kernel marks neither, but reports the changes as events.
 */
final class WatchedList<T extends NetlinkObject<T>> {
    /** As many as of dumps that the kernel marks. */
    private static final int ATTEMPTS = 16;

    private final ObjectDescriptor<T> type;
    private final Supplier<Subscription<T>> subscribing;

    WatchedList(ObjectDescriptor<T> type, Supplier<Subscription<T>> subscribing) {
        this.type = type;
        this.subscribing = subscribing;
    }

    /**
     * A list from a dump during which nothing was deleted, without duplicates.
     *
     * @param operation what is listed where, to be read after "cannot"
     * @throws NetlinkException.DumpInterrupted if something was deleted during each attempt
     */
    List<T> of(Consumer<List<T>> dump, Supplier<String> operation) {
        Subscription<T> opened;
        try {
            opened = subscribing.get();
        } catch (NetlinkException.NotPermitted elsewhere) {
            // The socket is in a namespace that this thread may not enter. What it says is all there is.
            return listed(dump);
        }
        try (Subscription<T> events = opened) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                List<T> listed = listed(dump);
                Optional<Event<T>> event = events.next(Duration.ZERO);
                if (event.isEmpty()) {
                    return listed;
                }
                if (!isSpoilt(events, event)) {
                    return distinct(listed);
                }
            }
            throw new NetlinkException.DumpInterrupted(operation.get(), ATTEMPTS);
        }
    }

    /** Takes the events that wait. Whether one of them, beginning with {@code first}, is more than an addition or a change of one object. */
    private static <T> boolean isSpoilt(Subscription<T> events, Optional<Event<T>> first) {
        boolean spoilt = false;
        for (Optional<Event<T>> event = first; event.isPresent(); event = events.next(Duration.ZERO)) {
            spoilt |= !(event.get() instanceof Event.Changed);
        }
        return spoilt;
    }

    private static <T> List<T> listed(Consumer<List<T>> dump) {
        List<T> objects = new ArrayList<>();
        dump.accept(objects);
        return objects;
    }

    private List<T> distinct(List<T> listed) {
        Map<List<Object>, T> objects = new LinkedHashMap<>();
        listed.forEach(object -> objects.put(type.identity(object), object));
        return new ArrayList<>(objects.values());
    }
}
