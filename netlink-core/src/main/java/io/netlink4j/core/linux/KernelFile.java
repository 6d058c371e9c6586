package io.netlink4j.core.linux;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Reads files of {@code /proc} and the like as a whole, such as a parameter or a list of processes. */
public final class KernelFile {
    private static final int CHUNK = 4096;

    private KernelFile() {}

    /** Opens a file. Returns the descriptor or the negative error number. */
    public static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.open(Libc.newErrno(arena), BytePath.allocate(arena, path), flags | Linux.O_CLOEXEC, 0);
        }
    }

    /** Reads an open file to its end. */
    public static String read(int fd, String operation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment chunk = arena.allocate(CHUNK);
            while (true) {
                int length = SystemCall.check(Libc.read(errno, fd, chunk, CHUNK), operation);
                if (length == 0) {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
                bytes.writeBytes(chunk.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }
}
