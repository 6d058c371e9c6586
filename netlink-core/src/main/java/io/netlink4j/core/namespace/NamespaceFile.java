package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.StatFs;
import io.netlink4j.core.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens files of network namespaces, and checks that they are. */
final class NamespaceFile {
    // Without O_NONBLOCK, opening a FIFO would block.
    private static final int FLAGS = Linux.O_RDONLY | Linux.O_CLOEXEC | Linux.O_NONBLOCK;

    private NamespaceFile() {}

    /**
     * Opens the namespace at {@code path}. The caller owns the descriptor.
     *
     * @param what the namespace as a message names it
     * @param missing the reason if there is no such file
     */
    static int open(String path, String what, @Nullable String missing) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            int fd = open(arena, errno, path, what, missing);
            if (!isNetworkNamespace(arena, errno, fd)) {
                new OwnedFd(fd, what).close();
                throw NetlinkException.refused("open " + what, Errno.EINVAL, path + " is no network namespace");
            }
            return fd;
        }
    }

    /** Opens the calling thread's namespace. The caller owns the descriptor. */
    static int openOwn() {
        try (Arena arena = Arena.ofConfined()) {
            return open(arena, Libc.newErrno(arena), FileId.OWN_NAMESPACE, "this thread's namespace", null);
        }
    }

    private static int open(Arena arena, MemorySegment errno, String path, String what, @Nullable String missing) {
        int fd = Libc.open(errno, BytePath.allocate(arena, path), FLAGS, 0);
        return SystemCall.check(fd, "open " + what, error -> switch (error.symbol()) {
            case "ENOENT" -> missing;
            case "EACCES" ->
                "opening " + path + " needs the permissions of its owner, or CAP_SYS_PTRACE for another's process";
            default -> null;
        });
    }

    /** Whether a network namespace can be opened at {@code path} now. */
    static boolean isOne(String path) {
        return find(path).isPresent();
    }

    /**
     * The network namespace that can be opened at {@code path} now; empty if there is none or this process may not open
     * it.
     *
     * @throws NetlinkException if this process can open no more files
     */
    static Optional<FileId> find(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            int opened = Libc.open(errno, BytePath.allocate(arena, path), FLAGS, 0);
            if (opened < 0) {
                Errno refusal = Errno.ofNegative(opened);
                if (FreeDescriptors.reason(refusal) != null) {
                    SystemCall.check(opened, "look at " + path);
                }
                return Optional.empty();
            }
            try (OwnedFd file = new OwnedFd(opened, path)) {
                return file.use(
                        fd -> isNetworkNamespace(arena, errno, fd) ? Optional.of(FileId.of(fd)) : Optional.empty());
            }
        }
    }

    private static boolean isNetworkNamespace(Arena arena, MemorySegment errno, int fd) {
        MemorySegment statfs = arena.allocate(StatFs.LENGTH, Long.BYTES);
        return Libc.fstatfs(errno, fd, statfs) == 0
                && StatFs.type(Architecture.HOST, statfs) == Linux.NSFS_MAGIC
                && Libc.ioctl(errno, fd, Linux.NS_GET_NSTYPE) == Linux.CLONE_NEWNET;
    }
}
