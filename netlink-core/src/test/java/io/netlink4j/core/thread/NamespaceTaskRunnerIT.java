package io.netlink4j.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@KernelTest
@Timeout(60)
final class NamespaceTaskRunnerIT {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int MOST = 16;

    @Test
    void aVisitSeesTheNamespaceAndTheNextOneStartsAtHome(NetworkNamespace namespace) {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        Seen first = visit(visits, namespace);
        assertThat(first.namespace()).isEqualTo(namespace.id().toString());
        assertThat(first.thread().isDaemon()).isTrue();
        assertThat(namespaceOf(first.path())).isEqualTo(ofLeader());
        assertThat(visit(visits, namespace).thread()).isSameAs(first.thread());
    }

    @Test
    void idleTheThreadEndsAndAnotherOneIsMade(NetworkNamespace namespace) throws InterruptedException {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, Duration.ZERO, NamespaceTaskRunnerIT::setns);
        Thread first = visit(visits, namespace).thread();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        assertThat(visit(visits, namespace).thread()).isNotSameAs(first);
    }

    @Test
    void aThreadBornInsideGoesHome(NetworkNamespace birthplace, Namespaces namespaces) {
        NetworkNamespace target = namespaces.unnamed();
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        Seen seen = birthplace.call(() -> visit(visits, target));
        assertThat(seen.namespace()).isEqualTo(target.id().toString());
        assertThat(namespaceOf(seen.path())).isEqualTo(ofLeader());
    }

    @Test
    void whoCannotReturnIsEndedAndItsWorkUndone(NetworkNamespace namespace) throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, home -> !broken.get() && setns(home));
        Thread first = visit(visits, namespace).thread();
        AtomicBoolean undone = new AtomicBoolean();
        broken.set(true);
        OwnedFd fd = new OwnedFd(duplicate(namespace), "there");
        assertThatThrownBy(() -> visits.<AutoCloseable, RuntimeException>visit(
                        new OpenNamespace(fd, "there"), LONG, () -> () -> undone.set(true)))
                .isInstanceOf(NetlinkException.class)
                .hasMessage("cannot return from there: the thread that went there was ended, and its work was undone");
        fd.close();
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
        NamespaceTaskRunner visits =
                new NamespaceTaskRunner(MOST, LONG, home -> returns.incrementAndGet() % 3 != 0 && setns(home));
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
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, home -> lying.get() || setns(home));
        visit(visits, namespace);
        lying.set(true);
        assertThatThrownBy(() -> visit(visits, namespace)).hasMessageContaining("cannot return");
    }

    @Test
    void whatTheBodyThrowsComesOutAsItIs(NetworkNamespace namespace) {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        IOException failure = new IOException("failed inside");
        assertThatThrownBy(() -> visits.visit(place("here"), LONG, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(visit(visits, namespace).namespace())
                .isEqualTo(namespace.id().toString());
    }

    @Test
    void aVisitDuringAVisitIsRefused() {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        assertThatThrownBy(
                        () -> visits.visit(place("here"), LONG, () -> visits.visit(place("there"), LONG, () -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a visit to there was asked for during another visit");
    }

    @Test
    void visitsAreSideBySide(NetworkNamespace namespace) throws Exception {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        CyclicBarrier all = new CyclicBarrier(MOST);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> visitors = IntStream.range(0, MOST)
                    .mapToObj(i -> callers.submit(() -> visits.visit(place("nr. " + i), LONG, () -> all.await())))
                    .toList();
            for (Future<Integer> visitor : visitors) {
                assertThat(visitor.get()).isBetween(0, MOST - 1);
            }
        }
        assertThat(visit(visits, namespace).namespace())
                .isEqualTo(namespace.id().toString());
    }

    @Test
    void aThreadThatTheKernelKeepsIsNotWaitedForAndUndoesItsWork() throws Exception {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        EventFdLatch gate = new EventFdLatch("the stuck one");
        CountDownLatch undone = new CountDownLatch(1);
        assertThatThrownBy(() ->
                        visits.<AutoCloseable, RuntimeException>visit(gate, SHORT, () -> () -> undone.countDown()))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessage("the kernel kept a thread that visits the stuck one for PT0.02S; what that thread makes is"
                        + " undone when it returns");
        assertThat(visits.<Boolean, RuntimeException>visit(place("another"), LONG, () -> true))
                .isTrue();
        assertThat(undone.getCount()).isOne();
        gate.open.countDown();
        undone.await();
        gate.left.await();
    }

    @Test
    void anInterruptedCallerIsNotHeldAndStaysInterrupted() throws Exception {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        CountDownLatch undone = new CountDownLatch(2);
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            EventFdLatch gate = new EventFdLatch("the stuck one");
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = kind.start(() -> {
                thrown.complete(catchThrowable(() -> visits.<AutoCloseable, RuntimeException>visit(
                        gate, Duration.ofMinutes(1), () -> () -> undone.countDown())));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            gate.inside.await();
            caller.interrupt();
            assertThat(thrown.get())
                    .isInstanceOf(NetlinkException.Interrupted.class)
                    .hasMessageContaining("visited the stuck one");
            assertThat(flag.get()).isTrue();
            gate.open.countDown();
        }
        undone.await();
    }

    @Test
    void soManyThreadsHangAndNoMore() {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(2, LONG, NamespaceTaskRunnerIT::setns);
        EventFdLatch gate = new EventFdLatch("the stuck one");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> visits.visit(gate, SHORT, () -> true))
                    .isInstanceOf(NetlinkException.TimedOut.class);
        }
        assertThatThrownBy(() -> visits.visit(place("another"), SHORT, () -> true))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessage("cannot visit another: the kernel kept all threads that may do so for PT0.02S");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> visits.visit(place("another"), LONG, () -> true))
                .isInstanceOf(NetlinkException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        gate.open.countDown();
        assertThat(visits.<Boolean, RuntimeException>visit(place("another"), Duration.ofMinutes(1), () -> true))
                .isTrue();
    }

    @Test
    void oneNamespaceDoesNotTakeAllThreads(NetworkNamespace stuck) throws Exception {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(64, LONG, NamespaceTaskRunnerIT::setns);
        CountDownLatch open = new CountDownLatch(1);
        OwnedFd fd = new OwnedFd(duplicate(stuck), "the stuck one");
        TargetNamespace place = new OpenNamespace(fd, "the stuck one");
        for (int i = 0; i < 70; i++) {
            assertThatThrownBy(() -> visits.visit(place, Duration.ofMillis(1), () -> {
                        open.await();
                        return true;
                    }))
                    .isInstanceOf(NetlinkException.TimedOut.class);
        }
        assertThat(visits.<Boolean, RuntimeException>visit(place("another"), LONG, () -> true))
                .isTrue();
        fd.close();
        open.countDown();
    }

    @Test
    void aHandleThatIsClosedMeanwhileIsNotAnothersFile(Namespaces namespaces) throws Exception {
        NetworkNamespace namespace = NetworkNamespace.createUnnamed();
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        String there = namespace.id().toString();
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<String> seen = new CompletableFuture<>();
        OwnedFd fd = new OwnedFd(duplicate(namespace), "the stuck one");
        assertThatThrownBy(() -> visits.visit(new OpenNamespace(fd, "the stuck one"), SHORT, () -> {
                    open.await();
                    seen.complete(read(Path.of(FileId.OWN_NAMESPACE)));
                    return true;
                }))
                .isInstanceOf(NetlinkException.TimedOut.class);
        fd.close();
        assertThat(fd.isClosed()).isTrue();
        assertThatThrownBy(() -> visits.visit(new OpenNamespace(fd, "the closed one"), LONG, () -> true))
                .isInstanceOf(NetlinkException.Closed.class);
        namespaces.unnamed();
        open.countDown();
        assertThat(seen.get()).isEqualTo(there);
        namespace.close();
    }

    @Test
    void whoWaitsIsToldWhenTheThreadFails() {
        NamespaceTaskRunner visits = new NamespaceTaskRunner(MOST, LONG, home -> {
            throw new StackOverflowError("on the way home");
        });
        TargetNamespace broken = new TargetNamespace() {
            @Override
            public void enter() {}

            @Override
            public void release() {
                throw new IllegalStateException("broken");
            }
        };
        assertThatThrownBy(() -> visits.visit(broken, Duration.ofMinutes(1), () -> true))
                .isInstanceOf(NetlinkException.class)
                .hasMessageStartingWith("cannot return from ");
    }

    /** A place that lets nobody in before it is opened. */
    private static final class EventFdLatch implements TargetNamespace {
        private final String name;
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch left = new CountDownLatch(1);

        EventFdLatch(String name) {
            this.name = name;
        }

        @Override
        public void enter() {
            inside.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody knows this thread", e);
            }
        }

        @Override
        public void release() {
            left.countDown();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static TargetNamespace place(String name) {
        EventFdLatch gate = new EventFdLatch(name);
        gate.open.countDown();
        return gate;
    }

    private record Seen(String namespace, Thread thread, Path path) {}

    private static Seen visit(NamespaceTaskRunner visits, NetworkNamespace namespace) {
        try (OwnedFd fd = new OwnedFd(duplicate(namespace), "a duplicate")) {
            return visits.<Seen, RuntimeException>visit(
                    new OpenNamespace(fd, namespace.toString()),
                    LONG,
                    () -> new Seen(
                            read(Path.of(FileId.OWN_NAMESPACE)),
                            Thread.currentThread(),
                            Path.of("/proc").resolve(read(Path.of("/proc/thread-self")))));
        }
    }

    private static int duplicate(NetworkNamespace namespace) {
        try (Arena arena = Arena.ofConfined()) {
            return namespace.<Integer>withFileDescriptor(fd -> Libc.open(
                    Libc.newErrno(arena),
                    arena.allocateFrom("/proc/self/fd/" + fd),
                    Linux.O_RDONLY | Linux.O_CLOEXEC,
                    0));
        }
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
