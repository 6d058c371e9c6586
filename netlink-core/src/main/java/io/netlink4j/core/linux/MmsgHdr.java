package io.netlink4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct mmsghdr} of {@code recvmmsg(2)}, in an array. A {@code struct iovec} for each of them follows the
 * array.
 *
 * <pre>
 *   0          8             16        24           32            40               48          56        60       64
 *  +----------+-------------+---------+------------+-------------+----------------+-----------+---------+--------+
 *  | msg_name | msg_namelen | msg_iov | msg_iovlen | msg_control | msg_controllen | msg_flags | msg_len |        |
 *  +----------+-------------+---------+------------+-------------+----------------+-----------+---------+--------+
 *
 *   0           8          16
 *  +-----------+----------+
 *  |  iov_base |  iov_len |
 *  +-----------+----------+
 * </pre>
 *
 * {@code msg_iovlen} is a {@code size_t} in the kernel and in glibc. In musl it is an {@code int} with padding in place
 * of the high bytes, which is the same for small numbers.
 */
public final class MmsgHdr {
    private static final long MMSGHDR = 64;
    private static final long MSG_IOV = 16;
    private static final long MSG_IOVLEN = 24;
    private static final long MSG_CONTROL = 32;
    private static final long MSG_CONTROLLEN = 40;
    private static final long MSG_LEN = 56;
    private static final long IOVEC = 16;
    private static final long IOV_BASE = 0;
    private static final long IOV_LEN = 8;

    private MmsgHdr() {}

    /** The size of {@code count} of them in bytes. */
    public static long length(int count) {
        return count * (MMSGHDR + IOVEC);
    }

    /** Writes {@code count} of them, each with {@code room} bytes of {@code payload}. The payload must outlive them. */
    public static void put(Architecture machine, MemorySegment memory, int count, MemorySegment payload, long room) {
        memory.fill((byte) 0);
        for (int i = 0; i < count; i++) {
            long part = count * MMSGHDR + i * IOVEC;
            memory.set(machine.int64(), part + IOV_BASE, payload.address() + i * room);
            memory.set(machine.int64(), part + IOV_LEN, room);
            memory.set(machine.int64(), i * MMSGHDR + MSG_IOV, memory.address() + part);
            memory.set(machine.int64(), i * MMSGHDR + MSG_IOVLEN, 1);
        }
    }

    /**
     * Gives the first of them room for control messages, which must outlive it. The kernel replaces the size of the
     * room by that of what it wrote.
     */
    public static void putControl(Architecture machine, MemorySegment memory, MemorySegment control) {
        memory.set(machine.int64(), MSG_CONTROL, control.address());
        memory.set(machine.int64(), MSG_CONTROLLEN, control.byteSize());
    }

    /** The number of bytes of control messages received for the first of them. */
    public static long controlLength(Architecture machine, MemorySegment memory) {
        return memory.get(machine.int64(), MSG_CONTROLLEN);
    }

    /**
     * The number of bytes received for the one at {@code index}. With {@code MSG_TRUNC} it exceeds the room if the
     * datagram was cut off.
     */
    public static int received(Architecture machine, MemorySegment memory, int index) {
        return memory.get(machine.int32(), index * MMSGHDR + MSG_LEN);
    }
}
