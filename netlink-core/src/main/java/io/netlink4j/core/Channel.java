package io.netlink4j.core;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SockaddrNl;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.thread.EventThread;
import io.netlink4j.core.thread.SocketNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A netlink file descriptor with its buffers. It sends and receives datagrams, for one thread at a time.
 *
 * <p>All memory is from automatic arenas, which have no owning thread and need no close.
 */
final class Channel {
    /** The size for the reply to one request. A longer reply is asked for again. */
    private static final int RECEIVE_BUFFER = 8 << 10;

    /**
     * The size for a dump. The kernel fills its datagrams up to 32 KiB, unless one message is longer: a link with many
     * alternative names has an attribute of up to 64 KiB, and may have a second one with the options of its kind.
     */
    private static final int DUMP_BUFFER = 192 << 10;

    private static final int SEND_BUFFER = 4 << 10;
    /** {@code SOCK_MIN_SNDBUF}, the smallest limit of any machine. */
    private static final int LEAST_LIMIT = 4608;

    /** The largest buffer that is kept for the next request. */
    private static final int SEND_BUFFER_KEPT = 4 << 20;
    /** Memory of closed channels, for new ones. Fresh memory would be mapped page by page when it is written. */
    private static final Queue<MemorySegment> SPARE = new ArrayBlockingQueue<>(32);

    /** A datagram of this length or more, with a short message first, has many of them. */
    private static final int MANY_MESSAGES = 4 << 10;

    private static final int SHORT_MESSAGE = 256;
    /** The kernel fills the datagrams of a dump up to this length. */
    private static final int DUMP_DATAGRAM = 32 << 10;

    private static final int MEMORY = 64 + SEND_BUFFER + RECEIVE_BUFFER;

    private final OwnedFd fd;
    private final MemorySegment errno;
    private final MemorySegment sendErrno;
    private final MemorySegment value;
    private volatile @Nullable SendCall sending;
    private final MemorySegment length;
    private final String owner;
    private volatile @Nullable Thread waiter;
    private AttributeWriter out;
    private MemorySegment in;
    private byte[] heap = new byte[0];
    private MemorySegment onHeap = MemorySegment.ofArray(heap);
    private @Nullable ReceiveBatch batch;
    private @Nullable OriginReceive origins;
    private volatile int receiveLimit;
    /** The bytes that the socket may send at once. It is raised when necessary. */
    private int sendLimit = LEAST_LIMIT;

    /** Takes ownership of {@code number}, connects it to the kernel and sets the options that the kernel supports. */
    Channel(int number, String owner) {
        this.owner = owner;
        MemorySegment spare = SPARE.poll();
        MemorySegment memory = spare != null ? spare : Arena.ofAuto().allocate(MEMORY, Long.BYTES);
        SegmentAllocator parts = SegmentAllocator.slicingAllocator(memory);
        this.errno = Libc.newErrno(parts);
        this.sendErrno = Libc.newErrno(parts);
        this.value = parts.allocate(ValueLayout.JAVA_INT);
        this.length = parts.allocate(ValueLayout.JAVA_INT);
        this.out = new AttributeWriter(parts.allocate(SEND_BUFFER, Long.BYTES), Channel::memory);
        this.in = parts.allocate(RECEIVE_BUFFER, Long.BYTES);
        this.fd = OwnedFd.watched(number, owner, _ -> SPARE.offer(memory));
        try {
            option(number, Linux.SOL_NETLINK, Linux.NETLINK_EXT_ACK, 1);
            option(number, Linux.SOL_NETLINK, Linux.NETLINK_CAP_ACK, 1);
            option(number, Linux.SOL_NETLINK, Linux.NETLINK_GET_STRICT_CHK, 1);
            connect(number);
        } catch (RuntimeException | Error e) {
            fd.close();
            throw e;
        }
    }

    /**
     * Connects to the kernel, whose port is 0. The kernel chooses this socket's port. A connected socket receives
     * nothing from other processes.
     */
    private void connect(int number) {
        SockaddrNl.putKernel(Architecture.HOST, in);
        int result = Libc.connect(errno, number, in, SockaddrNl.LENGTH);
        if (result < 0) {
            throw NetlinkException.refused("connect a netlink socket", Errno.ofNegative(result), null);
        }
    }

    /** Returns the descriptor's number, which stays open until {@link #release}. */
    int acquire() {
        return fd.acquire();
    }

    void release() {
        fd.release();
    }

    /** Whether this thread has CAP_NET_ADMIN over the socket's namespace. */
    boolean mayAdminister() {
        return fd.use(SocketNamespace::mayAdminister);
    }

    boolean isClosed() {
        return fd.isClosed();
    }

    /** Closes the descriptor when its last user has left, and wakes up a waiting thread. */
    void close() {
        fd.close();
        LockSupport.unpark(waiter);
    }

