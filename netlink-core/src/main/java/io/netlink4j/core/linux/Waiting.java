package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Waits for file descriptors in a way that a native {@code poll(2)} alone cannot be waited for: the caller may be interrupted,
 * be woken by {@link #wake}, or be a virtual thread. For that the poll happens on a thread that lives as long as it does.
 */
public final class Waiting implements AutoCloseable {
    private static final long POLLFD_SIZE = 8;
    private static final long EVENTS = 4;

    private final OwnedFd bell;

    /** With an {@code eventfd(2)} of its own. */
    public Waiting() {
        try (Arena arena = Arena.ofConfined()) {
            int fd = Libc.eventfd(Libc.newErrno(arena), 0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK);
            if (fd < 0) {
                throw NetlinkException.refused("open an eventfd", Errno.ofNegative(fd), null);
            }
            this.bell = new OwnedFd(fd, "a waiting room");
        }
    }

    /**
     * Waits until one of the descriptors has {@code POLLIN} or {@code POLLPRI} to tell, {@link #wake} is called or the time is
     * over; for one caller at a time.
     */
    public void await(Duration time, OwnedFd... descriptors) throws InterruptedException {
        AtomicReference<Outcome<Integer>> answer = new AtomicReference<>(Outcome.of(() -> 0));
        Thread poller = Thread.ofPlatform()
                .name("netlink4j-waiting")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(() -> answer.set(Outcome.of(() -> poll(time, descriptors))));
        boolean interrupted = false;
        while (true) {
            try {
                poller.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                wake();
            }
        }
        if (interrupted) {
            silence();
            throw new InterruptedException();
        }
        answer.get().<RuntimeException>get();
    }

    /** Ends the wait of now, or else the next one. */
    public void wake() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
            bell.<Integer>use(fd -> Libc.write(errno, fd, one, Long.BYTES));
        }
    }

    private void silence() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
            bell.<Integer>use(fd -> Libc.read(errno, fd, count, Long.BYTES));
        }
    }

    private int poll(Duration time, OwnedFd... descriptors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fds = arena.allocate((descriptors.length + 1) * POLLFD_SIZE, Integer.BYTES);
            return poll(arena, fds, time, 0, descriptors);
        }
    }

    private int poll(Arena arena, MemorySegment fds, Duration time, int index, OwnedFd... descriptors) {
        OwnedFd descriptor = index < descriptors.length ? descriptors[index] : bell;
        int number = descriptor.acquire();
        try {
            fds.set(ValueLayout.JAVA_INT, index * POLLFD_SIZE, number);
            fds.set(ValueLayout.JAVA_SHORT, index * POLLFD_SIZE + EVENTS, (short) (Linux.POLLIN | Linux.POLLPRI));
            if (index < descriptors.length) {
                return poll(arena, fds, time, index + 1, descriptors);
            } else {
                int millis = Math.clamp(time.plusNanos(999_999).toMillis(), 0, Integer.MAX_VALUE);
                return Libc.poll(Libc.newErrno(arena), fds, index + 1, millis);
            }
        } finally {
            descriptor.release();
        }
    }

    @Override
    public void close() {
        bell.close();
    }
}
