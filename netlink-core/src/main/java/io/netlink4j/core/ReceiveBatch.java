package io.netlink4j.core;

import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.MmsgHdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Receives many short datagrams, such as acknowledgements, with one system call ({@code recvmmsg(2)}). */
final class ReceiveBatch {
    /** The room for one datagram. An acknowledgement with its attributes is always shorter. */
    static final int ROOM = 1 << 10;

    private static final int MOST = 64;

    private final int most;
    private final MemorySegment memory;
    private final MemorySegment headers;

    private ReceiveBatch(int most) {
        Arena arena = Arena.ofAuto();
        this.most = most;
        this.memory = arena.allocate((long) most * ROOM, Long.BYTES);
        this.headers = arena.allocate(MmsgHdr.length(most), Long.BYTES);
        MmsgHdr.put(Architecture.HOST, headers, most, memory, ROOM);
    }

    /** One for {@code wanted} datagrams, as far as one system call receives so many: {@code existing} if that is large enough. */
    static ReceiveBatch of(@Nullable ReceiveBatch existing, int wanted) {
        int most = Math.min(wanted, MOST);
        return existing != null && existing.most >= most ? existing : new ReceiveBatch(most);
    }

    /** The memory of the datagrams. */
    MemorySegment memory() {
        return memory;
    }

    /** Receives up to {@code wanted} datagrams without waiting. Returns their number, or a negative error number. */
    int receive(MemorySegment errno, int fd, int wanted, int flags) {
        return Libc.recvmmsg(errno, fd, headers, Math.min(wanted, most), flags);
    }

    /** The offset of the datagram {@code index}. */
    long offset(int index) {
        return (long) index * ROOM;
    }

    /**
     * The length of the datagram {@code index}. With {@code MSG_TRUNC} it exceeds {@link #ROOM} if the datagram was cut
     * off.
     */
    int length(int index) {
        return MmsgHdr.received(Architecture.HOST, headers, index);
    }
}
