package io.netlink4j.rtnl.object;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.Flush;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.MadeLinks;
import io.netlink4j.rtnl.internal.NamespaceReference;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The objects of one type in one namespace. The verbs mean the same for every type: {@code add} never changes an existing object, {@code
 * replace} may change it, {@code change} requires it, and {@code deleteIfExists} returns whether it existed. Every method may be called by
 * any thread and blocks until the kernel has replied.
 *
 * @param <T> the type of the objects
 * @param <F> the filter for them
 */
public abstract class ObjectCollection<T extends NetlinkObject<T>, F extends ObjectFilter<T>> extends RtnlReader<T, F> {
    /** Internal: {@code Rtnl} creates the collections. */
    @SuppressWarnings("exports")
    protected ObjectCollection(RtnlSender sender, ObjectDescriptor<T> type) {
        super(sender, type);
    }

    /**
     * Adds an object.
     *
     * @return the object as the kernel has it now
     * @throws NetlinkException.AlreadyExists if an object with its identity exists; that stays unchanged
     */
    public T add(T object) {
        return put(Operation.ADD, object);
    }

    /**
     * Adds an object or replaces the one with its identity.
     *
     * @return the object as the kernel has it now
     */
    public T replace(T object) {
        return put(Operation.REPLACE, object);
    }

    /**
     * Changes the object with the identity of {@code object}.
     *
     * @return the object as the kernel has it now
     * @throws NetlinkException.NotFound if there is none
     */
    public T change(T object) {
        return put(Operation.CHANGE, object);
    }

    /** Adds objects in their order, many with one system call. If one is refused, by the kernel or before it is sent, the next ones are still added. */
    public BatchResult addAll(Collection<T> objects) {
        return batch(Operation.ADD, objects);
    }

    /**
     * Deletes an object.
     *
     * @throws NetlinkException.NotFound if there is none with its identity
     */
    public void delete(T object) {
        Supplier<String> sentence = () -> sentence(Operation.DELETE, object);
        sender().execute(request(Operation.DELETE, object, new LinkIndexes(sender(), sentence)));
    }

    /** Deletes an object if it exists, and returns whether it existed. */
    public final boolean deleteIfExists(T object) {
        try {
            delete(object);
            return true;
        } catch (NetlinkException.NotFound none) {
            return false;
        }
    }

    /** Deletes objects in their order, many with one system call. If one is refused, by the kernel or before it is sent, the next ones are still deleted. */
    public BatchResult deleteAll(Collection<T> objects) {
        return batch(Operation.DELETE, objects);
    }

    /**
     * Deletes the objects that {@code filter} accepts, as {@code ip ... flush} does. It lists and deletes until no object is left, at most
     * ten times. An object that vanishes meanwhile counts as deleted.
     *
     * @return the deleted objects
     * @throws NetlinkException the first refusal, after every object was tried; the others are suppressed in it. Or there are new objects
     *     after ten rounds
     */
    public List<T> flush(F filter) {
        return flushing(filter).untilEmpty((descriptor().plural() + " " + filter).strip());
    }

    /** Deletes the objects that a filter accepts. */
    @SuppressWarnings("exports")
    protected final Flush<T> flushing(F filter) {
        LinkIndexes indexes = new LinkIndexes(sender(), () -> sentence("flush", filter));
        return new Flush<>(sender(), () -> list(filter), object -> request(Operation.DELETE, object, indexes));
    }

    /** Sends one object and returns it as the kernel has it now. */
    protected final T put(Operation operation, T object) {
        Request request = request(operation, object, new LinkIndexes(sender(), () -> sentence(operation, object)));
        List<T> echoed = sender().echo(request, descriptor()::decodeCreated);
        return echoed.isEmpty() ? installed(sent(request)) : echoed.getFirst();
    }

    @SuppressWarnings("unchecked") // the request was made from a T
    private T sent(Request request) {
        return (T) request.body();
    }

    /** The new state of the object, if the kernel did not echo it ({@code NLM_F_ECHO}). */
    protected T installed(T sent) {
        return find(sent).orElse(sent);
    }

    private BatchResult batch(Operation operation, Collection<T> objects) {
        Batch batch = new Batch();
        objects.forEach(object -> batch.then(operation, this, object));
        return batch.execute();
    }

    private Request request(Operation operation, T object, LinkIndexes indexes) {
        return request(operation, object, header(outgoing(operation, object, indexes), indexes));
    }

    /** The one request for an object, with the indexes of all links. */
    final Request resolvedRequest(Operation operation, T object, LinkIndexes indexes) {
        T sent = header(outgoing(operation, object, indexes), indexes);
        return request(operation, object, sender().resolved(sent, indexes));
    }

    private Request request(Operation operation, T object, T sent) {
        MessageType message = operation == Operation.DELETE
                ? descriptor().deleted()
                : descriptor().created();
        return new Request(message, flags(operation), sent, () -> sentence(operation, object));
    }

    /** The flags of the request. */
    protected int flags(Operation operation) {
        return operation.flags();
    }

    /**
     * Whether a {@link Batch} sends the change of {@code object} alone: it takes a query, a second request or a handle of a namespace, or
     * names of links refer to other links after it.
     */
    protected boolean standsAlone(Operation operation, T object) {
        for (Reference reference : object.references()) {
            if (reference instanceof NamespaceReference) {
                return true;
            }
        }
        return false;
    }

    /** Notes the indexes of the links that exist since {@code object} was added, for the changes that follow in a {@link Batch}. */
    @SuppressWarnings("exports")
    protected void noteLinks(T object, T added, MadeLinks made) {}

    /**
     * The object as it is sent: with defaults for what was not set, and without what the kernel reports but does not accept.
     *
     * @param indexes the indexes of links in this namespace
     */
    @SuppressWarnings("exports")
    protected T outgoing(Operation operation, T object, LinkIndexes indexes) {
        return object;
    }

    /** Describes an operation, as text that follows "cannot": {@code add address 10.0.0.1/24 on link 'eth0'}. */
    protected String sentence(Operation operation, T object) {
        return operation + " " + describe(object);
    }
}
