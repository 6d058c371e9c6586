package io.netlink4j.nft;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.object.RulesetFilter;
import io.netlink4j.nft.object.RulesetObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The objects of one type in the ruleset of one namespace. Each method that changes something is a transaction of its own. For several
 * changes at once, call {@link Nft#commit(java.util.function.Consumer)}.
 *
 * @param <T> the type of the objects
 */
public class RulesetCollection<T extends NetlinkObject<T>> extends RulesetObjects<T> {
    final Nft nft;
    private final BiFunction<TransactionBuilder, T, T> adding;
    private final BiConsumer<TransactionBuilder, T> deleting;

    RulesetCollection(
            Nft nft,
            NetlinkSocket socket,
            ObjectDescriptor<T> type,
            BiFunction<TransactionBuilder, T, T> adding,
            BiConsumer<TransactionBuilder, T> deleting) {
        super(socket, type);
        this.nft = nft;
        this.adding = adding;
        this.deleting = deleting;
    }

    /**
     * Adds an object; a rule at the end of its chain.
     *
     * @return the object as the kernel has it now
     * @throws NetlinkException.AlreadyExists if there is one of that name; that stays unchanged
     */
    public final T add(T object) {
        List<T> added = new ArrayList<>();
        Commit commit = nft.commit(tx -> added.add(adding.apply(tx, object)));
        return commit.created(added.getFirst()).orElse(added.getFirst());
    }

    /**
     * Deletes an object.
     *
     * @throws NetlinkException.NotFound if there is none of that name
     */
    public final void delete(T object) {
        nft.commit(tx -> deleting.accept(tx, object));
    }

    /** Deletes an object if it exists, on any kernel, and returns whether it existed. */
    public final boolean deleteIfExists(T object) {
        try {
            delete(object);
            return true;
        } catch (NetlinkException.NotFound none) {
            return false;
        }
    }

    /**
     * Deletes the objects that {@code filter} accepts, all or none.
     *
     * @return the deleted objects
     */
    public final List<T> flush(RulesetFilter<T> filter) {
        List<T> deleted = new ArrayList<>();
        nft.transact(tx -> {
            deleted.clear();
            deleted.addAll(list(filter));
            deleted.forEach(object -> deleting.accept(tx, object));
        });
        return List.copyOf(deleted);
    }
}
