package io.netlink4j.rtnl.internal;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Deletes all objects that a list returns. An object that vanishes meanwhile counts as deleted.
 *
 * @param <T> the type of the objects
 */
public final class Flush<T> {
    /** {@code ip} gives up after the same number. */
    private static final int ROUNDS = 10;

    private final RtnlSender sender;
    private final Supplier<List<T>> list;
    private final Function<T, Request> deletion;

    public Flush(RtnlSender sender, Supplier<List<T>> list, Function<T, Request> deletion) {
        this.sender = sender;
        this.list = list;
        this.deletion = deletion;
    }

    /** Deletes only the objects that {@code test} accepts. */
    public Flush<T> only(Predicate<? super T> test) {
        return new Flush<>(sender, () -> list.get().stream().filter(test).toList(), deletion);
    }

    /** Deletes the objects that exist now, and returns them. */
    public List<T> once() {
        List<T> found = list.get();
        List<NetlinkException> refusals = new ArrayList<>();
        for (NetlinkException refusal :
                sender.batch(found.stream().map(deletion).toList()).failures()) {
            if (!(refusal instanceof NetlinkException.NotFound)) {
                refusals.add(refusal);
            }
        }
        new BatchResult(refusals.stream().map(Optional::of).toList()).orThrow();
        return found;
    }

    /** Deletes until no object is left, and returns all deleted objects. */
    public List<T> untilEmpty(String what) {
        List<T> gone = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<T> found = once();
            if (found.isEmpty()) {
                return gone;
            }
            gone.addAll(found);
        }
        throw new NetlinkException(
                "cannot flush " + what + " in " + sender.where() + ": after " + ROUNDS
                        + " rounds there are new objects",
                null);
    }
}
