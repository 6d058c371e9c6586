package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Cost;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a lookup waits for name servers, and what the wait costs. */
@KernelTest
@NeedsEtcNetns
@NeedsCommand("ip")
final class ResolverWaitingIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration MUCH = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"rotate", "use-vc", "single-request"})
    void theDeadlineEndsTheWaitForSilentServers(String option, Namespaces namespaces) throws Exception {
        NetworkNamespace red = silent(namespaces, "search a.example b.example", "options timeout:30 " + option);
        long start = System.nanoTime();
        assertThatThrownBy(() -> red.resolver().resolve("web", SHORT))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageEndingWith("(127.0.0.1: no answer before the deadline)");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, MUCH);
    }

    @Test
    void oneDeadlineHoldsForAllNamesAndServers(Namespaces namespaces) throws Exception {
        NetworkNamespace red = silent(
                namespaces, "nameserver 127.0.0.1", "search a.example b.example", "options timeout:1 attempts:5");
        Duration limit = Duration.ofMillis(2500);
        long start = System.nanoTime();
        assertThatThrownBy(() -> red.resolver().resolve("web", limit)).isInstanceOf(NetlinkException.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(limit, MUCH);
    }

    @Test
    void aReplyByteByByteDoesNotExtendTheDeadline(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options use-vc timeout:30 attempts:1");
        namespaces.keep(new NameServer(red, "127.0.0.1", query -> new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(index == 0 ? 0 : 20));
                return new byte[] {1};
            }

            @Override
            public int size() {
                return 1000;
            }
        }));
        long start = System.nanoTime();
        assertThatThrownBy(() -> red.resolver().resolve("web", SHORT)).isInstanceOf(NetlinkException.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, MUCH);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void withoutTimeOnlyLocalNamesResolve(long seconds, Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        NameServer server =
                namespaces.keep(new NameServer(red, "127.0.0.1", query -> List.of(query.addresses("192.0.2.7"))));
        NamespaceResolver resolver = red.resolver();
        Duration none = Duration.ofSeconds(seconds);
        assertThat(resolver.resolve("192.0.2.1", none)).containsExactly(IpAddress.of("192.0.2.1"));
        assertThat(resolver.resolve("known", none)).containsExactly(IpAddress.of("192.0.2.2"));
        assertThatThrownBy(() -> resolver.resolve("web", none)).isInstanceOf(NetlinkException.TimedOut.class);
        assertThat(server.asked()).isEmpty();
        assertThat(resolver.resolve("web", Duration.ofSeconds(Long.MAX_VALUE)))
                .containsExactly(IpAddress.of("192.0.2.7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate", "use-vc"})
    void waitingCanBeInterrupted(String option, Namespaces namespaces) throws Exception {
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            // One for each server: a process that starts meanwhile holds the port of a closed one for a moment.
            NetworkNamespace red = red(namespaces, "options timeout:30 attempts:5 " + option);
            CountDownLatch waiting = new CountDownLatch(1);
            NameServer server = new NameServer(red, "127.0.0.1", query -> {
                waiting.countDown();
                return query.tcp() ? List.of(new byte[] {1}) : List.of();
            });
            try (server) {
                FutureTask<String> task = new FutureTask<>(() -> {
                    try {
                        return red.resolver().resolve("web").toString();
                    } catch (NetlinkException.Interrupted e) {
                        return Thread.currentThread().isInterrupted() + ": " + e.getMessage();
                    }
                });
                Thread asking = kind.start(task);
                waiting.await();
                asking.interrupt();
                assertThat(task.get()).isEqualTo("true: interrupted while waiting for the address of 'web' in " + red);
            }
        }
    }

    @Test
    void anInterruptedThreadDoesNotWait(Namespaces namespaces) throws Exception {
        NetworkNamespace red = silent(namespaces, "options timeout:30 attempts:5");
        Thread.currentThread().interrupt();
        try {
            assertThat(red.resolver().resolve("known")).containsExactly(IpAddress.of("192.0.2.2"));
            assertThatThrownBy(() -> red.resolver().resolve("web")).isInstanceOf(NetlinkException.Interrupted.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void waitingUsesNoProcessor(Namespaces namespaces) throws Exception {
        NetworkNamespace red = silent(namespaces, "options timeout:2 attempts:1");
        NamespaceResolver resolver = red.resolver();
        assertThatThrownBy(() -> resolver.resolve("web", Duration.ZERO)).isInstanceOf(NetlinkException.class);
        Cost cost = Cost.of(
                () -> assertThatThrownBy(() -> resolver.resolve("web")).isInstanceOf(NetlinkException.TimedOut.class));
        assertThat(cost.millis()).isLessThan(1000);
    }

    @Test
    void waitingVirtualThreadsReleaseTheirCarriers(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options timeout:30 attempts:1");
        int many = 4 * Runtime.getRuntime().availableProcessors();
        CountDownLatch asked = new CountDownLatch(many);
        namespaces.keep(new NameServer(red, "127.0.0.1", query -> {
            if (query.isIpv4()) {
                asked.countDown();
            }
            return List.of();
        }));
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            waiting.add(Thread.startVirtualThread(() ->
                    assertThatThrownBy(() -> red.resolver().resolve("web")).isInstanceOf(NetlinkException.class)));
        }
        asked.await(); // All of them wait, or are about to.
        FutureTask<Boolean> other = new FutureTask<>(() -> true);
        Thread.startVirtualThread(other);
        assertThat(other.get(10, TimeUnit.SECONDS)).isTrue();
        for (Thread thread : waiting) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void aClosedHandleResolvesNothing(Namespaces namespaces) throws Exception {
        NetworkNamespace red = silent(namespaces);
        NamespaceResolver resolver = red.resolver();
        red.close();
        assertThatThrownBy(() -> resolver.resolve("web")).isInstanceOf(NetlinkException.Closed.class);
    }

    private static NetworkNamespace silent(Namespaces namespaces, String... lines) throws Exception {
        NetworkNamespace red = red(namespaces, lines);
        namespaces.keep(new NameServer(red, "127.0.0.1", query -> query.tcp() ? List.of(new byte[1]) : List.of()));
        return red;
    }

    private static NetworkNamespace red(Namespaces namespaces, String... lines) {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("hosts", "192.0.2.2 known");
        etc.write(
                "resolv.conf",
                Stream.concat(Stream.of("nameserver 127.0.0.1"), Stream.of(lines))
                        .toArray(String[]::new));
        return red;
    }
}
