package io.netlink4j.rtnl.internal;

import io.netlink4j.core.link.LinkReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The indexes and address lengths of links in the sender's namespace. Each link is asked for once, so one instance serves one call only. */
public final class LinkIndexes implements ToIntFunction<LinkReference> {
    private final Map<LinkReference, Integer> known = new HashMap<>();
    private final Map<Integer, Optional<Integer>> lengths = new HashMap<>();
    private final RtnlSender sender;
    private final Supplier<String> operation;

    /**
     * Indexes for one call.
     *
     * @param operation what they are needed for, to be read after "cannot"
     */
    public LinkIndexes(RtnlSender sender, Supplier<String> operation) {
        this.sender = sender;
        this.operation = operation;
    }

    @Override
    public int applyAsInt(LinkReference link) {
        return known.computeIfAbsent(link, asked -> sender.ifindex(asked, operation));
    }

    /** The length of a link's address as {@code ask} answers it; each link is asked for once. */
    public Optional<Integer> addressLength(LinkReference link, IntFunction<Optional<Integer>> ask) {
        return lengths.computeIfAbsent(applyAsInt(link), ask::apply);
    }
}
