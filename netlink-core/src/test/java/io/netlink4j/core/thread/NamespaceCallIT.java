package io.netlink4j.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NamespaceId;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
final class NamespaceCallIT {
    @Test
    void theBodyRunsInsideOnAThreadOfItsOwn(NetworkNamespace red) throws IOException {
        String before = here();
        AtomicReference<Thread> thread = new AtomicReference<>();
        String inside = red.call(() -> {
            thread.set(Thread.currentThread());
            return here();
        });
        assertThat(inside).isEqualTo(red.id().toString()).isNotEqualTo(before);
        assertThat(here()).isEqualTo(before);
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(thread.get().isVirtual()).isFalse();
        assertThat(thread.get().getName()).isEqualTo("netlink4j in " + red);
    }

    @Test
    void virtualThreadsCanCall(NetworkNamespace red) throws ExecutionException, InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> red.call(() -> here()));
        Thread.ofVirtual().start(task);
        assertThat(task.get()).isEqualTo(red.id().toString());
    }

    @Test
    void callsNest(NetworkNamespace red, Namespaces namespaces) throws IOException {
        NetworkNamespace blue = namespaces.unnamed();
        List<String> seen = new ArrayList<>();
        red.run(() -> {
            seen.add(here());
            blue.run(() -> seen.add(here()));
            seen.add(here());
        });
        assertThat(seen)
                .containsExactly(
                        red.id().toString(), blue.id().toString(), red.id().toString());
    }

    @Test
    void anExceptionOfTheBodyIsThrownAsItIs(NetworkNamespace red) {
        IOException checked = new IOException("checked");
        assertThatThrownBy(() -> red.call(() -> {
                    throw checked;
                }))
                .isSameAs(checked);
        AssertionError error = new AssertionError("error");
        assertThatThrownBy(() -> red.run(() -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void interruptingTheCallerInterruptsTheBody(NetworkNamespace red) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                red.run(() -> {
                    inside.countDown();
                    new CountDownLatch(1).await();
                });
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        inside.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptionThatTheBodyIgnoresReachesTheCaller(NetworkNamespace red) {
        Thread.currentThread().interrupt();
        boolean seenInside = red.call(() -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            return true;
        });
        assertThat(seenInside).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClosedHandleRunsNothing(NetworkNamespace red) {
        red.close();
        assertThatThrownBy(() -> red.call(() -> true)).isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() -> red.sockets().openSocketChannel()).isInstanceOf(NetlinkException.Closed.class);
    }

    @Test
    void aHandleClosedDuringACallStaysOpenUntilItsEnd(NetworkNamespace red) {
        NamespaceId id = red.withFileDescriptor(fd -> {
            red.close();
            try (NetworkNamespace again = NetworkNamespace.open(Path.of("/proc/self/fd/" + fd))) {
                return again.id();
            }
        });
        assertThat(id).isEqualTo(red.id());
    }

    @Test
    void manyThreadsInManyNamespacesSeeEachItsOwn(Namespaces namespaces)
            throws ExecutionException, InterruptedException, IOException {
        List<NetworkNamespace> rooms =
                Stream.generate(namespaces::unnamed).limit(8).toList();
        String home = here();
        List<Future<?>> tasks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                NetworkNamespace room = rooms.get(i % rooms.size());
                tasks.add((i % 2 == 0 ? threads : pool).submit(() -> {
                    assertThat(room.call(() -> here())).isEqualTo(room.id().toString());
                    room.sockets().openServerSocketChannel().close();
                    assertThat(here()).isEqualTo(home);
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
    }

    private static String here() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    }
}
