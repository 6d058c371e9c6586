package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The network namespace that a socket was opened in, as the kernel knows it. */
public final class SocketNamespace {
    private SocketNamespace() {}

    /**
     * Opens a socket with {@code opener} in the namespace of the socket {@code fd}. The calling thread opens it itself
     * if it is there.
     *
     * @param where the namespace as a message names it
     * @throws NetlinkException.NotPermitted if the calling thread is elsewhere and may not enter
     */
    public static int openBeside(int fd, String where, IntSupplier opener) {
        int here = opener.getAsInt();
        if (isSame(fd, here)) {
            return here;
        }
        new OwnedFd(here, "a socket elsewhere").close();
        try (OwnedFd namespace = new OwnedFd(namespaceOf(fd, where), where)) {
            return NamespaceTasks.openInside(new OpenNamespace(namespace, where), opener);
        }
    }

    /**
     * Compares {@code SO_NETNS_COOKIE}, which needs no privilege. False on kernels before 5.14, which do not have it.
     */
    private static boolean isSame(int fd, int other) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment cookies = arena.allocate(ValueLayout.JAVA_LONG, 2);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
            int result = 0;
            for (int i = 0; i < 2 && result >= 0; i++) {
                length.set(ValueLayout.JAVA_INT, 0, Long.BYTES);
                MemorySegment cookie = cookies.asSlice((long) i * Long.BYTES, Long.BYTES);
                result = Libc.getsockopt(
                        errno, i == 0 ? fd : other, Linux.SOL_SOCKET, Linux.SO_NETNS_COOKIE, cookie, length);
            }
            return result >= 0
                    && cookies.getAtIndex(ValueLayout.JAVA_LONG, 0) == cookies.getAtIndex(ValueLayout.JAVA_LONG, 1);
        }
    }

    /**
     * Whether the calling thread has CAP_NET_ADMIN in the user namespace that owns the network namespace of the socket
     * {@code fd}. {@code SIOCGSKNS} succeeds only then.
     */
    public static boolean mayAdminister(int fd) {
        int namespace = open(fd);
        if (namespace >= 0) {
            new OwnedFd(namespace, "a namespace").close();
        }
        return namespace != -Errno.EPERM.number();
    }

    /** The namespace of the socket {@code fd}. Empty without CAP_NET_ADMIN over it, and if {@code fd} is no open socket. */
    public static Optional<FileId> of(int fd) {
        int namespace = open(fd);
        if (namespace < 0) {
            return Optional.empty();
        }
        try (OwnedFd owned = new OwnedFd(namespace, "the namespace of a socket")) {
            return Optional.of(owned.use(FileId::of));
        }
    }

    private static int namespaceOf(int fd, String where) {
        int namespace = open(fd);
        if (namespace < 0) {
            Errno errno = Errno.ofNegative(namespace);
            throw NetlinkException.refused(
                    "open a second socket in " + where,
                    errno,
                    errno.equals(Errno.EPERM)
                            ? "SIOCGSKNS needs CAP_NET_ADMIN in the user namespace that owns " + where
                            : null);
        }
        return namespace;
    }

    private static int open(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.ioctl(Libc.newErrno(arena), fd, Linux.SIOCGSKNS);
        }
    }
}
