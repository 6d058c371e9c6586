package io.netlink4j.rtnl.testkit;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;

/** Reads subscriptions. When a command ends, the kernel has sent the events that it caused directly. */
public final class ReceivedEvents {
    public static final Duration LONG = Duration.ofSeconds(30);

    private ReceivedEvents() {}

    /** The events received until now. */
    public static <T> List<Event<T>> by(Subscription<T> events) {
        List<Event<T>> told = new ArrayList<>();
        for (Optional<Event<T>> next = events.next(Duration.ZERO);
                next.isPresent();
                next = events.next(Duration.ZERO)) {
            told.add(next.get());
        }
        return told;
    }

    /** The events of objects that {@code wanted} accepts, formatted by {@code text}, with a minus before deleted ones. */
    public static <T> List<String> by(Subscription<T> events, Predicate<T> wanted, Function<T, String> text) {
        return by(events).stream()
                .filter(event -> wanted.test(object(event)))
                .map(event -> (event instanceof Event.Deleted<T> ? "-" : "+") + text.apply(object(event)))
                .toList();
    }

    public static <T> T object(Event<T> event) {
        return switch (event) {
            case Event.Changed<T>(T object, int flags) -> object;
            case Event.Deleted<T>(T object) -> object;
            default -> Assertions.fail("told " + event);
        };
    }
}
