package io.netlink4j.core;

import io.netlink4j.core.linux.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Receives many short datagrams, such as acknowledgements, with one system call ({@code recvmmsg(2)}).
 *
 * <pre>
 *  struct mmsghdr
 *   0          8             16        24           32            40               48          56        60       64
 *  +----------+-------------+---------+------------+-------------+----------------+-----------+---------+--------+
 *  | msg_name | msg_namelen | msg_iov | msg_iovlen | msg_control | msg_controllen | msg_flags | msg_len |        |
 *  +----------+-------------+---------+------------+-------------+----------------+-----------+---------+--------+
 * </pre>
 */
final class ShortAnswers {
    /** More than an acknowledgement takes with all that the kernel may say in it. */
    static final int ROOM = 1 << 10;

    private static final int MMSGHDR = 64;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_LEN = 56;
    private static final int IOVEC = 16;
    private static final int IOV_LEN = 8;

    private static final int MOST = 64;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment memory = arena.allocate(MOST * ROOM, Long.BYTES);
    private final MemorySegment headers = arena.allocate(MOST * (MMSGHDR + IOVEC), Long.BYTES);

    ShortAnswers() {
        long parts = MOST * MMSGHDR;
        for (int i = 0; i < MOST; i++) {
            MemorySegment part = headers.asSlice(parts + (long) i * IOVEC, IOVEC);
            part.set(ValueLayout.ADDRESS, 0, memory.asSlice(offset(i), ROOM));
            part.set(ValueLayout.JAVA_LONG, IOV_LEN, ROOM);
            headers.set(ValueLayout.ADDRESS, (long) i * MMSGHDR + MSG_IOV, part);
            headers.set(ValueLayout.JAVA_LONG, (long) i * MMSGHDR + MSG_IOVLEN, 1);
        }
    }

    /** The memory that they are in. */
    MemorySegment memory() {
        return memory;
    }

    /** Receives those that are there, up to {@code wanted}: how many, or a negative error number. */
    int receive(MemorySegment errno, int fd, int wanted, int flags) {
        return Libc.recvmmsg(errno, fd, headers, Math.min(wanted, MOST), flags);
    }

    /** Where the datagram {@code index} begins. */
    long offset(int index) {
        return (long) index * ROOM;
    }

    /** The length of the datagram {@code index}; longer than {@link #ROOM} if it was cut off and {@code MSG_TRUNC} was asked for. */
    int length(int index) {
        return headers.get(ValueLayout.JAVA_INT, (long) index * MMSGHDR + MSG_LEN);
    }
}
