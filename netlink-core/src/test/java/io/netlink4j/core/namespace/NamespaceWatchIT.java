package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other tests make names, too: each test looks for its own. */
@KernelTest
final class NamespaceWatchIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void addedAndRemovedNamesAreReported(Namespaces namespaces) throws InterruptedException {
        String name = namespaces.newName();
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            assertThat(watch.existing()).doesNotContain(name);
            NetworkNamespace.create(name).close();
            assertThat(next(watch, name)).isEqualTo(new NamespaceEvent.Created(name));
            NetworkNamespace.delete(name);
            assertThat(next(watch, name)).isEqualTo(new NamespaceEvent.Deleted(name));
        }
    }

    @Test
    void existingNamesAreNoEvents(Namespaces namespaces) throws InterruptedException {
        String first = namespaces.named().name().orElseThrow();
        String second = namespaces.newName();
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            assertThat(watch.existing()).contains(first).isSorted();
            NetworkNamespace.create(second).close();
            assertThat(next(watch, first, second)).isEqualTo(new NamespaceEvent.Created(second));
            NetworkNamespace.delete(first);
            assertThat(next(watch, first, second)).isEqualTo(new NamespaceEvent.Deleted(first));
        }
    }

    @Test
    @NeedsCommand("ip")
    void aReportedNameCanBeOpenedAtOnce(Namespaces namespaces) throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            names.add(namespaces.newName());
        }
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            CompletableFuture<Void> creator = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < names.size(); i += 2) {
                    Command.run("ip", "netns", "add", names.get(i)).ok();
                    NetworkNamespace.create(names.get(i + 1)).close();
                }
            });
            for (String name : names) {
                assertThat(next(watch, names.toArray(String[]::new))).isEqualTo(new NamespaceEvent.Created(name));
                NetworkNamespace.open(name).close();
            }
            creator.get();
        }
    }

    @Test
    void aNameCreatedAgainIsReportedAgain(Namespaces namespaces) throws InterruptedException {
        String name = namespaces.newName();
        String last = namespaces.newName();
        NetworkNamespace.create(name).close();
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            NetworkNamespace.delete(name);
            NetworkNamespace.create(name).close();
            NetworkNamespace.create(last).close();
            assertThat(next(watch, name, last)).isEqualTo(new NamespaceEvent.Deleted(name));
            assertThat(next(watch, name, last)).isEqualTo(new NamespaceEvent.Created(name));
            assertThat(next(watch, name, last)).isEqualTo(new NamespaceEvent.Created(last));
        }
    }

    @Test
    void aFileIsNoNamespaceUntilOneIsMountedOnIt(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        String name = namespaces.newName();
        String last = namespaces.newName();
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            String file = NamespaceDirectory.file(name);
            NamespaceDirectory.createFile(file, "leave a file");
            NetworkNamespace.create(last).close();
            assertThat(next(watch, name, last)).isEqualTo(new NamespaceEvent.Created(last));
            red.withFileDescriptor(fd -> {
                NamespaceDirectory.bind(fd, file, "mount it");
                return fd;
            });
            assertThat(next(watch, name, last)).isEqualTo(new NamespaceEvent.Created(name));
        }
    }

    @Test
    void aTimeoutLosesNothing(Namespaces namespaces) throws InterruptedException {
        String name = namespaces.newName();
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            assertThat(next(watch, Duration.ZERO, name)).isEmpty();
            assertThat(next(watch, Duration.ofMillis(30), name)).isEmpty();
            assertThat(next(watch, Duration.ofMillis(-1), name)).isEmpty();
            NetworkNamespace.create(name).close();
            assertThat(next(watch, Duration.ofSeconds(Long.MAX_VALUE), name))
                    .contains(new NamespaceEvent.Created(name));
        }
    }

    @Test
    void closingWakesAllWaitingThreads() throws Exception {
        NamespaceWatch watch = NetworkNamespace.watch();
        List<CompletableFuture<Throwable>> waiting = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual(), Thread.ofVirtual())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            waiting.add(thrown);
            threads.add(kind.start(() -> thrown.complete(drain(watch))));
        }
        awaitWaiting(threads.getFirst());
        watch.close();
        watch.close();
        for (CompletableFuture<Throwable> thrown : waiting) {
            assertThat(thrown.get()).isInstanceOf(NetlinkException.Closed.class).hasMessageEndingWith(" is closed");
        }
        assertThatThrownBy(() -> watch.next(Duration.ZERO)).isInstanceOf(NetlinkException.Closed.class);
    }

    @Test
    void interruptionEndsAWaitAndLosesNoEvent(Namespaces namespaces) throws Exception {
        String name = namespaces.newName();
        try (NamespaceWatch watch = NetworkNamespace.watch()) {
            for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
                CompletableFuture<Throwable> thrown = new CompletableFuture<>();
                Thread waiter = kind.start(() -> thrown.complete(drain(watch)));
                awaitWaiting(waiter);
                waiter.interrupt();
                assertThat(thrown.get()).isInstanceOf(NetlinkException.Interrupted.class);
            }
            NetworkNamespace.create(name).close();
            assertThat(next(watch, name)).isEqualTo(new NamespaceEvent.Created(name));
        }
    }

    @Test
    @NeedsCommand({"mount", "umount"})
    void theDirectoryMayBeCreatedRemovedAndMountedOver(@TempDir Path parent) throws Exception {
        Path directory = parent.resolve("above/netns");
        try (NamespaceWatch watch = new NamespaceWatch(directory)) {
            assertThat(watch.existing()).isEmpty();
            assertThat(watch.next(Duration.ofMillis(10))).isEmpty();
            Files.createDirectories(directory);
            Path file = Files.createFile(directory.resolve("red"));
            Command.run("mount", "--bind", "/proc/self/ns/net", file.toString()).ok();
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Created("red"));

            Command.run("mount", "-t", "tmpfs", "none", directory.toString()).ok();
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Deleted("red"));
            Path above = Files.createFile(directory.resolve("blue"));
            Command.run("mount", "--bind", "/proc/self/ns/net", above.toString())
                    .ok();
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Created("blue"));

            Command.run("umount", above.toString()).ok();
            Command.run("umount", directory.toString()).ok();
            assertThat(Set.of(watch.next(LONG).orElseThrow(), watch.next(LONG).orElseThrow()))
                    .containsExactlyInAnyOrder(new NamespaceEvent.Deleted("blue"), new NamespaceEvent.Created("red"));

            Command.run("umount", file.toString()).ok();
            Files.delete(file);
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Deleted("red"));
            Files.delete(directory);
            assertThat(watch.next(Duration.ofMillis(10))).isEmpty();
            Files.createDirectory(directory);
            Files.createFile(file);
            Command.run("mount", "--bind", "/proc/self/ns/net", file.toString()).ok();
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Created("red"));
            Command.run("umount", file.toString()).ok();
        }
    }

    @Test
    @NeedsCommand({"mount", "umount"})
    void droppedEventsAreFoundByComparing(@TempDir Path directory) throws Exception {
        Path kept = Files.createFile(directory.resolve("kept"));
        Path gone = Files.createFile(directory.resolve("gone"));
        Path come = directory.resolve("come");
        for (Path file : List.of(kept, gone)) {
            Command.run("mount", "--bind", "/proc/self/ns/net", file.toString()).ok();
        }
        int limit = Integer.parseInt(Files.readString(Path.of("/proc/sys/fs/inotify/max_queued_events"))
                .strip());
        try (NamespaceWatch watch = new NamespaceWatch(directory)) {
            assertThat(watch.existing()).containsExactly("gone", "kept");
            Path noise = directory.resolve("noise");
            for (int i = 0; i <= limit / 2; i++) {
                Files.delete(Files.createFile(noise));
            }
            Command.run("umount", gone.toString()).ok();
            Files.delete(gone);
            Files.createFile(come);
            Command.run("mount", "--bind", "/proc/self/ns/net", come.toString()).ok();
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Deleted("gone"));
            assertThat(watch.next(LONG)).contains(new NamespaceEvent.Created("come"));
            assertThat(watch.next(Duration.ZERO)).isEmpty();
        } finally {
            Command.run("umount", kept.toString(), come.toString());
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static Throwable drain(NamespaceWatch watch) {
        try {
            while (true) {
                watch.next(LONG);
            }
        } catch (NetlinkException e) {
            return e;
        }
    }

    private static NamespaceEvent next(NamespaceWatch watch, String... names) throws InterruptedException {
        return next(watch, LONG, names).orElseThrow();
    }

    private static Optional<NamespaceEvent> next(NamespaceWatch watch, Duration timeout, String... names)
            throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            Optional<NamespaceEvent> event = watch.next(left);
            if (event.isEmpty() || List.of(names).contains(event.get().name())) {
                return event;
            }
        }
    }
}
