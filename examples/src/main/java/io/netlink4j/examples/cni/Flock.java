package io.netlink4j.examples.cni;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * A lock that other programs take with {@code flock(2)}, as the reference plugins do. The locks of {@code FileChannel} are those of {@code
 * fcntl(2)}, which those do not see. A killed process leaves none behind.
 */
final class Flock implements AutoCloseable {
    /** {@code O_CREAT | O_RDWR | O_CLOEXEC}, and the mode of the file. */
    private static final int OPEN_FLAGS = 0x40 | 2 | 0x80000;

    private static final int MODE = 0640;
    private static final int LOCK_EX = 2;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN = bind(
            "open",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FLOCK =
            bind("flock", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            bind("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int fd;

    private Flock(int fd) {
        this.fd = fd;
    }

    @SuppressWarnings("restricted") // the command line grants it
    private static MethodHandle bind(String function, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(function).orElseThrow(), type, options);
    }

    /** Waits for the lock on {@code file}, which is made if it is missing. */
    static Flock take(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            int opened = (int) OPEN.invokeExact(name, OPEN_FLAGS, MODE);
            if (opened < 0) {
                throw new CniException(CniException.IO, "cannot open the lock " + file);
            }
            if ((int) FLOCK.invokeExact(opened, LOCK_EX) < 0) {
                close(opened);
                throw new CniException(CniException.IO, "cannot take the lock " + file);
            }
            return new Flock(opened);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void close(int descriptor) {
        try {
            int ignored = (int) CLOSE.invokeExact(descriptor);
            assert ignored <= 0;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        close(fd);
    }
}
