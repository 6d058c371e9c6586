package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The directory of the names of namespaces. Each name is a file on which the namespace is mounted. */
final class NamespaceDirectory {
    static final String PROPERTY = "io.netlink4j.netns.directory";
    private static final String USER_DIRECTORY = "XDG_RUNTIME_DIR";

    private static final Path SYSTEM = Path.of("/run", "netns");
    private static final int NAME_MAX = 255;
    private static final Errno EISDIR = new Errno(21);
    private static final Errno EILSEQ = new Errno(84);
    private static final char REPLACEMENT = '\ufffd';

    private NamespaceDirectory() {}

    /**
     * The directory to use: that of the system property, else that of {@code ip netns}, else the user's own if that one
     * is not writable.
     */
    static Path path() {
        return path(
                System.getProperty(PROPERTY, ""),
                () -> Files.isWritable(Files.exists(SYSTEM) ? SYSTEM : SYSTEM.getParent()),
                System.getenv().getOrDefault(USER_DIRECTORY, ""));
    }

    static Path path(String chosen, BooleanSupplier systemWritable, String userDirectory) {
        if (!chosen.isEmpty()) {
            return absolute(chosen, "the system property " + PROPERTY);
        }
        return userDirectory.isEmpty() || systemWritable.getAsBoolean()
                ? SYSTEM
                : absolute(userDirectory + "/netns", "the environment variable " + USER_DIRECTORY);
    }

    private static Path absolute(String directory, String source) {
        if (directory.indexOf(REPLACEMENT) >= 0) {
            throw NetlinkException.refused(
                    "find the directory of namespaces",
                    EILSEQ,
                    source + " is '" + directory + "', with characters that are not in "
                            + System.getProperty("sun.jnu.encoding") + ", the encoding of this JVM's locale: start the"
                            + " JVM with LC_ALL=C.UTF-8");
        }
        return BytePath.path(directory.startsWith("/") ? directory : BytePath.text(Path.of("")) + "/" + directory);
    }

    /** The same directory as {@link #path}, as a string for the C library. */
    static String directory() {
        return BytePath.text(path());
    }

    /** The file of {@code name}, after a check that the name does not lead out of the directory. */
    static String file(String name) {
        checkName(name);
        return file(directory(), name);
    }

    static String file(String directory, String name) {
        return directory + "/" + name;
    }

