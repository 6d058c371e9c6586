package io.netlink4j.core.collection;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Lists objects whose dump the kernel continues at a position, such as the entries of a forwarding table. After the deletion of an entry before
 * it the dump leaves another one out, after an addition it has one twice. The kernel marks neither, but reports the changes as events.
 *
 * @param <E> the type of the objects in the events
 */
public final class WatchedList<E> {
    /** As many as of dumps that the kernel marks. */
    private static final int ATTEMPTS = 16;

    private final Supplier<Subscription<E>> subscribing;

    /** A list whose changes {@code subscribing} reports. Everything but an {@link Event.Changed} counts as a deletion. */
    public WatchedList(Supplier<Subscription<E>> subscribing) {
        this.subscribing = subscribing;
    }

    /**
     * A list from a dump during which nothing was deleted, without duplicates. If the thread may not enter the namespace of the socket, it is
     * what {@code dump} read.
     *
     * @param dump reads the list; called for each attempt
     * @param distinct removes from a list what is there twice, since something was added meanwhile
     * @param operation what is listed where, to be read after "cannot"
     * @throws NetlinkException.DumpInterrupted if something was deleted during each of 16 attempts
     */
    public <L> L of(Supplier<L> dump, UnaryOperator<L> distinct, Supplier<String> operation) {
        Subscription<E> opened;
        try {
            opened = subscribing.get();
        } catch (NetlinkException.NotPermitted elsewhere) {
            // The socket is in a namespace that this thread may not enter. What it says is all there is.
            return dump.get();
        }
        try (Subscription<E> events = opened) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                L listed = dump.get();
                Optional<Event<E>> event = events.next(Duration.ZERO);
                if (event.isEmpty()) {
                    return listed;
                }
                if (!isSpoilt(events, event)) {
                    return distinct.apply(listed);
                }
            }
            throw new NetlinkException.DumpInterrupted(operation.get(), ATTEMPTS);
        }
    }

    /** Takes the events that wait. Whether one of them, beginning with {@code first}, is more than an addition or a change of one object. */
    private static <E> boolean isSpoilt(Subscription<E> events, Optional<Event<E>> first) {
        boolean spoilt = false;
        for (Optional<Event<E>> event = first; event.isPresent(); event = events.next(Duration.ZERO)) {
            spoilt |= !(event.get() instanceof Event.Changed);
        }
        return spoilt;
    }
}
