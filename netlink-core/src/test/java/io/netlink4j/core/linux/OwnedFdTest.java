package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OwnedFdTest {
    @Test
    void aClosedDescriptorIsNotUsed() {
        OwnedFd fd = openNull();
        fd.close();
        fd.close();
        assertThat(fd.isClosed()).isTrue();
        assertThatThrownBy(fd::acquire)
                .isInstanceOf(NetlinkException.Closed.class)
                .hasMessage("the device is closed");
        assertThatThrownBy(() -> fd.use(number -> number)).isInstanceOf(NetlinkException.Closed.class);
    }

    @Test
    void theLastUserClosesIt() {
        OwnedFd fd = openNull();
        int number = fd.acquire();
        FileId file = FileId.of(number);
        assertThat(fd.acquire()).isEqualTo(number);
        fd.close();
        fd.release();
        assertThat(FileId.of(number)).isEqualTo(file);
        assertThatThrownBy(fd::acquire).isInstanceOf(NetlinkException.Closed.class);
        fd.release();
        assertThat(fd.isClosed()).isTrue();
    }

    @Test
    void anExtraReleaseIsRefused() {
        OwnedFd fd = openNull();
        assertThatThrownBy(fd::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the device was released more often than acquired");
        fd.acquire();
        fd.close();
        fd.release();
        assertThatThrownBy(fd::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(fd::acquire).isInstanceOf(NetlinkException.Closed.class);
        assertThat(fd.isClosed()).isTrue();
    }

    @Test
    void aFailingUserReleases() {
        OwnedFd fd = openNull();
        assertThatThrownBy(() -> fd.use(number -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        fd.close();
        assertThat(fd.isClosed()).isTrue();
    }

    @Test
    void thereIsNoNegativeDescriptor() {
        assertThatThrownBy(() -> new OwnedFd(-9, "nothing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noUserGetsAClosedDescriptor() throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 200; round++) {
                OwnedFd fd = openNull();
                Callable<Boolean> user = () -> {
                    while (true) {
                        try {
                            fd.use(FileId::of);
                        } catch (NetlinkException.Closed e) {
                            return true;
                        }
                    }
                };
                var users =
                        IntStream.range(0, 3).mapToObj(i -> pool.submit(user)).toList();
                fd.close();
                for (Future<Boolean> one : users) {
                    assertThat(one.get()).isTrue();
                }
            }
        }
    }

    private static OwnedFd openNull() {
        try (Arena arena = Arena.ofConfined()) {
            int flags = Linux.O_RDONLY | Linux.O_CLOEXEC;
            int fd = Libc.open(Libc.newErrno(arena), arena.allocateFrom("/dev/null"), flags, 0);
            return new OwnedFd(fd, "the device");
        }
    }
}
