package io.netlink4j.rtnl.internal;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.object.MulticastGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for something to become true: subscribes first and asks then, so that nothing happens unseen in between. Events only say when
 * it is time to ask again; so a lost one does no harm, and what is answered is what the kernel says now.
 */
public final class ConditionWaiter {
    private static final Duration FOR_EVER = Duration.ofDays(36500);
    /** How many events in a row are one reason to ask: a storm of them must not keep anybody from asking at all. */
    private static final int BURST = 1000;

    private final RtnlSender sender;
    private final Decoder<Boolean> relevant;
    private final List<MulticastGroup> groups;

    /**
     * @param relevant answers null for the messages that change nothing
     * @param groups the multicast groups in which the change is told
     */
    public ConditionWaiter(RtnlSender sender, Decoder<Boolean> relevant, MulticastGroup... groups) {
        this.sender = sender;
        this.relevant = relevant;
        this.groups = List.of(groups);
    }

    /**
     * The answer to {@code question}, as soon as there is one.
     *
     * @param goal what is waited for, to be read after "for", and how things stood in the end
     */
    public <T> T until(Supplier<Optional<T>> question, Duration longest, Supplier<String> goal) {
        return until(() -> {}, question, longest, goal);
    }

    /** The same, with something to be done when nothing can be missed any more. */
    public <T> T until(Runnable begin, Supplier<Optional<T>> question, Duration longest, Supplier<String> goal) {
        long deadline = System.nanoTime() + (longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER).toNanos();
        Optional<T> answer = question.get();
        if (answer.isPresent()) {
            return answer.get();
        }
        try {
            return sender.subscribed(relevant, groups, events -> {
                begin.run();
                return ask(events, question, deadline, () -> "waited " + longest + " in vain for " + goal.get());
            });
        } catch (NetlinkException.Interrupted interrupted) {
            throw new NetlinkException.Interrupted("interrupted while waiting for " + goal.get());
        }
    }

    private static <T> T ask(
            Subscription<Boolean> events, Supplier<Optional<T>> question, long deadline, Supplier<String> failure) {
        while (true) {
            // Where the time passes without an event, this asks for the last time.
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
            // one question is enough for all of them
        }
    }
}
