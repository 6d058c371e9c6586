package io.netlink4j.core.socket;

import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds the file descriptor of a JDK channel, which the JDK does not tell. It changes an option of the channel to and fro and drops the
 * descriptors that do not change with it. The channel's own always does, so what remains alone is the channel's.
 */
final class ChannelDescriptor {
    /** Two rounds are enough unless other code changes the same option of another socket meanwhile. */
    private static final int MOST_ROUNDS = 100;

    // Channels of two threads would change alike.
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private ChannelDescriptor() {}

    /**
     * The number of the descriptor. It is valid while the caller keeps the channel open.
     *
     * @param channel one that is not bound, and that nobody else knows
     * @param operation what the caller does, to be read after "cannot"
     */
    static int of(NetworkChannel channel, String operation) throws IOException {
        ONE_AT_A_TIME.lock();
        try (Arena arena = Arena.ofConfined()) {
            List<Integer> candidates = DirectoryReader.in("/proc/self/fd", operation).stream()
                    .map(Integer::valueOf)
                    .toList();
            Probe probe = new Probe(arena);
            // The option has no effect before the channel is bound.
            boolean original = channel.getOption(StandardSocketOptions.SO_REUSEPORT);
            boolean value = original;
            for (int round = 0; round < MOST_ROUNDS && (candidates.size() > 1 || value != original); round++) {
                value = !value;
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, value);
                int wanted = value ? 1 : 0;
                candidates = candidates.stream()
                        .filter(number -> probe.reusePort(number) == wanted)
                        .toList();
            }
            if (candidates.size() != 1) {
                throw new SocketException("cannot " + operation + ": " + candidates.size()
                        + " descriptors of /proc/self/fd change with it");
            }
            return candidates.getFirst();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static final class Probe {
        private final MemorySegment errno;
        private final MemorySegment value;
        private final MemorySegment length;

        Probe(Arena arena) {
            errno = Libc.newErrno(arena);
            value = arena.allocate(ValueLayout.JAVA_INT);
            length = arena.allocate(ValueLayout.JAVA_INT);
        }

        /** {@code SO_REUSEPORT} of a descriptor, or a negative error number if it is no socket. */
        int reusePort(int fd) {
            length.set(ValueLayout.JAVA_INT, 0, Integer.BYTES);
            int result = Libc.getsockopt(errno, fd, Linux.SOL_SOCKET, Linux.SO_REUSEPORT, value, length);
            return result < 0 ? result : value.get(ValueLayout.JAVA_INT, 0);
        }
    }
}
