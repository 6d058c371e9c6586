package io.netlink4j.core.tun;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import io.netlink4j.core.thread.EventThread;
import io.netlink4j.core.thread.Interest;
import io.netlink4j.core.thread.OpenNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A channel to a TUN or TAP device. What the kernel sends through the link is read here, one packet with each call. What is written here, one
 * packet with each call, the kernel receives from the link. A header that was requested is part of the packet.
 *
 * <p>Thread-safe: readers take turns, and so do writers. A virtual thread that waits releases its carrier. Closing the channel ends all
 * waits. Every failure is a {@link NetlinkException}.
 */
public final class TunDevice implements ByteChannel {
    /** The longest packet: 64 KiB and the header of Ethernet with VLAN tags. */
    private static final int LONGEST = (1 << 16) + 64;

    private final OwnedFd fd;
    private final String name;
    private final String label;
    private final Direction in = new Direction("read from", Interest::readable);
    private final Direction out = new Direction("write to", Interest::writable);

    private TunDevice(TunQueue queue, String label) {
        this.fd = OwnedFd.watched(queue.fd(), label, number -> {});
        this.name = queue.name();
        this.label = label;
    }

    /** Called by {@code NetworkNamespace}. Programs call that instead. */
    @SuppressWarnings("exports")
    public static TunDevice open(OpenNamespace namespace, TunRequest request) {
        TunQueue queue = namespace.<TunQueue, RuntimeException>inside(
                () -> TunQueue.open(request, request + " in " + namespace));
        return new TunDevice(queue, request.named(queue.name()) + " in " + namespace);
    }

    /** The name of the link, as the kernel chose it. */
    public String name() {
        return name;
    }

    /**
     * Waits for a packet and reads it. What exceeds the buffer is lost.
     *
     * @return the number of bytes read
     * @throws NetlinkException.Closed if the channel is closed, before or meanwhile
     * @throws NetlinkException.Interrupted if the thread is interrupted; it stays interrupted, and the channel stays open
     */
    @Override
    public int read(ByteBuffer packet) {
        return read(packet, Deadlines.FOR_EVER);
    }

    /**
     * As above, for a limited time.
     *
     * @throws NetlinkException.TimedOut if there is no packet in that time
     */
    public int read(ByteBuffer packet, Duration longest) {
        if (packet.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
        return in.transfer(longest, memory -> {
            int length = in.repeat((errno, number) -> Libc.read(errno, number, memory, LONGEST));
            int kept = Math.min(length, packet.remaining());
            packet.put(memory.asSlice(0, kept).asByteBuffer());
            return kept;
        });
    }

    /**
     * Writes a packet: the remaining bytes of the buffer.
     *
     * @return the number of bytes written, which are all
     * @throws NetlinkException.Closed if the channel is closed, before or meanwhile
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits; it stays interrupted, and the channel stays open
     * @throws NetlinkException.Invalid if the bytes are no packet
     */
    @Override
    public int write(ByteBuffer packet) {
        int length = packet.remaining();
        if (length > LONGEST) {
            throw new IllegalArgumentException("a packet has at most " + LONGEST + " bytes, not " + length);
        }
        return out.transfer(Deadlines.FOR_EVER, memory -> {
            memory.asByteBuffer().put(packet.duplicate());
            int written = out.repeat((errno, number) -> Libc.write(errno, number, memory, length));
            packet.position(packet.limit());
            return written;
        });
    }

    @Override
    public boolean isOpen() {
        return !fd.isClosed();
    }

    /** Closes the channel and ends all waits. Without other channels the link ends, too, unless it is persistent. */
    @Override
    public void close() {
        fd.close();
        in.wake();
        out.wake();
    }

    /** {@code tun device 'tun0' in namespace 'red'}. */
    @Override
    public String toString() {
        return label;
    }

    /** Reading or writing. */
    private final class Direction {
        private final String verb;
        private final IntFunction<Interest> event;
        private final ReentrantLock turn = new ReentrantLock();
        private final MemorySegment memory = Arena.ofAuto().allocate(LONGEST);
        private final MemorySegment errno = Libc.newErrno(Arena.ofAuto());
        private long deadline;
        private volatile @Nullable Thread waiter;

        Direction(String verb, IntFunction<Interest> event) {
            this.verb = verb;
            this.event = event;
        }

        /** Runs {@code body} when it is this thread's turn. */
        int transfer(Duration longest, Body body) {
            long end = System.nanoTime() + Deadlines.nanos(longest);
            try {
                if (!turn.tryLock() && !turn.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw timedOut();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted();
            }
            try {
                deadline = end;
                return body.run(memory);
            } finally {
                turn.unlock();
            }
        }

        /** Repeats a system call until it need not wait. */
        int repeat(Call call) {
            return fd.use(number -> {
                int result = call.run(errno, number);
                while (result == -Errno.EAGAIN.number()) {
                    await(number);
                    result = call.run(errno, number);
                }
                return SystemCall.check(result, verb + " " + label, Direction::reason);
            });
        }

        private void await(int number) {
            waiter = Thread.currentThread();
            boolean ready = EventThread.await(deadline, fd::isClosed, event.apply(number));
            waiter = null;
            if (fd.isClosed()) {
                throw new NetlinkException.Closed(label + " was closed while it waited for a packet");
            }
            if (!ready) {
                throw Thread.currentThread().isInterrupted() ? interrupted() : timedOut();
            }
        }

        void wake() {
            LockSupport.unpark(waiter);
        }

        private NetlinkException interrupted() {
            return new NetlinkException.Interrupted("interrupted while waiting to " + verb + " " + label);
        }

        private NetlinkException timedOut() {
            return new NetlinkException.TimedOut("cannot " + verb + " " + label + ": no packet in the time given");
        }

        private static @Nullable String reason(Errno errno) {
            return switch (errno.symbol()) {
                case "EIO" -> "the link is down";
                case "EBADFD" -> "the link was deleted";
                case "EINVAL" -> "the bytes are no packet";
                default -> null;
            };
        }
    }

    @FunctionalInterface
    private interface Body {
        int run(MemorySegment memory);
    }

    @FunctionalInterface
    private interface Call {
        int run(MemorySegment errno, int number);
    }
}