    static void checkName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        boolean legal = length > 0
                && length <= NAME_MAX
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && BytePath.isText(name)
                && !name.equals(".")
                && !name.equals("..");
        if (!legal) {
            throw new IllegalArgumentException("'" + Printable.of(name) + "' is no name for a namespace: it takes 1 to "
                    + NAME_MAX + " bytes without '/' and NUL, and neither '.' nor '..'");
        }
    }

    static List<String> names() {
        return names(directory());
    }

    /** The names that are valid UTF-8, sorted; none if there is no such directory. */
    static List<String> names(String directory) {
        List<String> names = new ArrayList<>();
        int result = DirectoryReader.read(directory, names::add);
        if (result != -Errno.ENOENT.number() && result != -Errno.ENOTDIR.number()) {
            SystemCall.check(
                    result,
                    "list the namespaces in " + directory,
                    Errno.EACCES,
                    "it needs the permission to read that directory");
        }
        return names.stream().filter(BytePath::isText).sorted().toList();
    }

    /** The names of the namespace whose nsfs file is {@code file}. */
    static List<String> namesOf(FileId file) {
        Optional<FileId> sought = Optional.of(file);
        String directory = directory();
        return names(directory).stream()
                .filter(name -> FileId.find(file(directory, name)).equals(sought))
                .toList();
    }

    /**
     * Makes the directory a shared mount, so that names added or removed here are added or removed in every mount
     * namespace that was made from this one. The lock keeps processes that do this at the same time from mounting it
     * several times.
     */
    static void prepare(String directory) {
        if (!tryPrepare(directory)) {
            DirectoryLock.awaitPrepared(directory);
        }
    }

    /** Prepares the directory if that is {@code wanted} when the lock is free. Blocks in the kernel until then. */
    static boolean prepareLocked(String directory, BooleanSupplier wanted) {
        return prepare(directory, Linux.LOCK_EX, wanted);
    }

    /** Prepares the directory. Returns false if another process has the lock. */
    static boolean tryPrepare(String directory) {
        return prepare(directory, Linux.LOCK_EX | Linux.LOCK_NB, () -> true);
    }

    private static boolean prepare(String directory, int operation, BooleanSupplier wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment path = BytePath.allocate(arena, directory);
            int fd = openDirectory(errno, path, directory);
            try (OwnedFd lock = new OwnedFd(fd, directory)) {
                int locked = lock.use(number -> Libc.flock(errno, number, operation));
                if (locked == -Errno.EAGAIN.number()) {
                    return false;
                }
                SystemCall.check(locked, "lock " + directory);
                if (!wanted.getAsBoolean()) {
                    return false;
                }
                share(arena, errno, path, "prepare " + directory);
                return true;
            }
        }
    }

    private static int openDirectory(MemorySegment errno, MemorySegment path, String directory) {
        int flags = Linux.O_RDONLY | Linux.O_CLOEXEC;
        int fd = Libc.open(errno, path, flags, 0);
        if (fd == -Errno.ENOENT.number()) {
            int made = Libc.mkdir(errno, path, 0755);
            if (made != -Errno.EEXIST.number()) {
                SystemCall.check(
                        made, "create the directory " + directory, error -> notWritable(error, parent(directory)));
            }
            fd = Libc.open(errno, path, flags, 0);
        }
        return SystemCall.check(fd, "open the directory " + directory, error -> notWritable(error, directory));
    }

    private static void share(Arena arena, MemorySegment errno, MemorySegment path, String operation) {
        MemorySegment none = arena.allocateFrom("none");
        MemorySegment empty = arena.allocateFrom("");
        MemorySegment noData = MemorySegment.NULL;
        int shared = Libc.mount(errno, empty, path, none, Linux.MS_SHARED | Linux.MS_REC, noData);
        if (shared == -Errno.EINVAL.number()) {
            check(Libc.mount(errno, path, path, none, Linux.MS_BIND | Linux.MS_REC, noData), operation);
            check(Libc.mount(errno, empty, path, none, Linux.MS_PRIVATE | Linux.MS_REC, noData), operation);
            shared = Libc.mount(errno, empty, path, none, Linux.MS_SHARED | Linux.MS_REC, noData);
        }
        check(shared, operation);
    }

    /** Why a directory cannot be written to, and what to do about it. */
    private static @Nullable String notWritable(Errno errno, String directory) {
        String remedy = "; for another place set " + USER_DIRECTORY + " or the system property " + PROPERTY;
        return switch (errno.symbol()) {
            case "EACCES", "EPERM" -> "this user has no permission to write to " + directory + remedy;
            case "EROFS" -> directory + " is on a read-only file system" + remedy;
            case "ENOENT", "ENOTDIR" -> "there is no directory " + directory + ", nor one above it" + remedy;
            default -> null;
        };
    }

    /** Creates the file of a name. It must not exist. */
    static void createFile(String file, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            int flags = Linux.O_RDONLY | Linux.O_CREAT | Linux.O_EXCL | Linux.O_CLOEXEC;
            int fd = Libc.open(errno, BytePath.allocate(arena, file), flags, 0);
            SystemCall.check(
                    fd,
                    operation,
                    error -> error.equals(Errno.EEXIST) ? taken(file) : notWritable(error, parent(file)));
            Libc.close(errno, fd);
        }
    }

    private static String taken(String file) {
        return "the name is taken in " + parent(file)
                + (NamespaceFile.isOne(file)
                        ? ""
                        : ", by a file that is no namespace: one is being created there, or its creator was killed"
                                + " and it can be deleted");
    }

    private static String parent(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }

    /** Mounts the namespace of an open descriptor on the file of a name. */
    static void bind(int namespaceFd, String file, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            int result = Libc.mount(
                    Libc.newErrno(arena),
                    arena.allocateFrom("/proc/self/fd/" + namespaceFd),
                    BytePath.allocate(arena, file),
                    arena.allocateFrom("none"),
                    Linux.MS_BIND,
                    MemorySegment.NULL);
            check(result, operation);
        }
    }

    /** Removes a name: unmounts and unlinks its file. Of a symbolic link, only the link is removed. */
    static void remove(String file, String operation) {
        // Unlinking a directory fails, but only after its mount is gone.
        if (FileId.isDirectory(file)) {
            throw NetlinkException.refused(operation, EISDIR, file + " is a directory, and so no namespace");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment path = BytePath.allocate(arena, file);
            int unmounted;
            int unlinked;
            int refused = 0;
            do {
                unmounted = Libc.umount2(errno, path, Linux.MNT_DETACH | Linux.UMOUNT_NOFOLLOW);
                unlinked = Libc.unlink(errno, path);
                refused = unmounted == 0 ? 0 : refused + 1;
                // Processes that create a name while it is deleted may mount several namespaces on it, also between
                // these two calls.
            } while (unlinked == -Errno.EBUSY.number() && refused < 2);
            boolean mayNotUnmount = unmounted == -Errno.EPERM.number() && unlinked == -Errno.EBUSY.number();
            if (mayNotUnmount) {
                SystemCall.check(unmounted, operation, Errno.EPERM, "unmounting it needs CAP_SYS_ADMIN");
            }
            SystemCall.check(unlinked, operation, error -> switch (error.symbol()) {
                case "EBUSY" ->
                    "it is mounted by a mount namespace with more rights, and cannot be unmounted in this one";
                case "ENOENT" -> "there is no such name in " + parent(file);
                case "EACCES", "EPERM" -> "it needs the permission to write to " + parent(file);
                case "EROFS" -> parent(file) + " is on a read-only file system";
                default -> null;
            });
        }
    }

    private static void check(int mounted, String operation) {
        SystemCall.check(mounted, operation, Errno.EPERM, "mounting needs CAP_SYS_ADMIN in this mount namespace");
    }
}
