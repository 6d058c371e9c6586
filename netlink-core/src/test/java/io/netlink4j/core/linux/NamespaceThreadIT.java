package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@KernelTest
final class NamespaceThreadIT {
    private static final Duration LONG = Duration.ofSeconds(2);

    @Test
    void aVisitSeesTheNamespaceAndTheNextOneStartsAtHome(NetworkNamespace namespace) {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        Seen first = visit(visits, namespace);
        assertThat(first.namespace()).isEqualTo(namespace.id().toString());
        assertThat(first.thread().isDaemon()).isTrue();
        assertThat(namespaceOf(first.path())).isEqualTo(ofLeader());
        assertThat(visit(visits, namespace).thread()).isSameAs(first.thread());
    }

    @Test
    void idleTheThreadEndsAndAnotherOneIsMade(NetworkNamespace namespace) throws InterruptedException {
        NamespaceThread visits = new NamespaceThread(Duration.ZERO, NamespaceThreadIT::setns);
        Thread first = visit(visits, namespace).thread();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        assertThat(visit(visits, namespace).thread()).isNotSameAs(first);
    }

    @Test
    void aThreadBornInsideGoesHome(NetworkNamespace birthplace, Namespaces namespaces) {
        NetworkNamespace target = namespaces.unnamed();
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        Seen seen = birthplace.call(() -> visit(visits, target));
        assertThat(seen.namespace()).isEqualTo(target.id().toString());
        assertThat(namespaceOf(seen.path())).isEqualTo(ofLeader());
    }

    @Test
    void whoCannotReturnIsEndedAndItsWorkUndone(NetworkNamespace namespace) throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        NamespaceThread visits = new NamespaceThread(LONG, home -> !broken.get() && setns(home));
        Thread first = visit(visits, namespace).thread();
        AtomicBoolean undone = new AtomicBoolean();
        broken.set(true);
        assertThatThrownBy(() -> namespace.withFileDescriptor(fd -> visits.<AutoCloseable, RuntimeException>visit(
                        () -> NamespaceThread.enter(fd, "there"), "there", () -> () -> undone.set(true))))
                .isInstanceOf(NetlinkException.class)
                .hasMessage("cannot return from there: the thread that went there was ended, and its work was undone");
        assertThat(undone).isTrue();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        broken.set(false);
        assertThat(visit(visits, namespace).namespace())
                .isEqualTo(namespace.id().toString());
    }

    @Test
    void whoCannotReturnHarmsNobodyElse(NetworkNamespace namespace) throws Exception {
        AtomicInteger returns = new AtomicInteger();
        NamespaceThread visits = new NamespaceThread(LONG, home -> returns.incrementAndGet() % 3 != 0 && setns(home));
        String there = namespace.id().toString();
        List<Future<Integer>> callers = new ArrayList<>();
        try (ExecutorService platform = Executors.newFixedThreadPool(4);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                callers.add((i % 2 == 0 ? platform : virtual).submit(() -> {
                    int failures = 0;
                    for (int turn = 0; turn < 30; turn++) {
                        try {
                            assertThat(visit(visits, namespace).namespace()).isEqualTo(there);
                        } catch (NetlinkException e) {
                            assertThat(e).hasMessageContaining("cannot return");
                            failures++;
                        }
                        assertThat(Task.here()).isEqualTo(ofLeader());
                    }
                    return failures;
                }));
            }
            int failures = 0;
            for (Future<Integer> caller : callers) {
                failures += caller.get();
            }
            assertThat(failures).isBetween(1, 239);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (anybodyIn(there) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(anybodyIn(there)).isFalse();
    }

    @Test
    void aReturnToTheWrongPlaceIsNoticed(NetworkNamespace namespace) {
        AtomicBoolean lying = new AtomicBoolean();
        NamespaceThread visits = new NamespaceThread(LONG, home -> lying.get() || setns(home));
        visit(visits, namespace);
        lying.set(true);
        assertThatThrownBy(() -> visit(visits, namespace)).hasMessageContaining("cannot return");
    }

    @Test
    void whatTheBodyThrowsComesOutAsItIs(NetworkNamespace namespace) {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        IOException failure = new IOException("failed inside");
        assertThatThrownBy(() -> visits.visit(() -> {}, "here", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(visit(visits, namespace).namespace())
                .isEqualTo(namespace.id().toString());
    }

    @Test
    void aVisitDuringAVisitIsRefused() {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        assertThatThrownBy(() -> visits.visit(() -> {}, "here", () -> visits.visit(() -> {}, "there", () -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a visit to there was asked for during another visit");
    }

    @Test
    void anInterruptedCallerGetsItsAnswerAndStaysInterrupted(NetworkNamespace namespace) {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        Thread.currentThread().interrupt();
        Seen seen = visit(visits, namespace);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen.namespace()).isEqualTo(namespace.id().toString());
    }

    private record Seen(String namespace, Thread thread, Path path) {}

    private static Seen visit(NamespaceThread visits, NetworkNamespace namespace) {
        return namespace.withFileDescriptor(fd -> visits.<Seen, RuntimeException>visit(
                () -> NamespaceThread.enter(fd, namespace.toString()),
                namespace.toString(),
                () -> new Seen(
                        read(Path.of(FileId.OWN_NAMESPACE)),
                        Thread.currentThread(),
                        Path.of("/proc").resolve(read(Path.of("/proc/thread-self"))))));
    }

    private static boolean anybodyIn(String namespace) throws IOException {
        return Task.all().stream().anyMatch(task -> task.namespace().equals(namespace));
    }

    private static String namespaceOf(Path thread) {
        return read(thread.resolve("ns/net"));
    }

    private static String ofLeader() {
        return read(Path.of("/proc/self/ns/net"));
    }

    private static String read(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean setns(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.setns(Libc.newErrno(arena), fd, Linux.CLONE_NEWNET) == 0;
        }
    }
}
