package io.netlink4j.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
final class EventThreadIT {
    private static final long LONG = Duration.ofSeconds(30).toNanos();

    @Test
    void theEventThreadStartedInsideANamespaceGoesHome(NetworkNamespace red) throws IOException {
        EventThread events = new EventThread(Duration.ofSeconds(5));
        try (OwnedFd ready = eventfd(1)) {
            assertThat(red.call(() -> await(events, ready, LONG))).isTrue();
            assertThat(namespacesOfEventThreads())
                    .isNotEmpty()
                    .doesNotContain(red.id().toString());
        }
    }

    @Test
    void anIdleEventThreadEndsAndANewOneIsStarted() {
        EventThread events = new EventThread(Duration.ZERO);
        try (OwnedFd ready = eventfd(1)) {
            for (int i = 0; i < 200; i++) {
                assertThat(await(events, ready, LONG)).isTrue();
            }
        }
    }

    @Test
    void aWaitEndsAtItsDeadlineOrWhenCancelledOrInterrupted() {
        EventThread events = new EventThread(Duration.ofMillis(10));
        try (OwnedFd silent = eventfd(0)) {
            long began = System.nanoTime();
            assertThat(await(events, silent, Duration.ofMillis(30).toNanos())).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
            assertThat(silent.<Boolean>use(
                            fd -> events.awaitNews(System.nanoTime() + LONG, () -> true, Interest.readable(fd))))
                    .isFalse();
            Thread.currentThread().interrupt();
            assertThat(await(events, silent, LONG)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static boolean await(EventThread events, OwnedFd fd, long nanos) {
        return fd.<Boolean>use(
                number -> events.awaitNews(System.nanoTime() + nanos, () -> false, Interest.readable(number)));
    }

    private static OwnedFd eventfd(int value) {
        try (Arena arena = Arena.ofConfined()) {
            return new OwnedFd(Libc.eventfd(Libc.newErrno(arena), value, Linux.EFD_CLOEXEC), "the eventfd");
        }
    }

    private static List<String> namespacesOfEventThreads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> read(task.resolve("comm")).startsWith("netlink4j-event"))
                    .map(task -> link(task.resolve("ns/net")))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // the thread has ended
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
