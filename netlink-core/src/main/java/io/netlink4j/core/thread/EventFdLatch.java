package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.PollFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A latch that holds threads until it is opened, once. A waiting thread blocks in the kernel ({@code poll(2)} on an {@code eventfd(2)}). A
 * virtual thread therefore blocks its carrier, which is the purpose.
 */
final class EventFdLatch {
    private final OwnedFd fd;

    /** A closed latch. */
    EventFdLatch() {
        try (Arena arena = Arena.ofConfined()) {
            int number = Libc.eventfd(Libc.newErrno(arena), 0, Linux.EFD_CLOEXEC);
            if (number < 0) {
                Errno errno = Errno.ofNegative(number);
                throw NetlinkException.refused("make an eventfd", errno, FreeDescriptors.reason(errno));
            }
            this.fd = new OwnedFd(number, "a latch");
        }
    }

    /**
     * Blocks the calling thread until the latch is open or the deadline is over.
     *
     * @param deadline in the time of {@link System#nanoTime}
     */
    void await(long deadline) {
        use((errno, number, memory) -> {
            PollFd.put(Architecture.HOST, memory, 0, number, Linux.POLLIN);
            long millis = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
            return Libc.poll(errno, memory, 1, Math.toIntExact(millis));
        });
    }

    /** Releases all threads. Threads that come later are not held. */
    void open() {
        use((errno, number, memory) -> {
            memory.set(ValueLayout.JAVA_LONG, 0, 1);
            return Libc.write(errno, number, memory, Long.BYTES);
        });
        fd.close();
    }

    private void use(Use use) {
        int number;
        try {
            number = fd.acquire();
        } catch (NetlinkException.Closed open) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            use.of(Libc.newErrno(arena), number, arena.allocate(ValueLayout.JAVA_LONG));
        } finally {
            fd.release();
        }
    }

    @FunctionalInterface
    private interface Use {
        int of(MemorySegment errno, int number, MemorySegment memory);
    }
}
