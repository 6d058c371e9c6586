package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibcTest {
    // Each test, and what precedes and follows it, may run on a thread of its own.
    private final Arena arena = Arena.ofShared();
    private final MemorySegment errno = Libc.newErrno(arena);

    @AfterEach
    void freeMemory() {
        arena.close();
    }

    @Test
    void aFailureIsTheNegativeErrorNumber() {
        assertThat(Libc.close(errno, -1)).isEqualTo(-Errno.EBADF.number());
        assertThat(Libc.open(errno, arena.allocateFrom("/nowhere"), Linux.O_RDONLY, 0))
                .isEqualTo(-Errno.ENOENT.number());
        assertThat(Libc.setns(errno, -1, Linux.CLONE_NEWNET)).isEqualTo(-Errno.EBADF.number());
        assertThat(Libc.ioctl(errno, -1, Linux.NS_GET_NSTYPE)).isEqualTo(-Errno.EBADF.number());
    }

    @Test
    void bytesAreWrittenAndRead(@TempDir Path directory) {
        MemorySegment path = arena.allocateFrom(directory.resolve("bytes").toString());
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_LONG, 42);
        int made = Libc.open(errno, path, Linux.O_WRONLY | Linux.O_CREAT | Linux.O_EXCL | Linux.O_CLOEXEC, 0600);
        try (OwnedFd file = new OwnedFd(made, "the file")) {
            assertThat(file.<Integer>use(number -> Libc.write(errno, number, bytes, 8)))
                    .isEqualTo(8);
        }
        bytes.fill((byte) 0);
        try (OwnedFd file = new OwnedFd(Libc.open(errno, path, Linux.O_RDONLY | Linux.O_CLOEXEC, 0), "the file")) {
            assertThat(file.<Integer>use(number -> Libc.read(errno, number, bytes, 8)))
                    .isEqualTo(8);
            assertThat(file.<Integer>use(number -> Libc.read(errno, number, bytes, 8)))
                    .isZero();
        }
        assertThat(bytes.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
    }

    @Test
    void openPassesItsVariadicMode(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("file");
        int flags = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_EXCL | Linux.O_CLOEXEC;
        int fd = Libc.open(errno, arena.allocateFrom(file.toString()), flags, 0400);
        new OwnedFd(fd, "the file").close();
        assertThat(Files.getPosixFilePermissions(file)).containsExactly(PosixFilePermission.OWNER_READ);
    }

    @Test
    void pollEndsAtItsTimeout() {
        long start = System.nanoTime();
        assertThat(Libc.poll(errno, MemorySegment.NULL, 0, 20)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(Libc.poll(errno, MemorySegment.NULL, 0, 0)).isZero();
    }

    @Test
    void aFunctionThatCannotBeLinkedSaysWhyAtEachCall() {
        CFunction missing = CFunction.of("netlink4j_has_no_such_function", "netlink4j_neither_this_one");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> missing.call(errno, 1, 0, 0, 0, 0))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageContaining("no function netlink4j_has_no_such_function()");
        }
    }

    @Test
    void aFunctionIsFoundByItsOtherName() {
        CFunction descriptor = CFunction.of("netlink4j_has_no_such_function", "eventfd");
        long fd = descriptor.call(errno, 0, Linux.EFD_CLOEXEC, 0, 0, 0);
        assertThat(fd).isNotNegative();
        new OwnedFd((int) fd, "an eventfd").close();
    }

    @Test
    void memoryMustBeNativeAndAlive() {
        MemorySegment heap = MemorySegment.ofArray(new byte[8]);
        assertThatThrownBy(() -> Libc.read(errno, -1, heap, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heap");
        MemorySegment freed;
        try (Arena ended = Arena.ofConfined()) {
            freed = ended.allocate(8);
        }
        assertThatThrownBy(() -> Libc.read(errno, -1, freed, 8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("freed");
        assertThat(Libc.read(errno, -1, MemorySegment.NULL, 0)).isEqualTo(-Errno.EBADF.number());
    }
}
