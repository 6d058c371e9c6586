package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The identity of a file, and so of a namespace: its device and inode number from {@code struct statx} of {@code
 * statx(2)}.
 *
 * <pre>
 *   0x1c         0x20               0x88             0x8c             0x100
 *  +----------+-+-----------+-----+----------------+----------------+------+
 *  | stx_mode | |  stx_ino  | ... | stx_dev_major  | stx_dev_minor  | ...  |
 *  +----------+-+-----------+-----+----------------+----------------+------+
 *    2 bytes       8 bytes             4 bytes          4 bytes
 * </pre>
 *
 * @param device the device number, with the major number in the upper half and the minor number in the lower half
 * @param inode the inode number on that device
 */
public record FileId(long device, long inode) {
    /** The calling thread's network namespace. {@code /proc/self} is that of the process's first thread. */
    public static final String OWN_NAMESPACE = "/proc/thread-self/ns/net";

    /** The network namespace of the process's first thread. */
    public static final String FIRST_NAMESPACE = "/proc/self/ns/net";

    static final int STATX_SIZE = 256;
    private static final long STX_MODE = 0x1c;
    private static final long STX_INO = 0x20;
    private static final long STX_DEV_MAJOR = 0x88;
    private static final long STX_DEV_MINOR = 0x8c;

    /** The file that {@code fd} is open on. */
    public static FileId of(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return stat(arena, fd, "", Linux.AT_EMPTY_PATH);
        }
    }

    /** The file at {@code path}; empty if there is none or this process may not look at it. */
    public static Optional<FileId> find(String path) {
        return find(Linux.AT_FDCWD, path, 0);
    }

    /** Whether {@code path} is a directory. False for a symbolic link to one. */
    public static boolean isDirectory(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(STATX_SIZE, Long.BYTES);
            return stat(arena, Linux.AT_FDCWD, path, Linux.AT_SYMLINK_NOFOLLOW, statx) == 0
                    && isDirectory(Architecture.HOST, statx);
        }
    }

    /** Whether {@code fd} is open on the calling thread's network namespace. */
    public static boolean isOwnNamespace(int fd) {
        Optional<FileId> own = find(OWN_NAMESPACE);
        return own.isPresent() && own.equals(find(fd, "", Linux.AT_EMPTY_PATH));
    }

    /** The calling thread's network namespace. */
    public static FileId ofOwnNamespace() {
        try (Arena arena = Arena.ofConfined()) {
            return stat(arena, Linux.AT_FDCWD, OWN_NAMESPACE, 0);
        }
    }

    /** The network namespace of the process's first thread. */
    public static FileId ofFirstThread() {
        try (Arena arena = Arena.ofConfined()) {
            return stat(arena, Linux.AT_FDCWD, FIRST_NAMESPACE, 0);
        }
    }

    private static Optional<FileId> find(int directory, String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(STATX_SIZE, Long.BYTES);
            return stat(arena, directory, path, flags, statx) < 0
                    ? Optional.empty()
                    : Optional.of(read(Architecture.HOST, statx));
        }
    }

    private static FileId stat(Arena arena, int directory, String path, int flags) {
        MemorySegment statx = arena.allocate(STATX_SIZE, Long.BYTES);
        int result = stat(arena, directory, path, flags, statx);
        if (result < 0) {
            String what = path.isEmpty() ? "file descriptor " + directory : path;
            throw NetlinkException.refused("identify " + what, Errno.ofNegative(result), null);
        }
        return read(Architecture.HOST, statx);
    }

    private static int stat(Arena arena, int directory, String path, int flags, MemorySegment statx) {
        int mask = Linux.STATX_TYPE | Linux.STATX_INO;
        return Libc.statx(Libc.newErrno(arena), directory, BytePath.allocate(arena, path), flags, mask, statx);
    }

    static boolean isDirectory(Architecture machine, MemorySegment statx) {
        return (statx.get(machine.int16(), STX_MODE) & Linux.S_IFMT) == Linux.S_IFDIR;
    }

    static FileId read(Architecture machine, MemorySegment statx) {
        long major = Integer.toUnsignedLong(statx.get(machine.int32(), STX_DEV_MAJOR));
        long minor = Integer.toUnsignedLong(statx.get(machine.int32(), STX_DEV_MINOR));
        return new FileId(major << 32 | minor, statx.get(machine.int64(), STX_INO));
    }
}