    /** An empty datagram to write into. */
    AttributeWriter newDatagram() {
        if (out.memory().byteSize() > SEND_BUFFER_KEPT) {
            out = new AttributeWriter(memory(SEND_BUFFER), Channel::memory);
        }
        out.clear();
        return out;
    }

    /** The last datagram written. */
    AttributeWriter datagram() {
        return out;
    }

    /** Joins a multicast group. Returns 0 or the negative error number. */
    int join(int number, int group) {
        return option(number, Linux.SOL_NETLINK, Linux.NETLINK_ADD_MEMBERSHIP, group);
    }

    /**
     * Receives the events of all namespaces that have an nsid in the socket's. Returns 0 or the negative error number.
     */
    int listenToAllNamespaces(int number) {
        origins = new OriginReceive();
        return option(number, Linux.SOL_NETLINK, Linux.NETLINK_LISTEN_ALL_NSID, 1);
    }

    /** The nsid of the last event's namespace; empty if that is the socket's. */
    Optional<Integer> nsid() {
        OriginReceive known = origins;
        return known == null ? Optional.empty() : known.nsid();
    }

    /** Makes room for the datagrams of a dump or of many replies. */
    void expectMuch() {
        if (in.byteSize() < DUMP_BUFFER) {
            in = memory(DUMP_BUFFER);
        }
    }

    /** The memory that {@link #receive} filled. */
    MemorySegment received() {
        return in;
    }

    /**
     * The {@code length} bytes that {@link #receive} received. Those of many short messages are on the heap: to copy
     * them once more, all together, takes less time than to copy each message from native memory.
     */
    MemorySegment received(int length) {
        if (length < MANY_MESSAGES || MessageHeader.length(in, 0, length) > SHORT_MESSAGE) {
            return in;
        }
        if (heap.length < length) {
            heap = new byte[Math.max(length, DUMP_DATAGRAM)];
            onHeap = MemorySegment.ofArray(heap);
        }
        MemorySegment.copy(in, ValueLayout.JAVA_BYTE, 0, heap, 0, length);
        return onHeap;
    }

    /**
     * Sends the datagram on the calling thread, which the kernel may hold for any time. Returns 0 or the negative error
     * number.
     */
    int send(int number) {
        int sent = Libc.send(sendErrno, number, out.memory(), out.position(), 0);
        return Math.min(sent, 0);
    }

    /**
     * Sends the datagram on another thread. Returns 0 or the negative error number, or {@link SendCall#UNDER_WAY} if
     * the kernel has not returned by the deadline or the calling thread is interrupted. The channel is then unusable
     * until the kernel returns ({@link #isSending}).
     */
    int send(int number, long deadline) {
        fd.acquire();
        SendCall call = new SendCall(() -> send(number), fd::release);
        sending = call;
        if (!call.start()) {
            fd.release();
            sending = null;
            return -Errno.EAGAIN.number();
        }
        int result = call.await(deadline);
        if (result != SendCall.UNDER_WAY) {
            sending = null;
        }
        return result;
    }

    /** Whether the kernel has not returned yet from a {@code send(2)} whose caller gave up. */
    boolean isSending() {
        SendCall call = sending;
        return call != null && call.isUnderWay();
    }

    /** Raises the send limit for a datagram of {@code size} bytes, as far as this process may. */
    void ensureSendLimit(int number, long size) {
        // The kernel refuses datagrams longer than the limit minus 32, and doubles the limit that is set.
        if (size > sendLimit - 64) {
            sendLimit = limit(number, Linux.SO_SNDBUFFORCE, Linux.SO_SNDBUF, size + 64);
        }
    }

    /** Raises the receive limit to {@code size} bytes of replies, as far as this process may. */
    void ensureReceiveLimit(int number, long size) {
        if (size > receiveLimit) {
            receiveLimit = limit(number, Linux.SO_RCVBUFFORCE, Linux.SO_RCVBUF, size);
        }
    }

