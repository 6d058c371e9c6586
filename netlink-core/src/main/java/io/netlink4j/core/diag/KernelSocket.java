package io.netlink4j.core.diag;

import java.util.Optional;

/** A socket of any family as the kernel describes it. Later releases may add families. */
public sealed interface KernelSocket permits InetSocket, UnixSocket, NetlinkEndpoint, PacketSocket {
    /**
     * The inode, which is unique among all sockets of this kernel: the number in {@code /proc/PID/fd} that {@link SocketOwners} looks for.
     * 0 if no process has the socket: it is closed, or not accepted yet.
     */
    long inode();

    /** The cookie ({@code SO_COOKIE}), unique in this kernel until it restarts. Inodes are used again, cookies are not. */
    long cookie();

    /** The state. Sockets of families without states are {@link SocketState#CLOSE}. */
    SocketState state();

    /** The memory that the socket uses ({@code SO_MEMINFO}); empty if the kernel did not report it. */
    Optional<SocketMemory> memory();
}
