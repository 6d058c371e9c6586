package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ECHO;

import io.netlink4j.core.KernelConnection.State;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.thread.SocketNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A netlink socket ({@code netlink(7)}) for requests: it belongs to the network namespace in which it was opened and may be used
 * by any thread, virtual ones included, one after the other.
 *
 * <p>The kernel answers a request while it is sent, so no call normally blocks for long; see {@link #timeout} for the longest. A call that
 * waits ends by interruption with {@link NetlinkException.Interrupted}, and the thread stays interrupted. Every call throws {@link
 * NetlinkException}s; {@code Closed} once the socket is closed.
 */
public final class NetlinkSocket implements AutoCloseable {
    private static final int BATCH = 256;
    /** What the kernel counts for an acknowledgement with all its words: more than fit are dropped. */
    private static final int ACKNOWLEDGEMENT_BYTES = 2 << 10;

    private static final int BATCH_BYTES = 96 << 10;
    private static final int DUMP_ATTEMPTS = 16;

    /** What comes before an acknowledgement, where nothing was asked for. */
    private static final MessageVisitor IGNORE = (type, flags, memory, offset, end) -> true;

    private final Protocol protocol;
    private final String where;
    private final Channel channel;
    private final KernelConnection answers;
    private final ReentrantLock lock = new ReentrantLock();
    private int sequence;
    private boolean unfinished;

    private NetlinkSocket(Protocol protocol, String where, int fd) {
        this.protocol = protocol;
        this.where = where;
        this.channel = new Channel(fd, "the " + protocol + " socket in " + where);
        this.answers = new KernelConnection(protocol, where, channel);
    }

    /** Opens a socket in the calling thread's network namespace. */
    public static NetlinkSocket open(Protocol protocol) {
        try (NetworkNamespace current = NetworkNamespace.current()) {
            return new NetlinkSocket(protocol, current.toString(), socket(protocol));
        }
    }

    /** Opens a socket in {@code namespace}; the calling thread stays where it is. */
    public static NetlinkSocket open(Protocol protocol, NetworkNamespace namespace) {
        String where = namespace.toString();
        try {
            int fd = namespace.openSocket(Linux.AF_NETLINK, Linux.SOCK_RAW, protocol.number());
            return new NetlinkSocket(protocol, where, fd);
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

    /** The namespace that the socket belongs to, as messages name it: {@code namespace 'red'}. */
    public String where() {
        return where;
    }

    /** The protocol that it speaks. */
    public Protocol protocol() {
        return protocol;
    }

    /**
     * How long a call may wait, 10 seconds or what the system property {@code io.netlink4j.timeout} says ({@code PT30S}) if this is not
     * called: for another thread that uses the socket, for the kernel to take the request, and for each part of the answer. After that it ends with {@link NetlinkException.TimedOut}; the kernel may still do what was asked.
     *
     * <p>The kernel does what is asked inside {@code send(2)}, and nothing can take a thread out of that. So once a timeout was set, here
     * or by the property, or where the caller is a virtual thread, another thread sends, which costs some ten microseconds. A platform thread sends itself otherwise:
     * should the kernel hang, it hangs, too.
     */
    public NetlinkSocket timeout(Duration longest) {
        answers.timeout(longest);
        return this;
    }

    /**
     * Asks the kernel for room for so many bytes of answers that wait to be read ({@code SO_RCVBUFFORCE}, and without the privilege for that
     * {@code SO_RCVBUF}). Batches and transactions ask for more by themselves.
     *
     * @return what it gave: twice of that, but no more than a process without {@code CAP_NET_ADMIN} may have (twice {@code net.core.rmem_max})
     */
    public int receiveBuffer(int bytes) {
        return channel.receiveBuffer(bytes);
    }

    /** The room for answers that wait to be read, in bytes as the kernel counts them ({@code SO_RCVBUF}). */
    public int receiveBuffer() {
        return channel.receiveBuffer();
    }

    /** Has the kernel do what {@code request} says ({@code NLM_F_ACK}). */
    public void execute(Request request) {
        converse(request, NLM_F_ACK, IGNORE);
    }

    /** The one object that {@code request} asks for. */
    public <T> T get(Request request, Decoder<T> decoder) {
        List<T> found = new ArrayList<>(1);
        read(request, collector(decoder, found::add));
        if (found.isEmpty()) {
            throw noAnswer(request);
        }
        return found.getFirst();
    }

    /** Hands the one message that {@code request} asks for to {@code visitor}, where it lies in the receive buffer. */
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
                "cannot " + answers.describe(request) + ": the kernel acknowledged but answered nothing");
    }

    /**
     * Has the kernel do what {@code request} says and answer what came of it ({@code NLM_F_ECHO}), however long that is; empty where this
     * kernel does not echo such requests.
     */
    public <T> List<T> echo(Request request, Decoder<T> decoder) {
        List<T> found = new ArrayList<>(1);
        converse(request, NLM_F_ACK | NLM_F_ECHO, collector(decoder, found::add));
        return found;
    }

    /** All objects that {@code request} asks for ({@code NLM_F_DUMP}), as of one moment: an interrupted dump is done again. */
    public <T> List<T> list(Request request, Decoder<T> decoder) {
        List<T> found = new ArrayList<>();
        MessageVisitor collector = collector(decoder, found::add);
        dump(request, new MessageVisitor() {
            @Override
            public boolean visit(int type, int flags, MemorySegment memory, long offset, long end) {
                return collector.visit(type, flags, memory, offset, end);
            }

            @Override
            public boolean restart() {
                found.clear();
                return true;
            }
        });
        return found;
    }

    /**
     * Hands each object that {@code request} asks for to {@code visitor}, which answers whether to go on, and keeps none.
     *
     * @throws NetlinkException.DumpInterrupted after the last object, if the kernel's state changed meanwhile: objects may have
     *     come twice or not at all
     */
    public <T> void forEach(Request request, Decoder<T> decoder, Predicate<? super T> visitor) {
        dump(request, collector(decoder, visitor));
    }

    /** Reads the messages of a dump where they lie. The visitor must not use this socket. */
    public void dump(Request request, MessageVisitor visitor) {
        for (int attempt = 1; ; attempt++) {
            DumpRun run = new DumpRun(visitor);
            if (run.isConsistent(converse(request, NLM_F_DUMP, run))) {
                return;
            }
            if (attempt == DUMP_ATTEMPTS || !visitor.restart()) {
                throw new NetlinkException.DumpInterrupted(answers.describe(request), attempt);
            }
        }
    }

    /**
     * Has the kernel do what each of {@code requests} says, many with one system call, in their order; a refused one does not
     * keep it from the next. Only acknowledgements are read: what a request asks for beside that is dropped.
     *
     * @throws IllegalArgumentException if one of them is a dump, which is not acknowledged
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
                channel.expectMuch();
                channel.ensureReceiveLimit(fd, BATCH * ACKNOWLEDGEMENT_BYTES);
                int most = Math.clamp(channel.receiveLimit() / ACKNOWLEDGEMENT_BYTES, 1, BATCH);
                List<Request> window = requests.subList(first, Math.min(first + most, requests.size()));
                long began = answers.isLogged() ? System.nanoTime() : 0;
                Pipeline pipeline = new Pipeline(answers, channel, window, sequence + 1, NLM_F_ACK, BATCH_BYTES);
                sequence += pipeline.count();
                for (TransmitResult.Failure failure : pipeline.untilAnswered(fd)) {
                    outcomes.set(first + failure.index(), Optional.of(failure.exception()));
                }
                if (answers.isLogged()) {
                    answers.log(window.getFirst(), began, "and " + (pipeline.count() - 1) + " more in a batch");
                }
                return pipeline.count();
            });
        }
        return new BatchResult(outcomes);
    }

    /**
     * Sends {@code requests} in one datagram, with the flags that they have, and reads what the kernel has answered when it
     * has taken them; for protocols such as nf_tables, whose transactions are such datagrams.
     *
     * @param receiveBuffer how many bytes of answers to make room for
     */
    public TransmitResult transmit(List<Request> requests, long receiveBuffer, ReplyVisitor replies) {
        if (requests.isEmpty()) {
            return TransmitResult.EMPTY;
        }
        return exclusively(fd -> {
            long began = answers.isLogged() ? System.nanoTime() : 0;
            Pipeline pipeline = new Pipeline(answers, channel, requests, sequence + 1, 0, Long.MAX_VALUE);
            sequence += pipeline.count();
            channel.expectMuch();
            channel.ensureReceiveLimit(fd, receiveBuffer);
            TransmitResult transmission = pipeline.untilSilent(fd, replies);
            if (answers.isLogged()) {
                answers.log(requests.getFirst(), began, "and " + (requests.size() - 1) + " more in a transmission");
            }
            return transmission;
        });
    }

    /**
     * The index of the link with that name, or alternative name, in the socket's namespace; empty where there is none
     * ({@code RTM_GETLINK}). A socket of another protocol than {@code NETLINK_ROUTE} opens one of that protocol for this call.
     *
     * @throws IllegalArgumentException if no link can have that name: it is empty, has more than 127 bytes or a NUL byte
     * @throws NetlinkException.NotPermitted if the calling thread is in another namespace and may not enter the socket's
     */
    public OptionalInt ifindex(String link) {
        if (protocol.number() == LinkLookup.PROTOCOL.number()) {
            return LinkLookup.find(this, link);
        }
        LinkLookup.check(link);
        int number = channel.acquire();
        int fd;
        try {
            fd = SocketNamespace.openBeside(number, where, () -> socket(LinkLookup.PROTOCOL));
        } finally {
            channel.release();
        }
        try (NetlinkSocket links = new NetlinkSocket(LinkLookup.PROTOCOL, where, fd)) {
            return LinkLookup.find(links, link);
        }
    }

    /**
     * Joins multicast groups of the protocol, by their numbers ({@code RTNLGRP_LINK} is 1), on a socket of its own: a neighbour of
     * this one in its namespace, which lives on when this one is closed.
     *
     * @param decoder makes the events of the messages, and null of those that are not wanted
     * @throws NetlinkException.NotPermitted if a group is only for privileged processes; or if the calling thread is in another
     *     namespace and may not enter the socket's
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
     * The same for objects: {@link Event.Changed} and {@link Event.Deleted} are told of objects of these kinds, in the order of the
     * kernel's messages, and other messages are left out.
     *
     * @throws NetlinkException.NotPermitted if a group is only for privileged processes; or if the calling thread is in another
     *     namespace and may not enter the socket's
     */
    public <T> Subscription<T> subscribe(Collection<? extends ObjectEvents<? extends T>> kinds, int... groups) {
        return subscription(ObjectEvents.decoder(List.copyOf(kinds)), groups);
    }

    private <T> Subscription<T> subscription(Decoder<Event<T>> decoder, int... groups) {
        int number = channel.acquire();
        try {
            int fd = SocketNamespace.openBeside(number, where, () -> socket(protocol));
            return new Subscription<>(protocol, where, fd, decoder, groups);
        } finally {
            channel.release();
        }
    }

    /** Closes the socket; calls that are under way end with {@link NetlinkException.Closed} or as if it came later. */
    @Override
    public void close() {
        channel.close();
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
        int fd = enter();
        unfinished = true;
        try {
            T result = work.run(fd);
            unfinished = false;
            return result;
        } finally {
            leave();
        }
    }

    /** Takes the socket for this thread alone and answers the descriptor's number, until {@link #leave}. */
    private int enter() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "this socket is in the middle of a dump: a visitor needs another socket, or a list");
        }
        takeTurn();
        try {
            int fd = channel.acquire();
            long deadline = System.nanoTime() + Deadlines.nanos(answers.timeout());
            while (channel.isSending() && deadline - System.nanoTime() > 0) {
                LockSupport.parkNanos(100_000);
            }
            if (channel.isSending()) {
                channel.release();
                throw new NetlinkException.TimedOut(
                        "the kernel has not returned yet from the last request of the " + this);
            }
            if (unfinished) {
                // The kernel refuses a second dump while the first is not read to its end.
                channel.discard(fd);
                unfinished = false;
            }
            return fd;
        } catch (NetlinkException refused) {
            lock.unlock();
            throw refused;
        }
    }

    private void takeTurn() {
        try {
            if (!lock.tryLock() && !lock.tryLock(Deadlines.nanos(answers.timeout()), TimeUnit.NANOSECONDS)) {
                throw new NetlinkException.TimedOut(
                        "the " + this + " was in use by another thread for " + answers.timeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted("interrupted while another thread used the " + this);
        }
    }

    private void leave() {
        channel.release();
        lock.unlock();
    }

    /** Sends a request and reads its answer: one message, or all up to the end where the flags make the kernel say where that is. */
    private State converse(Request request, int flags, MessageVisitor visitor) {
        int fd = enter();
        long began = answers.isLogged() ? System.nanoTime() : 0;
        @Nullable State state = null;
        unfinished = true;
        try {
            if (flags == NLM_F_DUMP) {
                channel.expectMuch();
            }
            request.write(channel.newDatagram(), flags, ++sequence);
            answers.send(fd, request);
            if ((flags & NLM_F_ECHO) != 0) {
                // It cannot be asked for again: what the request does would be done twice.
                channel.ensureRoom(fd);
            }
            boolean lost = false;
            do {
                state = answers.read(fd, request, sequence, visitor);
                lost |= state == State.LOST;
            } while (flags == 0 ? state == State.NOTHING : !state.isComplete());
            unfinished = false;
            return lost && state.isComplete() ? State.INTERRUPTED : state;
        } finally {
            leave();
            if (answers.isLogged()) {
                answers.log(request, began, state == null ? "failed" : "done");
            }
        }
    }

    private static <T> MessageVisitor collector(Decoder<T> decoder, Predicate<? super T> visitor) {
        return (type, flags, memory, offset, end) -> {
            byte[] body = new byte[(int) (end - offset)];
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, body, 0, body.length);
            T decoded = decoder.decode(type, flags, body);
            return decoded == null || visitor.test(decoded);
        };
    }
}
