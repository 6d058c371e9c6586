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
import java.util.concurrent.atomic.AtomicLong;
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
    void aTaskRunsInTheNamespaceAndTheNextOneStartsAtHome(NetworkNamespace namespace) {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        Seen first = seen(runner, namespace);
        assertThat(first.namespace()).isEqualTo(namespace.id().toString());
        assertThat(first.thread().isDaemon()).isTrue();
        assertThat(namespaceOf(first.path())).isEqualTo(ofLeader());
        assertThat(seen(runner, namespace).thread()).isSameAs(first.thread());
    }

    @Test
    void anIdleThreadEndsAndANewOneIsStarted(NetworkNamespace namespace) throws InterruptedException {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, Duration.ZERO, NamespaceTaskRunnerIT::setns);
        Thread first = seen(runner, namespace).thread();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        assertThat(seen(runner, namespace).thread()).isNotSameAs(first);
    }

    @Test
    void aThreadStartedInsideANamespaceGoesHome(NetworkNamespace birthplace, Namespaces namespaces) {
        NetworkNamespace target = namespaces.unnamed();
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        Seen seen = birthplace.call(() -> seen(runner, target));
        assertThat(seen.namespace()).isEqualTo(target.id().toString());
        assertThat(namespaceOf(seen.path())).isEqualTo(ofLeader());
    }

    @Test
    void aThreadThatCannotReturnEndsAndItsWorkIsUndone(NetworkNamespace namespace) throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, home -> !broken.get() && setns(home));
        Thread first = seen(runner, namespace).thread();
        AtomicBoolean undone = new AtomicBoolean();
        broken.set(true);
        OwnedFd fd = new OwnedFd(duplicate(namespace), "there");
        assertThatThrownBy(() -> runner.<AutoCloseable, RuntimeException>run(
                        new OpenNamespace(fd, "there"), LONG, () -> () -> undone.set(true)))
                .isInstanceOf(NetlinkException.class)
                .hasMessage("cannot return from there: the thread that was there has ended, and its work is undone");
        fd.close();
        assertThat(undone).isTrue();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        broken.set(false);
        assertThat(seen(runner, namespace).namespace()).isEqualTo(namespace.id().toString());
    }

    @Test
    void aThreadThatCannotReturnDisturbsNoOther(NetworkNamespace namespace) throws Exception {
        AtomicInteger returns = new AtomicInteger();
        NamespaceTaskRunner runner =
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
                            assertThat(seen(runner, namespace).namespace()).isEqualTo(there);
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
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, home -> lying.get() || setns(home));
        seen(runner, namespace);
        lying.set(true);
        assertThatThrownBy(() -> seen(runner, namespace)).hasMessageContaining("cannot return");
    }

    @Test
    void manyTasksRunAtOnce() throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        CyclicBarrier all = new CyclicBarrier(MOST);
        List<Integer> places = runner.<Integer, Exception>runAll(MOST, TargetNamespace.HOME, LONG, all::await);
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MOST).boxed().toList());
    }

    @Test
    void ifOneOfManyTasksFailsTheWorkOfTheOthersIsUndone() {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger undone = new AtomicInteger();
        // More tasks than threads.
        assertThatThrownBy(() ->
                        runner.<AutoCloseable, IOException>runAll(MOST + 10, TargetNamespace.HOME, LONG, () -> {
                            if (begun.incrementAndGet() == 7) {
                                throw new IOException("the seventh failed");
                            }
                            return undone::incrementAndGet;
                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("the seventh failed")
                .hasNoSuppressedExceptions();
        assertThat(begun).hasValue(MOST + 10);
        assertThat(undone).hasValue(MOST + 9);
    }

    @Test
    void anExceptionOfTheTaskIsThrownAsItIs(NetworkNamespace namespace) {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        IOException failure = new IOException("failed inside");
        assertThatThrownBy(() -> runner.run(target("here"), LONG, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(seen(runner, namespace).namespace()).isEqualTo(namespace.id().toString());
    }

    @Test
    void aTaskCannotStartAnotherTask() {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        assertThatThrownBy(() -> runner.run(target("here"), LONG, () -> runner.run(target("there"), LONG, () -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a task in there was started by another task");
    }

    @Test
    void tasksRunSideBySide(NetworkNamespace namespace) throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        CyclicBarrier all = new CyclicBarrier(MOST);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> visitors = IntStream.range(0, MOST)
                    .mapToObj(i -> callers.submit(() -> runner.run(target("nr. " + i), LONG, () -> all.await())))
                    .toList();
            for (Future<Integer> visitor : visitors) {
                assertThat(visitor.get()).isBetween(0, MOST - 1);
            }
        }
        assertThat(seen(runner, namespace).namespace()).isEqualTo(namespace.id().toString());
    }

    @Test
    void aThreadHeldByTheKernelIsNotWaitedForAndUndoesItsWork() throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        HeldTarget held = new HeldTarget("the stuck one");
        CountDownLatch undone = new CountDownLatch(1);
        assertThatThrownBy(
                        () -> runner.<AutoCloseable, RuntimeException>run(held, SHORT, () -> () -> undone.countDown()))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessage(
                        "the kernel held a thread in the stuck one for PT0.02S; its work is undone when it returns");
        assertThat(runner.<Boolean, RuntimeException>run(target("another"), LONG, () -> true))
                .isTrue();
        assertThat(undone.getCount()).isOne();
        held.open.countDown();
        undone.await();
        held.left.await();
    }

    @Test
    void anInterruptedCallerIsNotHeldAndStaysInterrupted() throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        CountDownLatch undone = new CountDownLatch(2);
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            HeldTarget held = new HeldTarget("the stuck one");
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = kind.start(() -> {
                thrown.complete(catchThrowable(() -> runner.<AutoCloseable, RuntimeException>run(
                        held, Duration.ofMinutes(1), () -> () -> undone.countDown())));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            held.inside.await();
            caller.interrupt();
            assertThat(thrown.get())
                    .isInstanceOf(NetlinkException.Interrupted.class)
                    .hasMessageContaining("was in the stuck one");
            assertThat(flag.get()).isTrue();
            held.open.countDown();
        }
        undone.await();
    }

    @Test
    void theNumberOfHeldThreadsIsLimited() {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(2, LONG, NamespaceTaskRunnerIT::setns);
        HeldTarget held = new HeldTarget("the stuck one");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> runner.run(held, SHORT, () -> true)).isInstanceOf(NetlinkException.TimedOut.class);
        }
        assertThatThrownBy(() -> runner.run(target("another"), SHORT, () -> true))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessage("cannot run a task in another: the kernel held all threads for such tasks for PT0.02S");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> runner.run(target("another"), LONG, () -> true))
                .isInstanceOf(NetlinkException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        held.open.countDown();
        assertThat(runner.<Boolean, RuntimeException>run(target("another"), Duration.ofMinutes(1), () -> true))
                .isTrue();
    }

    @Test
    void noneOfManyCallersMissesItsResult() throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        AtomicLong longest = new AtomicLong();
        try (ExecutorService callers = Executors.newFixedThreadPool(2 * MOST)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2 * MOST; i++) {
                all.add(callers.submit(() -> {
                    for (int j = 0; j < 3000; j++) {
                        long start = System.nanoTime();
                        runner.run(TargetNamespace.HOME, LONG, () -> "done");
                        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(Duration.ofNanos(longest.get())).isLessThan(LONG);
    }

    @Test
    void tasksThatWaitAreRunByTheThreadThatBecomesFree() throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(1, LONG, NamespaceTaskRunnerIT::setns);
        HeldTarget held = new HeldTarget("the stuck one");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Thread> first = callers.submit(() -> runner.run(held, LONG, Thread::currentThread));
            held.inside.await();
            List<Future<Thread>> others = IntStream.range(0, 20)
                    .mapToObj(i -> callers.submit(() -> runner.run(target("nr. " + i), LONG, Thread::currentThread)))
                    .toList();
            assertThatThrownBy(() -> runner.run(target("another"), SHORT, () -> true))
                    .isInstanceOf(NetlinkException.TimedOut.class);
            held.open.countDown();
            for (Future<Thread> other : others) {
                assertThat(other.get()).isSameAs(first.get());
            }
        }
    }

    @Test
    void aTaskThatWaitsGetsANewThreadAfterOneThatCannotReturn(NetworkNamespace namespace) throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        NamespaceTaskRunner runner = new NamespaceTaskRunner(1, LONG, home -> !broken.get() && setns(home));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                OwnedFd fd = new OwnedFd(duplicate(namespace), "there")) {
            Future<Boolean> lost = callers.submit(() -> runner.run(new OpenNamespace(fd, "there"), LONG, () -> {
                inside.countDown();
                open.await();
                broken.set(true);
                return true;
            }));
            inside.await();
            List<Future<Seen>> others = IntStream.range(0, 3)
                    .mapToObj(_ -> callers.submit(() -> seen(runner, namespace)))
                    .toList();
            assertThatThrownBy(() -> runner.run(target("another"), SHORT, () -> true))
                    .isInstanceOf(NetlinkException.TimedOut.class);
            open.countDown();
            assertThatThrownBy(lost::get).hasMessageContaining("cannot return from there");
            for (Future<Seen> other : others) {
                assertThatThrownBy(other::get).hasMessageContaining("cannot return from ");
            }
            broken.set(false);
            assertThat(namespaceOf(seen(runner, namespace).path())).isEqualTo(ofLeader());
        }
    }

    @Test
    void oneNamespaceDoesNotTakeAllThreads(NetworkNamespace stuck) throws Exception {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(64, LONG, NamespaceTaskRunnerIT::setns);
        CountDownLatch open = new CountDownLatch(1);
        OwnedFd fd = new OwnedFd(duplicate(stuck), "the stuck one");
        TargetNamespace target = new OpenNamespace(fd, "the stuck one");
        for (int i = 0; i < 70; i++) {
            assertThatThrownBy(() -> runner.run(target, Duration.ofMillis(1), () -> {
                        open.await();
                        return true;
                    }))
                    .isInstanceOf(NetlinkException.TimedOut.class);
        }
        assertThat(runner.<Boolean, RuntimeException>run(target("another"), LONG, () -> true))
                .isTrue();
        fd.close();
        open.countDown();
    }

    @Test
    void aHandleThatIsClosedMeanwhileIsNotAnothersFile(Namespaces namespaces) throws Exception {
        NetworkNamespace namespace = NetworkNamespace.createUnnamed();
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, NamespaceTaskRunnerIT::setns);
        String there = namespace.id().toString();
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<String> seen = new CompletableFuture<>();
        OwnedFd fd = new OwnedFd(duplicate(namespace), "the stuck one");
        assertThatThrownBy(() -> runner.run(new OpenNamespace(fd, "the stuck one"), SHORT, () -> {
                    open.await();
                    seen.complete(read(Path.of(FileId.OWN_NAMESPACE)));
                    return true;
                }))
                .isInstanceOf(NetlinkException.TimedOut.class);
        fd.close();
        assertThat(fd.isClosed()).isTrue();
        assertThatThrownBy(() -> runner.run(new OpenNamespace(fd, "the closed one"), LONG, () -> true))
                .isInstanceOf(NetlinkException.Closed.class);
        namespaces.unnamed();
        open.countDown();
        assertThat(seen.get()).isEqualTo(there);
        namespace.close();
    }

    @Test
    void theCallerGetsAnExceptionWhenTheThreadFails() {
        NamespaceTaskRunner runner = new NamespaceTaskRunner(MOST, LONG, home -> {
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
        assertThatThrownBy(() -> runner.run(broken, Duration.ofMinutes(1), () -> true))
                .isInstanceOf(NetlinkException.class)
                .hasMessageStartingWith("cannot return from ");
    }

    /** A namespace that holds each thread that enters until it is opened. */
    private static final class HeldTarget implements TargetNamespace {
        private final String name;
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch left = new CountDownLatch(1);

        HeldTarget(String name) {
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

    private static TargetNamespace target(String name) {
        HeldTarget held = new HeldTarget(name);
        held.open.countDown();
        return held;
    }

    private record Seen(String namespace, Thread thread, Path path) {}

    private static Seen seen(NamespaceTaskRunner runner, NetworkNamespace namespace) {
        try (OwnedFd fd = new OwnedFd(duplicate(namespace), "a duplicate")) {
            return runner.<Seen, RuntimeException>run(
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
