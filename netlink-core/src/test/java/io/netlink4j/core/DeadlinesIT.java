package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A kernel that keeps a thread inside {@code send(2)}: here, since it has more than a hundred thousand routes to add.
 * It adds them under the RTNL lock, which all namespaces share: tests beside these would not be answered in time.
 */
@KernelTest
@Isolated
@Timeout(300)
class DeadlinesIT {
    private static final int ROUTES = 150_000;
    private static final ReplyVisitor IGNORE = (index, type, flags, memory, offset, end) -> {};

    private static List<Request> longWork() {
        return IntStream.range(0, ROUTES).mapToObj(RouteMessages::addBlackhole).toList();
    }

    private static NetlinkSocket impatient(NetworkNamespace namespace) {
        return NetlinkSocket.open(RouteMessages.PROTOCOL, namespace).timeout(Duration.ofMillis(10));
    }

    /** Waits until the kernel has returned from abandoned calls. */
    private static void awaitUsable(NetlinkSocket socket) {
        while (catchThrowable(() -> socket.ifindex("lo")) instanceof NetlinkException.TimedOut) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCallEndsAtItsTimeout(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.named();
        try (NetlinkSocket busy = impatient(red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.PROTOCOL, blue)) {
            assertThatThrownBy(() -> busy.transmit(longWork(), 0, IGNORE))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessage("cannot add route 0 in " + red
                            + ": the kernel did not return from send within PT0.01S, and may still do it");
            assertThatThrownBy(() -> busy.execute(RouteMessages.addBlackhole(ROUTES)))
                    .as("the next call does not wait for the one before")
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessage("the kernel has not returned yet from the last request of the " + busy);
            other.execute(RouteMessages.addBlackhole(ROUTES));

            awaitUsable(busy);
            busy.timeout(Duration.ofSeconds(10));
            assertThat(busy.list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .as("what the kernel took it did, and old answers are no new ones")
                    .hasSize(ROUTES);
            assertThatThrownBy(() -> busy.execute(RouteMessages.addBlackhole(7)))
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
        }
    }

    @Test
    void anInterruptionEndsACall(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        try (NetlinkSocket busy = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            List<Request> requests = longWork();
            Thread.startVirtualThread(() -> {
                Thread.currentThread().interrupt();
                thrown.complete(catchThrowable(() -> busy.transmit(requests, 0, IGNORE)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(thrown.get()).isInstanceOf(NetlinkException.Interrupted.class);
            assertThat(flag.get()).isTrue();
            awaitUsable(busy);
        }
    }

    @Test
    void aSocketClosedMeanwhileLeavesNothing(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetlinkSocket busy = impatient(red);
        assertThatThrownBy(() -> busy.transmit(longWork(), 0, IGNORE)).isInstanceOf(NetlinkException.TimedOut.class);
        busy.close();
        assertThatThrownBy(() -> busy.ifindex("lo")).isInstanceOf(NetlinkException.Closed.class);
    }

    @Test
    void virtualThreadsHeldByTheKernelReleaseTheirCarriers(Namespaces namespaces) throws Exception {
        int more = Runtime.getRuntime().availableProcessors() + 1;
        List<Request> requests = longWork();
        List<NetlinkSocket> sockets = IntStream.range(0, more)
                .mapToObj(i -> NetlinkSocket.open(RouteMessages.PROTOCOL, namespaces.named()))
                .toList();
        List<CompletableFuture<Void>> ended = sockets.stream()
                .map(socket -> {
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    Thread.startVirtualThread(() -> {
                        socket.timeout(Duration.ofMinutes(4)).transmit(requests, 0, IGNORE);
                        end.complete(null);
                    });
                    return end;
                })
                .toList();
        for (int i = 0; i < 100; i++) {
            Thread.startVirtualThread(() -> {}).join();
        }
        assertThat(ended).as("all carriers were free while the kernel worked").anyMatch(end -> !end.isDone());
        ended.forEach(CompletableFuture::join);
        sockets.forEach(NetlinkSocket::close);
    }

    @Test
    void waitingForAnotherThreadsCallEndsAtTheTimeout(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            Thread user = Thread.ofPlatform()
                    .start(() -> socket.forEach(RouteMessages.links(), RouteMessages.NAMES, name -> {
                        inside.countDown();
                        await(leave);
                        return false;
                    }));
            inside.await();
            socket.timeout(Duration.ofMillis(20));
            assertThatThrownBy(() -> socket.execute(RouteMessages.addBridge("a")))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessage("the " + socket + " was in use by another thread for PT0.02S");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> socket.execute(RouteMessages.addBridge("a")))
                    .isInstanceOf(NetlinkException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
            leave.countDown();
            user.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theReceiveBufferHasTheGrantedSize(Namespaces namespaces) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, namespaces.named());
                Subscription<String> events = socket.subscribe(RouteMessages.NAMES, 1)) {
            assertThat(socket.receiveBuffer(64 << 10)).isEqualTo(128 << 10).isEqualTo(socket.receiveBuffer());
            assertThat(events.receiveBuffer(96 << 10)).isEqualTo(192 << 10).isEqualTo(events.receiveBuffer());
        }
    }
}
