package io.netlink4j.core.collection;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.core.object.ObjectDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lists the objects of one type in one namespace, waits for them and subscribes to their changes. Every method may be called by any thread
 * and blocks until the kernel has replied.
 *
 * @param <T> the type of the objects
 * @param <F> the filter for them
 */
public abstract class ObjectReader<T extends NetlinkObject<T>, F extends ObjectFilter<T>> {
    private final NetlinkSocket socket;
    private final ObjectDescriptor<T> type;

    /** A reader of the objects in the namespace of {@code socket}. */
    protected ObjectReader(NetlinkSocket socket, ObjectDescriptor<T> type) {
        this.socket = socket;
        this.type = type;
    }

    /** The socket of the requests. */
    protected final NetlinkSocket socket() {
        return socket;
    }

    /** The descriptor of the type. */
    public final ObjectDescriptor<T> descriptor() {
        return type;
    }

    /** The filter of {@link #list()}. */
    protected abstract F defaultFilter();

    /** Lists all objects, as a consistent snapshot. If there are several tables, it lists the default one. */
    public final List<T> list() {
        return list(defaultFilter());
    }

    /**
     * Lists the objects that {@code filter} accepts, as a consistent snapshot.
     *
     * @throws NetlinkException.DumpInterrupted if objects changed during each of 16 attempts
     */
    public final List<T> list(F filter) {
        List<T> found = new ArrayList<>();
        boolean inParts = dump(filter, found);
        return inParts && !isChangeMarked() ? watched(filter) : found;
    }

    /** Lists again, and listens to the changes meanwhile. What came in one part is the state of one moment, so it needs no such care. */
    private List<T> watched(F filter) {
        return new WatchedList<>(this::subscribe)
                .of(
                        () -> {
                            List<T> found = new ArrayList<>();
                            dump(filter, found);
                            return found;
                        },
                        this::distinct,
                        () -> sentence("list", filter) + " in " + socket.where());
    }

    private List<T> distinct(List<T> listed) {
        Map<List<Object>, T> objects = new LinkedHashMap<>();
        listed.forEach(object -> objects.put(type.identity(object), object));
        return new ArrayList<>(objects.values());
    }

    /** Adds what {@code filter} accepts to {@code found}. Returns whether the kernel sent it in parts. */
    private boolean dump(F asked, List<T> found) {
        F filter = prepared(asked);
        boolean inParts = false;
        for (T request : filter.requests()) {
            int before = found.size();
            inParts |= dump(filter, request, found::add, () -> {
                        found.subList(before, found.size()).clear();
                        return true;
                    })
                    .isInParts();
        }
        return inParts;
    }

    /**
     * Passes each object that a filter accepts to {@code visitor}, on the calling thread and in the order of the kernel. The visitor
     * returns whether to continue. It must not use the same socket. The objects are not collected.
     *
     * @throws NetlinkException.DumpInterrupted after the last object, if objects changed meanwhile: some may have been visited twice or not
     *     at all
     */
    public final void forEach(F asked, Predicate<? super T> visitor) {
        F filter = prepared(asked);
        for (T request : filter.requests()) {
            if (dump(filter, request, visitor, () -> false).isLeft()) {
                return;
            }
        }
    }

    /** The filter for one dump, with what has to be looked up before. By default that is nothing. */
    protected F prepared(F filter) {
        return filter;
    }

    /** Reads one dump. */
    private DumpReader<T> dump(F filter, T request, Predicate<? super T> visitor, BooleanSupplier restart) {
        T asked = resolved(request, () -> sentence("list", filter));
        DumpReader<T> reader = new DumpReader<>(type, filter, asked, visitor, restart);
        try {
            socket.dump(new Request(type.requested(), 0, asked, () -> sentence("list", filter)), reader);
        } catch (NetlinkException.NotFound none) {
            if (!isEmpty(none)) {
                throw none;
            }
        }
        return reader;
    }

    /**
     * Describes an operation on the objects that a filter accepts, as text that follows "cannot": {@code list addresses of link 'eth0'}.
     */
    protected final String sentence(String verb, F filter) {
        return (verb + " " + type.plural() + " " + filter).strip();
    }

    /**
     * Whether the kernel marks a dump if objects changed meanwhile ({@code NLM_F_DUMP_INTR}). If not, {@link #list} reads a long list once
     * more and listens to the changes meanwhile, until none spoils it. That takes a socket in the namespace: without the right to enter
     * it, the list is what the kernel sent.
     */
    protected boolean isChangeMarked() {
        return true;
    }

