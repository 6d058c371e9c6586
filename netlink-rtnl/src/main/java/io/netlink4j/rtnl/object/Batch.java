package io.netlink4j.rtnl.object;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.MadeLinks;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of objects of several types, in one or several namespaces. {@link #execute} sends successive changes for one {@code Rtnl} with one
 * system call, up to a change that stands alone: one that takes a query or a second request, or that adds, renames, moves or deletes a
 * link. Names of links are resolved when they are needed, so a change may refer to a link that is added or renamed before it.
 *
 * <p>The changes for one {@code Rtnl} are made in their order, and all that precede a change that stands alone are made before it. Between
 * two of these, changes for different {@code Rtnl}s have no order.
 *
 * {@snippet :
 * Rtnl.batch()
 *         .add(host.links(), Link.named("pod1").master("br0").up().kind(Veth.to(Link.named("eth0").in(pod))))
 *         .change(inside.links(), Link.named("lo").up())
 *         .change(inside.links(), Link.named("eth0").up())
 *         .add(inside.addresses(), Address.of("10.50.0.2/16").link("eth0"))
 *         .add(inside.routes(), Route.toDefault(IpFamily.IPV4).via("10.50.0.1"))
 *         .execute()
 *         .orThrow();
 * }
 *
 * <p>Not thread-safe. It does not own the collections.
 */
public final class Batch {
    private final List<Change<?>> changes = new ArrayList<>();

    /** An empty batch. */
    public Batch() {}

    /** Adds {@code object} to {@code collection}, as {@link ObjectCollection#add} does. */
    public <T extends NetlinkObject<T>> Batch add(ObjectCollection<T, ?> collection, T object) {
        return then(Operation.ADD, collection, object);
    }

    /** Adds or replaces {@code object}, as {@link ObjectCollection#replace} does. */
    public <T extends NetlinkObject<T>> Batch replace(ObjectCollection<T, ?> collection, T object) {
        return then(Operation.REPLACE, collection, object);
    }

    /** Changes an existing object, as {@link ObjectCollection#change} does. */
    public <T extends NetlinkObject<T>> Batch change(ObjectCollection<T, ?> collection, T object) {
        return then(Operation.CHANGE, collection, object);
    }

    /** Deletes an object, as {@link ObjectCollection#delete} does. */
    public <T extends NetlinkObject<T>> Batch delete(ObjectCollection<T, ?> collection, T object) {
        return then(Operation.DELETE, collection, object);
    }

    <T extends NetlinkObject<T>> Batch then(Operation operation, ObjectCollection<T, ?> collection, T object) {
        changes.add(new Change<>(changes.size(), operation, collection, object));
        return this;
    }

    /**
     * Sends the changes and waits until the kernel has carried out or refused all. If one is refused, the next ones are still sent. An object
     * that cannot be sent, such as an address without a link, counts as refused. The batch may be executed again.
     *
     * @return the outcome of each change, in the order in which they were given
     * @throws NetlinkException.Interrupted if the thread is interrupted meanwhile: some of the changes may be made
     * @throws NetlinkException.TimedOut if the kernel does not reply: some of the changes may be made
     */
    public BatchResult execute() {
        return new Execution(changes.size()).of(List.copyOf(changes));
    }

    /** One change. */
    private record Change<T extends NetlinkObject<T>>(
            int position, Operation operation, ObjectCollection<T, ?> collection, T object) {
        boolean standsAlone() {
            return collection.standsAlone(operation, object);
        }

        Request request(LinkIndexes indexes) {
            return collection.resolvedRequest(operation, object, indexes);
        }

        void execute(MadeLinks made) {
            if (operation == Operation.ADD) {
                collection.noteLinks(object, collection.add(object), made);
                return;
            }
            // It may rename, move or delete a link.
            made.clear();
            switch (operation) {
                case REPLACE -> collection.replace(object);
                case CHANGE -> collection.change(object);
                default -> collection.delete(object);
            }
        }

        /** {@code add address 10.0.0.1/24 to link 'eth0'}. */
        String sentence() {
            return collection.sentence(operation, object);
        }
    }

    /** One execution. */
    private static final class Execution {
        private final Outcomes outcomes;
        // The changes that are not sent yet, by the socket for them.
        private final Map<RtnlSender, List<Change<?>>> waiting = new LinkedHashMap<>();
        // The links of this batch. A link is renamed, moved or deleted by changes that stand alone only.
        private final MadeLinks made = new MadeLinks();
        // The change for which a name of a link is looked up. Only an error needs it in words.
        private @Nullable Change<?> current;

        Execution(int count) {
            outcomes = new Outcomes(count);
        }

        BatchResult of(List<Change<?>> changes) {
            for (Change<?> change : changes) {
                if (change.standsAlone()) {
                    send();
                    outcomes.collect(change.position(), change::sentence, () -> change.execute(made));
                } else {
                    waiting.computeIfAbsent(change.collection().sender(), sender -> new ArrayList<>())
                            .add(change);
                }
            }
            send();
            return outcomes.result();
        }

        private void send() {
            waiting.forEach(this::send);
            waiting.clear();
        }

        private void send(RtnlSender sender, List<Change<?>> changes) {
            LinkIndexes indexes = new LinkIndexes(sender, this::sentence, made);
            Outcomes.Sending sending = outcomes.new Sending(sender, changes.size());
            for (Change<?> change : changes) {
                current = change;
                sending.add(change.position(), change::sentence, () -> change.request(indexes));
            }
            sending.send();
        }

        private String sentence() {
            return current == null ? "" : current.sentence();
        }
    }
}
