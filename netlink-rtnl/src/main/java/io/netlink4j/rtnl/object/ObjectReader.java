package io.netlink4j.rtnl.object;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.ConditionWaiter;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.ObjectSubscriptions;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Lists objects of one type in one namespace, waits for them and tells of their changes. Every method may be called by any thread.
 *
 * @param <T> the type of the objects
 * @param <F> the filter for them
 */
public abstract class ObjectReader<T extends NetlinkObject<T>, F extends ObjectFilter<T>> {
    private final RtnlSender sender;
    private final ObjectDescriptor<T> type;

    /** Internal: {@code Rtnl} creates the collections. */
    @SuppressWarnings("exports")
    protected ObjectReader(RtnlSender sender, ObjectDescriptor<T> type) {
        this.sender = sender;
        this.type = type;
    }

    /** Sends the requests. */
    @SuppressWarnings("exports")
    protected final RtnlSender sender() {
        return sender;
    }

    /** What is true of all objects of this type. */
    public final ObjectDescriptor<T> descriptor() {
        return type;
    }

    /** What {@link #list()} lists. */
    protected abstract F defaultFilter();

    /** Lists all objects, as they were at one moment; where there are several tables, those of the usual one. */
    public final List<T> list() {
        return list(defaultFilter());
    }

    /** Lists the objects that {@code filter} accepts, as they were at one moment. */
    public final List<T> list(F filter) {
        List<T> found = new ArrayList<>();
        for (T request : filter.requests()) {
            int before = found.size();
            dump(filter, request, found::add, () -> {
                found.subList(before, found.size()).clear();
                return true;
            });
        }
        return found;
    }

    /**
     * Hands each object that {@code filter} accepts to {@code visitor}, which answers whether to go on. No object is kept. The visitor must not
     * use the same {@code Rtnl}.
     *
     * @throws NetlinkException.DumpInterrupted after the last object, if objects changed meanwhile: some may have come twice or not at all
     */
    public final void forEach(F filter, Predicate<? super T> visitor) {
        for (T request : filter.requests()) {
            if (!dump(filter, request, visitor, () -> false)) {
                return;
            }
        }
    }

    /** Reads one dump, and answers whether the visitor wants more. */
    private boolean dump(F filter, T request, Predicate<? super T> visitor, BooleanSupplier restart) {
        T asked = resolved(request, () -> sentence("list", filter));
        DumpReader<T> reader = new DumpReader<>(type, filter, asked, visitor, restart);
        try {
            sender.socket().dump(new Request(type.requested(), 0, asked, () -> sentence("list", filter)), reader);
        } catch (NetlinkException.NotFound none) {
            if (!isEmpty(none)) {
                throw none;
            }
        }
        return !reader.isLeft();
    }

    /** What is done with the objects that a filter accepts, to be read after "cannot": {@code list addresses of link 'eth0'}. */
    final String sentence(String verb, F filter) {
        return (verb + " " + type.plural() + " " + filter).strip();
    }

    /** Whether the kernel refuses a dump because there is nothing to list. */
    protected boolean isEmpty(NetlinkException.NotFound refusal) {
        return false;
    }

    /**
     * A copy of {@code object} with indexes in the place of the names of links.
     *
     * @param operation what it is needed for, to be read after "cannot"
     */
    protected final T resolved(T object, Supplier<String> operation) {
        return resolved(object, new LinkIndexes(sender, operation));
    }

    /** A copy of {@code object} with indexes in the place of the names of links. */
    final T resolved(T object, ToIntFunction<LinkReference> indexes) {
        return sender.resolved(header(object, indexes), indexes);
    }

    /** A copy of {@code object} with the index of its link in the header. */
    final T header(T object, ToIntFunction<LinkReference> indexes) {
        return type.linkField()
                .map(field -> HeaderLink.resolve(object, field, indexes))
                .orElse(object);
    }

