package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLMSG_DONE;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.message.MessageDump;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Protocol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of multicast groups of one netlink protocol in one network namespace, in the order of the kernel ({@link
 * NetlinkSocket#subscribe}).
 *
 * <p>Nothing is read ahead. Unread events wait in the kernel. When the socket's receive buffer is full, the kernel
 * drops events and reports {@link Event.Overrun}. Any thread may call {@code next}, virtual ones included; each event
 * goes to one of them. Waiting parks the thread.
 *
 * {@snippet :
 * try (Subscription<Link> events = rtnl.links().subscribe()) {
 *     listAgain(); // after subscribing, so that nothing happens unseen
 *     while (true) {
 *         switch (events.next()) {
 *             case Event.Changed<Link>(Link link, int flags) -> view.put(index(link), link);
 *             case Event.Deleted<Link>(Link link) -> view.remove(index(link));
 *             case Event.Overrun<Link> lost -> listAgain();
 *             default -> {} // what later versions tell
 *         }
 *     }
 * }
 * }
 *
 * <p>A list made after subscribing may already contain changes whose events follow. So treat {@link Event.Changed} as
 * "put" and {@link Event.Deleted} as "remove if present".
 *
 * @param <T> the objects of the events
 */
public final class Subscription<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    /**
     * The size of the receive buffer, as far as this process may set it. The kernel uses memory only for unread events.
     */
    private static final int RECEIVE_BYTES = 1 << 20;

    private final Protocol protocol;
    private final String where;
    private final NamespaceDecoder<Event<T>> decoder;
    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private long at;
    private long end;

    /** A subscription in one namespace. */
    static <T> Subscription<T> in(String where, Protocol protocol, int fd, Decoder<Event<T>> decoder, int... groups) {
        return new Subscription<>(
                protocol, where, fd, (nsid, type, flags, body) -> decoder.decode(type, flags, body), false, groups);
    }

    /** A subscription in one namespace and in all those that have an nsid there. */
    static <T> Subscription<T> inAll(
            String where, Protocol protocol, int fd, NamespaceDecoder<Event<T>> decoder, int... groups) {
        return new Subscription<>(protocol, where, fd, decoder, true, groups);
    }

    private Subscription(
            Protocol protocol,
            String where,
            int fd,
            NamespaceDecoder<Event<T>> decoder,
            boolean allNamespaces,
            int... groups) {
        this.protocol = protocol;
        this.where = allNamespaces ? where + " and in all namespaces with an nsid there" : where;
        this.decoder = decoder;
        this.channel = new Channel(fd, "the subscription to " + protocol + " in " + this.where);
        try {
            channel.ensureReceiveLimit(fd, RECEIVE_BYTES);
            if (allNamespaces) {
                listenToAllNamespaces(fd);
            }
            for (int group : groups) {
                join(fd, group);
            }
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private void listenToAllNamespaces(int fd) {
        int result = channel.listenToAllNamespaces(fd);
        if (result < 0) {
            Errno errno = Errno.ofNegative(result);
            throw NetlinkException.refused(
                    "subscribe to " + protocol + " in " + where,
                    errno,
                    errno.equals(Errno.EPERM) ? "this takes CAP_NET_BROADCAST over the namespace" : null);
        }
    }

    private void join(int fd, int group) {
        int result = channel.join(fd, group);
        if (result < 0) {
            Errno errno = Errno.ofNegative(result);
            throw NetlinkException.refused(
                    "join the multicast group " + group + " of " + protocol + " in " + where,
                    errno,
                    errno.equals(Errno.EINVAL) ? "this kernel has no such group" : null);
        }
    }

    /**
     * Waits for the next event.
     *
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     * @throws NetlinkException.Closed if the subscription is closed, before or meanwhile
     */
    public Event<T> next() {
        Optional<Event<T>> event = next(Deadlines.FOR_EVER);
        while (event.isEmpty()) {
            event = next(Deadlines.FOR_EVER);
        }
        return event.get();
    }

    /**
     * Waits for the next event, for {@code longest} at most. A duration of zero returns an event only if there is one
     * already.
     *
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     * @throws NetlinkException.Closed if the subscription is closed, before or meanwhile
     */
    public Optional<Event<T>> next(Duration longest) {
        long nanos = Deadlines.nanos(longest);
        long deadline = System.nanoTime() + nanos;
        if (!enter(nanos)) {
            return Optional.empty();
        }
        try {
            int fd = channel.acquire();
            try {
                return next(fd, deadline);
            } finally {
                channel.release();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean enter(long nanos) {
        try {
            return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private Optional<Event<T>> next(int fd, long deadline) {
        while (true) {
            Event<T> event = receive(fd);
            if (event != null || deadline - System.nanoTime() <= 0) {
                return Optional.ofNullable(event);
            }
            if (!channel.awaitReadable(fd, deadline) && Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
        }
    }

    private NetlinkException interrupted() {
        return new NetlinkException.Interrupted("interrupted while " + this + " waited for events");
    }

    private @Nullable Event<T> receive(int fd) {
        while (true) {
            MemorySegment in = channel.received();
            while (at < end) {
                long start = at;
                int size = MessageHeader.length(in, start, end);
                at += KernelConnection.align(size);
                int type = MessageHeader.type(in, start);
                Event<T> event = type > NLMSG_DONE ? decode(in, start, size, type) : null;
                if (event != null) {
                    return event;
                }
            }
            int length = channel.tryReceive(fd);
            if (length == -Errno.EAGAIN.number()) {
                return null;
            }
            if (isLoss(length)) {
                discard(fd);
                decoder.lost();
                return new Event.Overrun<>();
            }
            if (length < 0) {
                throw NetlinkException.refused("read events of " + this, Errno.ofNegative(length), null);
            }
            at = 0;
            end = length;
            if (LOG.isTraceEnabled()) {
                LOG.trace("event in {}\n{}", where, MessageDump.of(protocol, channel.received(), 0, length));
            }
        }
    }

    private @Nullable Event<T> decode(MemorySegment in, long start, int size, int type) {
        byte[] body = new byte[size - MessageHeader.LENGTH];
        MemorySegment.copy(in, ValueLayout.JAVA_BYTE, start + MessageHeader.LENGTH, body, 0, body.length);
        return decoder.decode(channel.nsid(), type, MessageHeader.flags(in, start), body);
    }

    private static boolean isLoss(int length) {
        return length == -Errno.ENOBUFS.number() || length == KernelConnection.TRUNCATED;
    }

    /**
     * Discards the events in the buffer: they are older than the lost ones, so they are out of date. The kernel adds
     * none until the buffer is empty, so this ends.
     */
    private void discard(int fd) {
        channel.discard(fd);
        at = 0;
        end = 0;
    }

    /**
     * Sets the size of the receive buffer for unread events ({@code SO_RCVBUFFORCE}, or {@code SO_RCVBUF} without the
     * privilege for it). The default is 1 MiB.
     *
     * @return the size granted: twice {@code bytes}; without {@code CAP_NET_ADMIN} at most twice {@code
     *     net.core.rmem_max}
     */
    public int receiveBuffer(int bytes) {
        return channel.receiveBuffer(bytes);
    }

    /** The size of the receive buffer for unread events, in bytes as the kernel counts them ({@code SO_RCVBUF}). */
    public int receiveBuffer() {
        return channel.receiveBuffer();
    }

    /** Leaves the groups and closes the socket. Waiting threads get {@link NetlinkException.Closed}. */
    @Override
    public void close() {
        channel.close();
    }

    @Override
    public String toString() {
        return "the subscription to " + protocol + " in " + where;
    }
}
