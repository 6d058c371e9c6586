package io.netlink4j.core;

import static java.lang.ref.Reference.reachabilityFence;

import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.CmsgHdr;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.MmsgHdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Receives datagrams of several namespaces, each with the nsid of its namespace ({@code NETLINK_LISTEN_ALL_NSID}). */
final class OriginReceive {
    private final MemorySegment header = Arena.ofAuto().allocate(MmsgHdr.length(1), Long.BYTES);
    private final MemorySegment control = Arena.ofAuto().allocate(CmsgHdr.LENGTH, Long.BYTES);
    private Optional<Integer> nsid = Optional.empty();

    /** As {@code recv(2)}: {@code recvmmsg(2)} for one datagram. */
    int receive(MemorySegment errno, int fd, MemorySegment in, int flags) {
        MmsgHdr.put(Architecture.HOST, header, 1, in, in.byteSize());
        MmsgHdr.putControl(Architecture.HOST, header, control);
        int received;
        try {
            received = Libc.recvmmsg(errno, fd, header, 1, flags);
        } finally {
            reachabilityFence(in);
        }
        if (received < 0) {
            return received;
        }
        nsid = CmsgHdr.read(
                Architecture.HOST,
                control,
                MmsgHdr.controlLength(Architecture.HOST, header),
                Linux.SOL_NETLINK,
                Linux.NETLINK_LISTEN_ALL_NSID);
        return MmsgHdr.received(Architecture.HOST, header, 0);
    }

    /** The nsid of the last datagram's namespace; empty if that is the namespace of the socket. */
    Optional<Integer> nsid() {
        return nsid;
    }
}