    /**
     * The object with the identity of {@code object}, as it is now.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public T get(T object) {
        List<Object> identity = type.identity(resolved(object, () -> "find " + describe(object)));
        return list(widestFilter(object)).stream()
                .filter(found -> type.identity(found).equals(identity))
                .findFirst()
                .orElseThrow(() -> NetlinkException.refused(
                        "find " + describe(object) + " in " + sender.where(), Errno.ENOENT, "it is not there"));
    }

    /** The object with the identity of {@code object}, as it is now; empty where there is none. */
    public final Optional<T> find(T object) {
        try {
            return Optional.of(get(object));
        } catch (NetlinkException.NotFound none) {
            return Optional.empty();
        }
    }

    /** A filter that accepts the object with the identity of {@code object}. */
    protected F widestFilter(T object) {
        return defaultFilter();
    }

    /** An object in the words of messages: {@code address 10.0.0.1/24}. */
    protected String describe(T object) {
        return type.name() + " " + object;
    }

    /**
     * Waits until the objects that {@code filter} accepts meet {@code condition}, which is asked again whenever the kernel tells of a change.
     *
     * @return the objects as they are then
     * @throws NetlinkException.TimedOut after {@code longest}; it says how the objects were seen last
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public final List<T> await(F filter, Predicate<? super List<T>> condition, Duration longest) {
        List<T> seen = new ArrayList<>();
        return new ConditionWaiter(sender, (message, flags, body) -> true, groups())
                .until(
                        () -> {
                            seen.clear();
                            seen.addAll(list(filter));
                            return Optional.of(List.copyOf(seen)).filter(condition);
                        },
                        longest,
                        () -> sentence("", filter).strip() + " in " + sender.where()
                                + " to be as they were waited for: they are " + seen);
    }

    /**
     * Waits until the object with the identity of {@code object} is there and meets {@code condition}, which is asked again whenever the kernel
     * tells of a change. A state that passes quickly may be missed.
     *
     * @return the object as it is then
     * @throws NetlinkException.TimedOut after {@code longest}; it says how the object was seen last
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public final T await(T object, Predicate<? super T> condition, Duration longest) {
        return until(object, found -> found.filter(condition), "as it was waited for", longest);
    }

    /**
     * Waits until no object has the identity of {@code object}.
     *
     * @throws NetlinkException.TimedOut after {@code longest}; it says how the object was seen last
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public final void awaitGone(T object, Duration longest) {
        until(object, found -> found.isEmpty() ? Optional.of(object) : Optional.empty(), "gone", longest);
    }

    /** Waits until {@code answer} is made of the object, which is there or not. */
    protected final <R> R until(T object, Function<Optional<T>, Optional<R>> answer, String state, Duration longest) {
        List<T> seen = new ArrayList<>();
        Supplier<Optional<R>> question = () -> {
            Optional<T> found = find(object);
            seen.clear();
            found.ifPresent(seen::add);
            return answer.apply(found);
        };
        return new ConditionWaiter(
                        sender, (message, flags, body) -> isAbout(object, message, body) ? true : null, groups())
                .until(
                        question,
                        longest,
                        () -> describe(object) + " in " + sender.where() + " to be " + state + ": "
                                + (seen.isEmpty() ? "it is not there" : "it is " + seen.getFirst()));
    }

    /** The groups in which the kernel tells that an object may have changed. */
    protected List<? extends MulticastGroup> waitGroups() {
        return type.groups();
    }

    private MulticastGroup[] groups() {
        return waitGroups().toArray(MulticastGroup[]::new);
    }

    /** Whether a message may be about {@code object}; others do not wake a waiting thread. */
    protected boolean isAbout(T object, int message, byte[] body) {
        return true;
    }

    /**
     * Subscribes to the objects, on a socket of its own in this namespace. From then on the kernel's messages wait until {@link
     * Subscription#next()} takes them, in their order. The subscription lives until it is closed, and does not end with the {@code Rtnl}.
     *
     * @param groups some of the groups in which such objects are told; all of them where none is given
     * @throws IllegalArgumentException if such objects are not told in a group
     */
    public Subscription<T> subscribe(RtnlGroup... groups) {
        return ObjectSubscriptions.subscribe(sender.socket(), type, groups);
    }

    /** {@code addresses in namespace 'red'}. */
    @Override
    public String toString() {
        return type.plural() + " in " + sender.where();
    }
}
