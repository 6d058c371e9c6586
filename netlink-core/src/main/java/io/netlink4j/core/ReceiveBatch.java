package io.netlink4j.core;

import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.MmsgHdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Receives many short datagrams, such as acknowledgements, with one system call ({@code recvmmsg(2)}). */
final class ReceiveBatch {
    /** More than an acknowledgement takes with all that the kernel may say in it. */
    static final int ROOM = 1 << 10;

    private static final int MOST = 64;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment memory = arena.allocate(MOST * ROOM, Long.BYTES);
    private final MemorySegment headers = arena.allocate(MmsgHdr.length(MOST), Long.BYTES);

    ReceiveBatch() {
        MmsgHdr.put(Architecture.HOST, headers, MOST, memory, ROOM);
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
        return MmsgHdr.received(Architecture.HOST, headers, index);
    }
}
