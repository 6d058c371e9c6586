package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether this process can open more files. Call it before code that breaks for ever without file descriptors,
 * such as a static initializer of the JDK.
 */
public final class FreeDescriptors {
    private static final File ALWAYS_THERE = new File("/dev/null");

    private FreeDescriptors() {}

    /**
     * Throws unless {@code count} more files could be opened now.
     *
     * @param operation what the caller does, to be read after "cannot"
     * @throws NetlinkException with {@code EMFILE} or {@code ENFILE} if they could not
     */
    public static void require(int count, String operation) {
        Optional<Errno> shortage = shortage(count);
        if (shortage.isPresent()) {
            throw NetlinkException.refused(operation, shortage.get(), reason(shortage.get()));
        }
    }

    /** The error of an attempt to open {@code count} more files; empty if all could be opened. */
    public static Optional<Errno> shortage(int count) {
        int[] opened = new int[count];
        int number = 0;
        int result = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            while (number < count && result >= 0) {
                result = Libc.eventfd(errno, 0, Linux.EFD_CLOEXEC);
                if (result >= 0) {
                    opened[number++] = result;
                }
            }
            for (int i = 0; i < number; i++) {
                Libc.close(errno, opened[i]);
            }
        }
        return result < 0 ? Optional.of(Errno.ofNegative(result)) : Optional.empty();
    }

    /** Throws unless one more file could be opened. Does not use the C library. */
    static void requireOne(String operation) {
        try (FileInputStream _ = new FileInputStream(ALWAYS_THERE)) {
            return;
        } catch (IOException e) {
            if (ALWAYS_THERE.exists()) {
                throw NetlinkException.refused(operation, Errno.EMFILE, reason(Errno.EMFILE));
            }
        }
    }

    /**
     * Loads the classes that report a shortage, while there is none. Loading a class may take a descriptor, and a class
     * that could not be loaded once is lost for the life of the JVM.
     */
    static void prepare() {
        NetlinkException report = NetlinkException.refused(OwnedFd.class.getName(), Errno.EMFILE, reason(Errno.EMFILE));
        report.errno().ifPresent(FreeDescriptors::reason);
    }

    /** Initializes classes that must work when no file can be opened, for the same reason. */
    public static void prepare(Class<?>... classes) {
        for (Class<?> type : classes) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new LinkageError(type.getName(), e);
            }
        }
    }

    /** A sentence that explains {@code EMFILE} or {@code ENFILE}; null for any other error. */
    public static @Nullable String reason(Errno errno) {
        return switch (errno.symbol()) {
            case "EMFILE" -> "this process has as many open files as its limit RLIMIT_NOFILE (ulimit -n) allows";
            case "ENFILE" -> "this machine has as many open files as /proc/sys/fs/file-max allows";
            default -> null;
        };
    }
}
