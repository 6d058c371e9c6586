package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ECHO;

import io.netlink4j.core.KernelConnection.State;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NamespaceId;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.core.thread.SocketNamespace;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A netlink socket ({@code netlink(7)}) for requests. It belongs to the network namespace in which it was opened. Any
 * thread may use it, virtual ones included; calls are carried out one after the other.
 *
 * <p>The kernel handles a request while it is sent, so calls normally do not block for long; {@link #timeout} limits
 * the wait. Interrupting a waiting thread ends the call with {@link NetlinkException.Interrupted}, and the thread stays
 * interrupted. Errors are {@link NetlinkException}s; a closed socket throws {@code Closed}.
 */
public final class NetlinkSocket implements AutoCloseable {
    private static final int BATCH = 256;
    /**
     * The bytes that the kernel counts for an acknowledgement with a message. It drops acknowledgements that exceed the
     * receive buffer.
     */
    private static final int ACKNOWLEDGEMENT_BYTES = 2 << 10;

    private static final int BATCH_BYTES = 96 << 10;
    private static final int DUMP_ATTEMPTS = 16;

    /** Ignores messages before an acknowledgement. */
    private static final MessageVisitor IGNORE = (type, flags, memory, offset, end) -> true;

    private final Protocol protocol;
    private final NamespaceId namespaceId;
    private final String where;
    private final Channel channel;
    private final KernelConnection connection;
    private final SocketLock lock;
    private final Set<Subscription<?>> dependants = ConcurrentHashMap.newKeySet();
    private final LinkLookup links = new LinkLookup();
    private int sequence;

    private NetlinkSocket(Protocol protocol, NamespaceId namespaceId, String where, int fd) {
        this.protocol = protocol;
        this.namespaceId = namespaceId;
        this.where = where;
        String name = "the " + protocol + " socket in " + where;
        this.channel = new Channel(fd, name);
        this.connection = new KernelConnection(protocol, where, channel);
        this.lock = new SocketLock(channel, connection, name);
    }

    /** Opens a socket in the calling thread's network namespace. */
    public static NetlinkSocket open(Protocol protocol) {
        // A handle on the namespace would have to load the classes that enter others.
        FileId here = FileId.ofOwnNamespace();
        NamespaceId id = new NamespaceId(here.device(), here.inode());
        return new NetlinkSocket(protocol, id, "namespace " + id, socket(protocol));
    }

    /** Opens a socket in {@code namespace}. The calling thread stays in its own namespace. */
    public static NetlinkSocket open(Protocol protocol, NetworkNamespace namespace) {
        String where = namespace.toString();
        try {
            int fd = namespace.openSocket(Linux.AF_NETLINK, Linux.SOCK_RAW, protocol.number());
            return new NetlinkSocket(protocol, namespace.id(), where, fd);
        } catch (NetlinkException.NotSupported e) {
            throw refused(protocol, e.errno().orElseThrow());
        }
    }

    private static int socket(Protocol protocol) {
        try (Arena arena = Arena.ofConfined()) {
            int fd = Libc.socket(
                    Libc.newErrno(arena), Linux.AF_NETLINK, Linux.SOCK_RAW | Linux.SOCK_CLOEXEC, protocol.number());
            if (fd < 0) {
                throw refused(protocol, Errno.ofNegative(fd));
            }
            return fd;
        }
    }

    private static NetlinkException refused(Protocol protocol, Errno errno) {
        return NetlinkException.refused("open a " + protocol + " socket", errno, null);
    }

    /** The namespace in which the socket was opened. It exists at least as long as the socket is open. */
    public NamespaceId namespaceId() {
        return namespaceId;
    }

    /** The socket's namespace as messages name it: {@code namespace 'red'}. */
    public String where() {
        return where;
    }

    /** The socket's protocol. */
    public Protocol protocol() {
        return protocol;
    }

    /**
     * Sets how long a call waits for another thread that uses the socket, for the kernel to accept the request, and for
     * each part of the reply. After that it throws {@link NetlinkException.TimedOut}; the kernel may still carry out
     * the request. The default is 10 seconds or the system property {@code io.netlink4j.timeout} ({@code PT30S}).
     *
     * <p>The kernel carries out a request inside {@code send(2)}, which cannot be interrupted. So if a timeout was set,
     * here or by the property, or if the caller is a virtual thread, another thread sends the request, which costs
     * about ten microseconds. Otherwise a platform thread sends itself and blocks as long as the kernel does.
     */
    public NetlinkSocket timeout(Duration longest) {
        connection.timeout(longest);
        return this;
    }

    /**
     * Sets the size of the receive buffer for unread replies ({@code SO_RCVBUFFORCE}, or {@code SO_RCVBUF} without the
     * privilege for it). Batches and transactions enlarge it themselves.
     *
     * @return the size granted: twice {@code bytes}; without {@code CAP_NET_ADMIN} at most twice {@code
     *     net.core.rmem_max}
     */
    public int receiveBuffer(int bytes) {
        return channel.receiveBuffer(bytes);
    }

    /** The size of the receive buffer for unread replies, in bytes as the kernel counts them ({@code SO_RCVBUF}). */
    public int receiveBuffer() {
        return channel.receiveBuffer();
    }

    /** Sends a request and waits for its acknowledgement ({@code NLM_F_ACK}). */
    public void execute(Request request) {
        converse(request, NLM_F_ACK, IGNORE);
    }

    /** Sends a request for one object, and returns it. */
    public <T> T get(Request request, Decoder<T> decoder) {
        ObjectCollector<T> found = new ObjectCollector<>(decoder, 1);
        read(request, found);
        if (found.objects().isEmpty()) {
            throw noAnswer(request);
        }
        return found.objects().getFirst();
    }

    /** Sends a request for one object, and passes its message in the receive buffer to {@code visitor}. */
    public void read(Request request, MessageVisitor visitor) {
        State state;
        do {
            state = converse(request, 0, visitor);
        } while (state == State.LOST);
        if (state.isComplete()) {
            throw noAnswer(request);
        }
    }

    private NetlinkException noAnswer(Request request) {
        return new NetlinkException.Malformed(
                "cannot " + connection.describe(request) + ": the kernel acknowledged but answered nothing");
    }

    /**
     * Sends a request that changes something, and returns the objects as the kernel has them afterwards ({@code
     * NLM_F_ECHO}). Empty if this kernel does not echo such requests.
     */
    public <T> List<T> echo(Request request, Decoder<T> decoder) {
        ObjectCollector<T> found = new ObjectCollector<>(decoder, 1);
        converse(request, NLM_F_ACK | NLM_F_ECHO, found);
        return found.objects();
    }

    /**
     * Sends a request for all objects ({@code NLM_F_DUMP}), and returns a consistent list: an interrupted dump is
     * repeated.
     */
    public <T> List<T> list(Request request, Decoder<T> decoder) {
        ObjectCollector<T> found = new ObjectCollector<>(decoder, 10);
        dump(request, found);
        return found.objects();
    }

    /**
     * Sends a request for all objects ({@code NLM_F_DUMP}), and passes each to {@code visitor} without keeping it. The
     * visitor returns whether to continue, and must not use this socket.
     *
     * @throws NetlinkException.DumpInterrupted after the last object, if the kernel's state changed meanwhile: the
     *     visitor may have got objects twice or not at all
     */
    public <T> void forEach(Request request, Decoder<T> decoder, Predicate<? super T> visitor) {
        dump(request, ObjectCollector.visitor(decoder, visitor));
    }

    /**
     * Sends a request for all objects ({@code NLM_F_DUMP}), and passes their messages in the receive buffer to {@code
     * visitor}. The visitor must not use this socket.
     */
    public void dump(Request request, MessageVisitor visitor) {
        for (int attempt = 1; ; attempt++) {
            DumpRun run = new DumpRun(visitor);
            if (run.isConsistent(converse(request, NLM_F_DUMP, run))) {
                return;
            }
            if (attempt == DUMP_ATTEMPTS || !visitor.restart()) {
                throw new NetlinkException.DumpInterrupted(connection.describe(request), attempt);
            }
        }
    }

    /**
     * Sends requests in their order, many with one system call. The kernel carries out each of them even if earlier
     * ones were refused. The last of them is acknowledged, refusals come unasked; other replies are dropped.
     *
     * @throws IllegalArgumentException if one of the requests is a dump, which is not acknowledged
     */
    public BatchResult batch(List<Request> requests) {
        for (Request request : requests) {
            if ((request.flags() & NLM_F_DUMP) == NLM_F_DUMP) {
                throw new IllegalArgumentException("a batch takes no dumps, such as '" + request + "': call list");
            }
        }
        List<Optional<NetlinkException>> outcomes =
                new ArrayList<>(Collections.nCopies(requests.size(), Optional.empty()));
        for (int done = 0; done < requests.size(); ) {
            int first = done;
            done += exclusively(fd -> {
                lock.empty(fd);
                // A socket for a few requests, as for one pod, must not take the memory of many.
                channel.ensureReceiveLimit(fd, (long) ACKNOWLEDGEMENT_BYTES * Math.min(requests.size() - first, BATCH));
                int most = Math.clamp(channel.receiveLimit() / ACKNOWLEDGEMENT_BYTES, 1, BATCH);
                List<Request> window = requests.subList(first, Math.min(first + most, requests.size()));
                long began = connection.isLogged() ? System.nanoTime() : 0;
                Pipeline pipeline = new Pipeline(connection, channel, window, sequence + 1, true, BATCH_BYTES);
                sequence += pipeline.count();
                for (TransmitResult.Failure failure : pipeline.untilAnswered(fd)) {
                    outcomes.set(first + failure.index(), Optional.of(failure.exception()));
                }
                if (connection.isLogged()) {
                    connection.log(window.getFirst(), began, "and " + (pipeline.count() - 1) + " more in a batch");
                }
                return pipeline.count();
            });
        }
        return new BatchResult(outcomes);
    }

    /**
     * Sends {@code requests} in one datagram, without adding flags, and reads the replies that the kernel sent until it
     * had accepted the datagram. For protocols such as nf_tables, whose transactions are such datagrams.
     *
     * @param receiveBuffer the bytes of replies to make room for
     */
    public TransmitResult transmit(List<Request> requests, long receiveBuffer, ReplyVisitor replies) {
        if (requests.isEmpty()) {
            return TransmitResult.EMPTY;
        }
        return exclusively(fd -> {
            long began = connection.isLogged() ? System.nanoTime() : 0;
            Pipeline pipeline = new Pipeline(connection, channel, requests, sequence + 1, false, Long.MAX_VALUE);
            sequence += pipeline.count();
            channel.expectMuch();
            channel.ensureReceiveLimit(fd, receiveBuffer);
            lock.empty(fd);
            TransmitResult transmission = pipeline.untilSilent(fd, replies);
            if (connection.isLogged()) {
                connection.log(requests.getFirst(), began, "and " + (requests.size() - 1) + " more in a transmission");
            }
            return transmission;
        });
    }

    /**
     * The index of the link with that name or alternative name in the socket's namespace; empty if there is none
     * ({@code RTM_GETLINK}). A socket of another protocol opens one of {@code NETLINK_ROUTE} for this call.
     *
     * @throws IllegalArgumentException if no link can have that name: it is empty, or has more than 127 bytes or a NUL
     *     byte
     * @throws NetlinkException.NotPermitted if the calling thread is in another namespace and may not enter the
     *     socket's
     */
    public Optional<Integer> ifindex(String link) {
        if (protocol.number() == LinkLookup.PROTOCOL.number()) {
            return links.find(this, link);
        }
        LinkLookup.check(link);
        try (NetlinkSocket beside =
                new NetlinkSocket(LinkLookup.PROTOCOL, namespaceId, where, openBeside(LinkLookup.PROTOCOL))) {
            return beside.ifindex(link);
        }
    }

    /**
     * The names of the links in the socket's namespace, by their indexes ({@code RTM_GETLINK}). A socket of another protocol opens one of
     * {@code NETLINK_ROUTE} for this call.
     *
     * @throws NetlinkException.NotPermitted if the calling thread is in another namespace and may not enter the
     *     socket's
     */
    public Map<Integer, String> linkNames() {
        if (protocol.number() == LinkLookup.PROTOCOL.number()) {
            return LinkLookup.names(this);
        }
        try (NetlinkSocket beside =
                new NetlinkSocket(LinkLookup.PROTOCOL, namespaceId, where, openBeside(LinkLookup.PROTOCOL))) {
            return LinkLookup.names(beside);
        }
    }

    /**
     * Subscribes to multicast groups of the protocol, by their numbers ({@code RTNLGRP_LINK} is 1). The subscription
     * has a socket of its own in the same namespace, and stays open when this socket is closed.
     *
     * @param decoder decodes the messages; null leaves a message out
     * @throws NetlinkException.NotPermitted if a group is only for privileged processes; or if the calling thread is in
     *     another namespace and may not enter the socket's
     */
    public <T> Subscription<T> subscribe(Decoder<T> decoder, int... groups) {
        return subscription(
                (type, flags, body) -> {
                    T object = decoder.decode(type, flags, body);
                    return object == null ? null : new Event.Message<>(type, object);
                },
                groups);
    }

    /**
     * Subscribes to objects of one type. The events are {@link Event.Changed} and {@link Event.Deleted}, in the order
     * of the kernel's messages. Other messages are left out.
     *
     * @throws NetlinkException.NotPermitted as above
     */
    public <T extends NetlinkObject<T>> Subscription<T> subscribe(ObjectDescriptor<T> type, int... groups) {
        return subscription(EventDecoder.of(type), groups);
    }

    /** As above, for objects of several types. */
    public Subscription<NetlinkObject<?>> subscribe(Collection<? extends ObjectDescriptor<?>> types, int... groups) {
        return subscription(EventDecoder.of(types), groups);
    }

    /**
     * Subscribes to multicast groups in this namespace and in all namespaces that have an nsid here ({@code
     * NETLINK_LISTEN_ALL_NSID}), over one socket, in the order of the kernel.
     *
     * <p>A namespace counts from the moment it has an nsid: by {@code RTM_NEWNSID}, as {@code ip netns set} sends it, or
     * because a link here has its peer there. Events before that, and events of namespaces that have none, do not
     * arrive. Neither do those of a namespace over which the opener of this subscription lacks {@code
     * CAP_NET_BROADCAST}. If a namespace is removed, the kernel reports {@code RTM_DELNSID}, but not the objects in it.
     *
     * @param decoder decodes the messages; null leaves a message out
     * @throws NetlinkException.NotPermitted if the calling thread lacks {@code CAP_NET_BROADCAST} over this namespace;
     *     or as above
     */
    public <T> Subscription<T> subscribeAllNamespaces(NamespaceDecoder<Event<T>> decoder, int... groups) {
        return Subscription.inAll(where, protocol, openBeside(protocol), decoder, groups);
    }

    /** Passes a subscription to {@code body}. It is closed after that, or earlier when this socket is closed. */
    public <E, T> T subscribed(Decoder<E> decoder, int[] groups, Function<? super Subscription<E>, T> body) {
        try (Subscription<E> subscription = subscribe(decoder, groups)) {
            dependants.add(subscription);
            try {
                return body.apply(subscription);
            } finally {
                dependants.remove(subscription);
            }
        }
    }

    private <T> Subscription<T> subscription(Decoder<Event<T>> decoder, int... groups) {
        return Subscription.in(where, protocol, openBeside(protocol), decoder, groups);
    }

    /** Opens another socket in the namespace of this one. */
    private int openBeside(Protocol other) {
        int number = channel.acquire();
        try {
            return SocketNamespace.openBeside(number, where, () -> socket(other));
        } finally {
            channel.release();
        }
    }

    /** Closes the socket. Calls and waits in progress throw {@link NetlinkException.Closed} or complete. */
    @Override
    public void close() {
        channel.close();
        dependants.forEach(Subscription::close);
    }

    @Override
    public String toString() {
        return protocol + " socket in " + where;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(int fd);
    }

    private <T> T exclusively(Work<T> work) {
        int fd = lock.enter();
        try {
            T result = work.run(fd);
            lock.finished();
            return result;
        } finally {
            lock.leave();
        }
    }

    /**
     * Sends a request and reads its reply: one message, or all messages up to the acknowledgement or end that the flags
     * ask for.
     */
    private State converse(Request request, int flags, MessageVisitor visitor) {
        int fd = lock.enter();
        long began = connection.isLogged() ? System.nanoTime() : 0;
        @Nullable State state = null;
        try {
            if (flags == NLM_F_DUMP) {
                channel.expectMuch();
            }
            request.write(channel.newDatagram(), flags, ++sequence);
            connection.send(fd, request);
            if ((flags & NLM_F_ECHO) != 0) {
                // The request cannot be sent again: its change would be made twice.
                channel.ensureRoom(fd);
            }
            boolean lost = false;
            do {
                state = connection.read(fd, request, sequence, visitor);
                lost |= state == State.LOST;
            } while (flags == 0 ? state == State.NOTHING : !state.isComplete());
            if (state.isComplete()) {
                lock.finished();
            } else {
                lock.finishedEarly();
            }
            return lost && state.isComplete() ? State.INTERRUPTED : state;
        } finally {
            lock.leave();
            if (connection.isLogged()) {
                connection.log(request, began, state == null ? "failed" : "done");
            }
        }
    }
}
