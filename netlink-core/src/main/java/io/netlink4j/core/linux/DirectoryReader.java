package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the names in a directory ({@code getdents64(2)}) byte for byte. {@link java.nio.file.Files} decodes them by the
 * locale.
 */
public final class DirectoryReader {
    private static final int CHUNK = 32 * 1024;

    static {
        // The open directory may be the last descriptor.
        FreeDescriptors.prepare(Dirent.class);
    }

    private DirectoryReader() {}

    /**
     * The names in a directory except {@code .} and {@code ..}, in no particular order.
     *
     * @param operation what the caller does, to be read after "cannot"
     */
    public static List<String> in(String directory, String operation) {
        List<String> names = new ArrayList<>();
        return checked(names, read(directory, names::add), operation);
    }

    /** The names in a directory; none if the directory is gone or may not be read. */
    public static List<String> ifAny(String directory, String operation) {
        List<String> names = new ArrayList<>();
        int result = read(directory, names::add);
        return result < 0 && FreeDescriptors.reason(Errno.ofNegative(result)) == null
                ? List.of()
                : checked(names, result, operation);
    }

    /** Passes the names in a directory to {@code names}. Returns 0 or the negative error number. */
    public static int read(String directory, Consumer<String> names) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            // Without O_NONBLOCK, opening a FIFO would block.
            int flags = Linux.O_RDONLY | Linux.O_CLOEXEC | Linux.O_NONBLOCK;
            int opened = Libc.open(errno, BytePath.allocate(arena, directory), flags, 0);
            if (opened < 0) {
                return opened;
            }
            MemorySegment chunk = arena.allocate(CHUNK, Long.BYTES);
            try (OwnedFd fd = new OwnedFd(opened, directory)) {
                int length = fd.<Integer>use(number -> Libc.getdents64(errno, number, chunk, CHUNK));
                while (length > 0) {
                    tell(chunk.asSlice(0, length), names);
                    length = fd.<Integer>use(number -> Libc.getdents64(errno, number, chunk, CHUNK));
                }
                return length;
            }
        }
    }

    private static List<String> checked(List<String> names, int result, String operation) {
        SystemCall.check(result, operation);
        return names;
    }

    private static void tell(MemorySegment entries, Consumer<String> names) {
        for (long at = 0; at < entries.byteSize(); at = Dirent.next(Architecture.HOST, entries, at)) {
            String name = Dirent.name(entries, at);
            if (!name.equals(".") && !name.equals("..")) {
                names.accept(name);
            }
        }
    }
}