    /**
     * Sets the size of the receive buffer, and returns the size that the kernel granted. Another thread may use the
     * channel meanwhile.
     */
    int receiveBuffer(int size) {
        return fd.use(number -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment own = Libc.newErrno(arena);
                MemorySegment wanted = arena.allocateFrom(ValueLayout.JAVA_INT, size);
                for (int option : new int[] {Linux.SO_RCVBUFFORCE, Linux.SO_RCVBUF}) {
                    if (Libc.setsockopt(own, number, Linux.SOL_SOCKET, option, wanted, Integer.BYTES) == 0) {
                        break;
                    }
                }
            }
            receiveLimit = receiveBuffer();
            return receiveLimit;
        });
    }

    /** The size of the receive buffer as the kernel counts it. */
    int receiveBuffer() {
        return fd.use(number -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment given = arena.allocate(ValueLayout.JAVA_INT);
                MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, Integer.BYTES);
                MemorySegment own = Libc.newErrno(arena);
                Libc.getsockopt(own, number, Linux.SOL_SOCKET, Linux.SO_RCVBUF, given, length);
                return given.get(ValueLayout.JAVA_INT, 0);
            }
        });
    }

    int sendLimit() {
        return sendLimit;
    }

    int receiveLimit() {
        return receiveLimit;
    }

    private int limit(int number, int force, int capped, long size) {
        int wanted = (int) Math.min(size, Integer.MAX_VALUE / 2);
        int given = option(number, capped);
        if (given >= wanted) {
            return given;
        }
        if (option(number, Linux.SOL_SOCKET, force, wanted) < 0) {
            option(number, Linux.SOL_SOCKET, capped, wanted);
        }
        return option(number, capped);
    }

    /**
     * Receives the next datagram without waiting. Returns its length, or a negative error number. A datagram that is
     * longer than the buffer is lost, and the buffer grows to its length.
     */
    int tryReceive(int number) {
        int flags = Linux.MSG_DONTWAIT | Linux.MSG_TRUNC;
        OriginReceive from = origins;
        int length = from == null
                ? Libc.recv(errno, number, in, in.byteSize(), flags)
                : from.receive(errno, number, in, flags);
        if (length > in.byteSize()) {
            in = memory(Integer.highestOneBit(length) * 2L);
            return -Errno.EMSGSIZE.number();
        }
        return length;
    }

    /** Discards all datagrams that can be received. */
    void discard(int number) {
        int length = tryReceive(number);
        while (length >= 0 || length == -Errno.ENOBUFS.number() || length == -Errno.EMSGSIZE.number()) {
            length = tryReceive(number);
        }
    }

    /** Makes room for the next datagram, if it has come already. */
    void ensureRoom(int number) {
        int length = Libc.recv(errno, number, in, 0, Linux.MSG_DONTWAIT | Linux.MSG_TRUNC | Linux.MSG_PEEK);
        if (length > in.byteSize()) {
            in = memory(length);
        }
    }

    /** Receives the next datagram. Waits for {@code timeout} at most. */
    int receive(int number, Duration timeout) {
        return await(number, timeout, () -> tryReceive(number));
    }

    /**
     * Waits for a short datagram and receives up to {@code wanted} of them. Returns their number, or a negative error
     * number.
     */
    int receiveShort(int number, int wanted, Duration timeout) {
        int flags = Linux.MSG_DONTWAIT | Linux.MSG_TRUNC;
        ReceiveBatch received = ReceiveBatch.of(batch, wanted);
        batch = received;
        return await(number, timeout, () -> received.receive(errno, number, wanted, flags));
    }

    /** The datagrams that {@link #receiveShort} received. */
    ReceiveBatch batch() {
        return Objects.requireNonNull(batch);
    }

    private int await(int number, Duration timeout, IntSupplier attempt) {
        int result = attempt.getAsInt();
        if (result != -Errno.EAGAIN.number()) {
            return result;
        }
        long deadline = System.nanoTime() + Deadlines.nanos(timeout);
        while (true) {
            boolean readable = awaitReadable(number, deadline);
            result = attempt.getAsInt();
            if (result != -Errno.EAGAIN.number() || deadline - System.nanoTime() <= 0) {
                return result;
            }
            if (!readable && Thread.currentThread().isInterrupted()) {
                throw new NetlinkException.Interrupted("interrupted while " + owner + " waited for the kernel");
            }
        }
    }

    /**
     * Parks the calling thread until there is something to receive. Returns false if the deadline passed or the thread
     * was interrupted.
     *
     * @throws NetlinkException.Closed if the channel is closed, before or meanwhile
     */
    boolean awaitReadable(int number, long deadline) {
        waiter = Thread.currentThread();
        boolean readable = EventThread.await(deadline, fd::isClosed, number);
        waiter = null;
        if (fd.isClosed()) {
            throw new NetlinkException.Closed(owner + " was closed while it waited for the kernel");
        }
        return readable;
    }

    private int option(int number, int level, int name, int content) {
        value.set(ValueLayout.JAVA_INT, 0, content);
        return Libc.setsockopt(errno, number, level, name, value, Integer.BYTES);
    }

    private int option(int number, int name) {
        length.set(ValueLayout.JAVA_INT, 0, Integer.BYTES);
        int result = Libc.getsockopt(errno, number, Linux.SOL_SOCKET, name, value, length);
        return result < 0 ? 0 : value.get(ValueLayout.JAVA_INT, 0);
    }

    private static MemorySegment memory(long size) {
        return Arena.ofAuto().allocate(size, Long.BYTES);
    }
}
