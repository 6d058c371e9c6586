package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The directory in which namespaces have names: a file for each, on which the namespace is mounted. */
final class NamespaceDirectory {
    static final String PROPERTY = "io.netlink4j.netns.directory";

    private static final Path SYSTEM = Path.of("/run", "netns");
    private static final int NAME_MAX = 255;

    private NamespaceDirectory() {}

    /** The place to use now: the one that was chosen, else that of {@code ip netns}, else the user's own if that one is not ours. */
    static Path path() {
        return path(
                System.getProperty(PROPERTY, ""),
                () -> Files.isWritable(Files.exists(SYSTEM) ? SYSTEM : SYSTEM.getParent()),
                System.getenv().getOrDefault("XDG_RUNTIME_DIR", ""));
    }

    static Path path(String chosen, BooleanSupplier systemWritable, String userDirectory) {
        if (!chosen.isEmpty()) {
            return Path.of(chosen).toAbsolutePath();
        }
        return userDirectory.isEmpty() || systemWritable.getAsBoolean()
                ? SYSTEM
                : Path.of(userDirectory, "netns").toAbsolutePath();
    }

    /** The file that stands for {@code name}, once the name is known not to lead out of the directory. */
    static String file(String name) {
        checkName(name);
        return file(path(), name);
    }

    static String file(Path directory, String name) {
        return directory + "/" + name;
    }

    static void checkName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        boolean legal = length > 0
                && length <= NAME_MAX
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && !name.equals(".")
                && !name.equals("..");
        if (!legal) {
            throw new IllegalArgumentException("'" + name + "' is no name for a namespace: it takes 1 to " + NAME_MAX
                    + " bytes without '/' and NUL, and neither '.' nor '..'");
        }
    }

    static List<String> names() {
        return names(path());
    }

    static List<String> names(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new NetlinkException("cannot list the namespaces in " + directory, e);
        } catch (DirectoryIteratorException e) {
            throw new NetlinkException("cannot list the namespaces in " + directory, e.getCause());
        }
        Collections.sort(names);
        return List.copyOf(names);
    }

    /** The names of the namespace whose nsfs file is {@code file}. */
    static List<String> namesOf(FileId file) {
        Optional<FileId> sought = Optional.of(file);
        return names().stream()
                .filter(name -> FileId.find(path() + "/" + name).equals(sought))
                .toList();
    }

    /**
     * Makes the directory a shared mount, so that a namespace mounted or unmounted here is so in every mount namespace
     * that was made from this one. Processes that do it at once would mount it several times over, hence the lock.
     */
    static void prepare(Path directory) {
        prepare(directory.toString(), Linux.LOCK_EX);
    }

    /** The same, but false where another process is at it, which would have to be waited for. */
    static boolean tryPrepare(Path directory) {
        return prepare(directory.toString(), Linux.LOCK_EX | Linux.LOCK_NB);
    }

    private static boolean prepare(String directory, int operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment path = arena.allocateFrom(directory);
            int fd = openDirectory(errno, path, directory);
            try (OwnedFd lock = new OwnedFd(fd, directory)) {
                int locked = lock.use(number -> Libc.flock(errno, number, operation));
                if (locked == -Errno.EAGAIN.number()) {
                    return false;
                }
                Refusal.check(locked, "lock " + directory);
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
                Refusal.check(made, "create the directory " + directory, Errno.EACCES, "it takes root's permissions");
            }
            fd = Libc.open(errno, path, flags, 0);
        }
        return Refusal.check(fd, "open the directory " + directory);
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

    /** Creates the file of a name, which must not be there. */
    static void createFile(String file, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            int flags = Linux.O_RDONLY | Linux.O_CREAT | Linux.O_EXCL | Linux.O_CLOEXEC;
            int fd = Libc.open(errno, arena.allocateFrom(file), flags, 0);
            if (fd == -Errno.EEXIST.number()) {
                throw NetlinkException.refused(operation, Errno.EEXIST, taken(file));
            }
            Refusal.check(fd, operation);
            Libc.close(errno, fd);
        }
    }

    private static String taken(String file) {
        return "the name is taken in " + path()
                + (NamespaceFile.isOne(file)
                        ? ""
                        : ", by a file that is no namespace: one is just being made there, or its maker was killed"
                                + " and it can be deleted");
    }

    /** Mounts the namespace of an open descriptor on the file of a name. */
    static void bind(int namespaceFd, String file, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            int result = Libc.mount(
                    Libc.newErrno(arena),
                    arena.allocateFrom("/proc/self/fd/" + namespaceFd),
                    arena.allocateFrom(file),
                    arena.allocateFrom("none"),
                    Linux.MS_BIND,
                    MemorySegment.NULL);
            check(result, operation);
        }
    }

    /** Removes a name: unmounted where it is mounted, and unlinked. */
    static void remove(String file, String operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment path = arena.allocateFrom(file);
            int unmounted;
            int unlinked;
            int refused = 0;
            do {
                unmounted = Libc.umount2(errno, path, Linux.MNT_DETACH);
                unlinked = Libc.unlink(errno, path);
                refused = unmounted == 0 ? 0 : refused + 1;
                // Those who make a name that another deletes may mount theirs one above the other, or between the two
                // calls.
            } while (unlinked == -Errno.EBUSY.number() && refused < 2);
            boolean mayNotUnmount = unmounted == -Errno.EPERM.number() && unlinked == -Errno.EBUSY.number();
            Refusal.check(
                    mayNotUnmount ? unmounted : unlinked,
                    operation,
                    mayNotUnmount ? Errno.EPERM : Errno.EBUSY,
                    mayNotUnmount
                            ? "unmounting it needs CAP_SYS_ADMIN"
                            : "it is mounted by a mount namespace with more rights, and cannot be unmounted in this"
                                    + " one");
        }
    }

    private static void check(int mounted, String operation) {
        Refusal.check(mounted, operation, Errno.EPERM, "mounting needs CAP_SYS_ADMIN in this mount namespace");
    }
}
