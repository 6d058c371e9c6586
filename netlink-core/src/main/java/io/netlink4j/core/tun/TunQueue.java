package io.netlink4j.core.tun;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.IfReq;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor of {@code /dev/net/tun} that is attached to a device.
 *
 * @param name the name of the link
 */
record TunQueue(int fd, String name) implements AutoCloseable {
    private static final String FILE = "/dev/net/tun";

    /** Opens it in the calling thread's namespace. The descriptor does not block. */
    static TunQueue open(TunRequest request, String label) {
        String operation = "open " + label;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            int flags = Linux.O_RDWR | Linux.O_NONBLOCK | Linux.O_CLOEXEC;
            int fd = SystemCall.check(
                    Libc.open(errno, arena.allocateFrom(FILE), flags, 0), operation, TunQueue::reasonOfFile);
            try {
                MemorySegment wanted = IfReq.of(arena, request.name().getBytes(StandardCharsets.UTF_8));
                IfReq.flags(Architecture.HOST, wanted, request.flags());
                SystemCall.check(Libc.ioctl(errno, fd, Linux.TUNSETIFF, wanted), operation, TunQueue::reason);
                set(errno, fd, Linux.TUNSETOWNER, request.owner(), operation);
                set(errno, fd, Linux.TUNSETGROUP, request.group(), operation);
                OptionalLong persistent = request.isPersistent() ? OptionalLong.of(1) : OptionalLong.empty();
                set(errno, fd, Linux.TUNSETPERSIST, persistent, operation);
                return new TunQueue(fd, IfReq.name(wanted));
            } catch (RuntimeException | Error e) {
                new OwnedFd(fd, FILE).close();
                throw e;
            }
        }
    }

    /** Sets an option, whose value takes the place of a pointer. */
    private static void set(MemorySegment errno, int fd, long option, OptionalLong value, String operation) {
        if (value.isPresent()) {
            MemorySegment argument = MemorySegment.ofAddress(value.getAsLong());
            SystemCall.check(Libc.ioctl(errno, fd, option, argument), operation, TunQueue::reasonOfOption);
        }
    }

    private static @Nullable String reasonOfOption(Errno errno) {
        return errno.symbol().equals("EINVAL") ? "the user namespace has no such user or group" : null;
    }

    private static @Nullable String reasonOfFile(Errno errno) {
        return switch (errno.symbol()) {
            case "ENOENT" -> "there is no " + FILE;
            case "ENODEV" -> "the kernel has no TUN devices";
            case "EACCES", "EPERM" -> FILE + " may not be opened";
            default -> null;
        };
    }

    private static @Nullable String reason(Errno errno) {
        return switch (errno.symbol()) {
            case "EPERM" -> "that needs CAP_NET_ADMIN in the user namespace that owns the network namespace";
            case "EBUSY" -> "it has a channel already; several take multiQueue() for each";
            case "EINVAL" -> "a link with that name is no device of this type, or one with another number of queues";
            default -> null;
        };
    }

    /** Closes the descriptor. */
    @Override
    public void close() {
        new OwnedFd(fd, FILE).close();
    }
}