    /** Whether the kernel refused a dump because there is nothing to list. */
    protected boolean isEmpty(NetlinkException.NotFound refusal) {
        return false;
    }

    /**
     * A copy of {@code object} for a request, with numbers in place of references. By default there are none.
     *
     * @param operation what it is needed for, as text that follows "cannot"
     */
    protected T resolved(T object, Supplier<String> operation) {
        return object;
    }

    /**
     * The current state of the object with the identity of {@code object}.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public T get(T object) {
        List<Object> identity = type.identity(resolved(object, () -> "find " + describe(object)));
        return list(widestFilter(object)).stream()
                .filter(found -> type.identity(found).equals(identity))
                .findFirst()
                .orElseThrow(() -> NetlinkException.refused(
                        "find " + describe(object) + " in " + socket.where(), Errno.ENOENT, "it does not exist"));
    }

    /** The current state of the object with the identity of {@code object}; empty if there is none. */
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

    /** Describes an object for messages: {@code address 10.0.0.1/24}. */
    protected String describe(T object) {
        return type.name() + " " + object;
    }

    /**
     * Waits until the objects that {@code filter} accepts meet {@code condition}. The calling thread evaluates it again after each change
     * that the kernel reports.
     *
     * @return the objects in that state
     * @throws NetlinkException.TimedOut after {@code longest}; the message contains the objects as they were last seen
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public final List<T> await(F filter, Predicate<? super List<T>> condition, Duration longest) {
        AtomicReference<Supplier<String>> seen = new AtomicReference<>(() -> "they were not read");
        return new ConditionWaiter(socket, (message, flags, body) -> true, groups())
                .until(
                        () -> {
                            List<T> listed = list(filter);
                            seen.set(() -> "they are " + listed);
                            return Optional.of(listed).filter(condition);
                        },
                        longest,
                        () -> sentence("", filter).strip() + " in " + socket.where()
                                + " to be in the awaited state: "
                                + seen.get().get());
    }

    /**
     * Waits until the object with the identity of {@code object} exists and meets {@code condition}. The calling thread evaluates it again
     * after each change that the kernel reports. A short-lived state may be missed.
     *
     * @return the object in that state
     * @throws NetlinkException.TimedOut after {@code longest}; the message contains the object as it was last seen
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public final T await(T object, Predicate<? super T> condition, Duration longest) {
        return until(object, found -> found.filter(condition), "in the awaited state", longest);
    }

    /**
     * Waits until no object has the identity of {@code object}.
     *
     * @throws NetlinkException.TimedOut after {@code longest}; the message contains the object as it was last seen
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     */
    public final void awaitGone(T object, Duration longest) {
        until(object, found -> found.isEmpty() ? Optional.of(object) : Optional.empty(), "gone", longest);
    }

    /** Waits until {@code answer} returns a value for the object, which may or may not exist. */
    protected final <R> R until(T object, Function<Optional<T>, Optional<R>> answer, String state, Duration longest) {
        AtomicReference<Supplier<String>> seen = new AtomicReference<>(() -> "it was not read");
        Supplier<Optional<R>> question = () -> {
            Optional<T> found = find(object);
            seen.set(() -> found.map(now -> "it is " + now).orElse("it does not exist"));
            return answer.apply(found);
        };
        return new ConditionWaiter(
                        socket, (message, flags, body) -> isAbout(object, message, body) ? true : null, groups())
                .until(
                        question,
                        longest,
                        () -> describe(object) + " in " + socket.where() + " to be " + state + ": "
                                + seen.get().get());
    }

    /** The groups that report possible changes of an object. */
    protected List<? extends MulticastGroup> waitGroups() {
        return type.groups();
    }

    private MulticastGroup[] groups() {
        return waitGroups().toArray(MulticastGroup[]::new);
    }

    /** Whether a message may be about {@code object}. Other messages do not wake a waiting thread. */
    protected boolean isAbout(T object, int message, byte[] body) {
        return true;
    }

    /**
     * Subscribes to the objects, with a socket of its own in this namespace. When this returns, the kernel queues messages until {@link
     * Subscription#next()} takes them in order. The subscription lives until it is closed, even if this socket is closed earlier.
     *
     * @param groups the groups to subscribe to; all groups of such objects if none is given
     * @throws IllegalArgumentException if a group does not carry such objects
     */
    public Subscription<T> subscribe(MulticastGroup... groups) {
        return ObjectSubscriptions.subscribe(socket, type, groups);
    }

    /** {@code addresses in namespace 'red'}. */
    @Override
    public String toString() {
        return type.plural() + " in " + socket.where();
    }
}
