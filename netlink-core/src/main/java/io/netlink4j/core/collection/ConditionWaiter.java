package io.netlink4j.core.collection;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.object.MulticastGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for a condition. It subscribes before it queries, so no change is missed in between. Events only trigger the next query: lost
 * events do no harm, and the result is the current state of the kernel. Waiting parks the calling thread.
 */
public final class ConditionWaiter {
    private static final Duration FOR_EVER = Duration.ofDays(36500);
    /** The most events that are skipped before the next query. The limit ensures progress under a constant stream of events. */
    private static final int BURST = 1000;

    private final NetlinkSocket socket;
    private final Decoder<Boolean> relevant;
    private final List<MulticastGroup> groups;

    /**
     * A waiter.
     *
     * @param relevant returns null for messages that cannot affect the condition
     * @param groups the multicast groups that report the change
     */
    public ConditionWaiter(NetlinkSocket socket, Decoder<Boolean> relevant, MulticastGroup... groups) {
        this.socket = socket;
        this.relevant = relevant;
        this.groups = List.of(groups);
    }

    /**
     * Returns the answer to {@code question} as soon as it is present.
     *
     * @param goal what is waited for, as text that follows "for", with the last seen state
     */
    public <T> T until(Supplier<Optional<T>> question, Duration longest, Supplier<String> goal) {
        return until(() -> {}, question, longest, goal);
    }

    /** As above, and runs {@code begin} after subscribing. */
    public <T> T until(Runnable begin, Supplier<Optional<T>> question, Duration longest, Supplier<String> goal) {
        long deadline = System.nanoTime() + (longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER).toNanos();
        try {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            return socket.subscribed(relevant, MulticastGroup.numbers(groups), events -> {
                begin.run();
                return ask(
                        events, question, deadline, () -> "timed out after " + longest + " waiting for " + goal.get());
            });
        } catch (NetlinkException.Interrupted interrupted) {
            throw new NetlinkException.Interrupted("interrupted while waiting for " + goal.get());
        }
    }

    private static <T> T ask(
            Subscription<Boolean> events, Supplier<Optional<T>> question, long deadline, Supplier<String> failure) {
        while (true) {
            // After the deadline this is the last query.
            boolean over = deadline - System.nanoTime() <= 0;
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (over) {
                throw new NetlinkException.TimedOut(failure.get());
            }
            if (events.next(Duration.ofNanos(deadline - System.nanoTime())).isPresent()) {
                skip(events);
            }
        }
    }

    private static void skip(Subscription<Boolean> events) {
        for (int i = 0; i < BURST && events.next(Duration.ZERO).isPresent(); i++) {
            // One query is enough for all of them.
        }
    }
}
