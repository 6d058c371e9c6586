package io.netlink4j.rtnl.internal;

import io.netlink4j.core.link.LinkReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The indexes and address lengths of links in the sender's namespace. Each link is looked up once, so use one instance for one call only.
 */
public final class LinkIndexes implements ToIntFunction<LinkReference> {
    private final Map<LinkReference, Integer> known = new HashMap<>();
    private final Map<Integer, Optional<Integer>> lengths = new HashMap<>();
    private final MadeLinks made;
    private final RtnlSender sender;
    private final Supplier<String> operation;

    /**
     * Indexes for one call.
     *
     * @param operation what they are needed for, as text that follows "cannot"
     */
    public LinkIndexes(RtnlSender sender, Supplier<String> operation) {
        this(sender, operation, new MadeLinks());
    }

    /** As above. {@code made} are links whose indexes are known. */
    public LinkIndexes(RtnlSender sender, Supplier<String> operation, MadeLinks made) {
        this.made = made;
        this.sender = sender;
        this.operation = operation;
    }

    @Override
    public int applyAsInt(LinkReference link) {
        return known.computeIfAbsent(
                link,
                asked -> made.index(sender.socket().namespaceId(), asked)
                        .orElseGet(() -> sender.ifindex(asked, operation)));
    }

    /** The length of the link-layer address of a link. {@code ask} is called once for each link. */
    public Optional<Integer> addressLength(LinkReference link, IntFunction<Optional<Integer>> ask) {
        return lengths.computeIfAbsent(applyAsInt(link), ask::apply);
    }
}
