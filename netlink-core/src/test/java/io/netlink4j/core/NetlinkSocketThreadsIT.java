package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@KernelTest
@Timeout(120)
class NetlinkSocketThreadsIT {

    @Test
    void aProcessHasMoreThanAThousandSockets(NetworkNamespace red) {
        List<NetlinkSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1200; i++) {
                sockets.add(NetlinkSocket.open(RouteMessages.PROTOCOL, red));
            }
            for (NetlinkSocket socket : sockets) {
                assertThat(socket.get(RouteMessages.get("lo"), RouteMessages.NAMES))
                        .isEqualTo("lo");
            }
        } finally {
            sockets.forEach(NetlinkSocket::close);
        }
    }

    @Test
    void manyThreadsUseOneSocket(NetworkNamespace red) throws Exception {
        // Each waits for the others, and these for the RTNL lock.
        try (NetlinkSocket socket =
                        NetlinkSocket.open(RouteMessages.PROTOCOL, red).timeout(Duration.ofMinutes(1));
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<Boolean>> all = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> work(socket, "bridge" + i)))
                    .toList();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
            assertThat(socket.list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .isEmpty();
        }
    }

    private static boolean work(NetlinkSocket socket, String name) {
        socket.execute(RouteMessages.addBridge(name));
        for (int i = 0; i < 20; i++) {
            assertThat(socket.get(RouteMessages.get(name), RouteMessages.NAMES)).isEqualTo(name);
            assertThatThrownBy(() -> socket.execute(RouteMessages.addBridge(name)))
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageContaining("'" + name + "'");
            try {
                assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES))
                        .contains(name);
            } catch (NetlinkException.DumpInterrupted e) {
                assertThat(e).hasMessageContaining("16 dumps");
            }
        }
        socket.execute(RouteMessages.delete(name));
        return true;
    }

    @Test
    void aThousandVirtualThreadsUseFewSockets(NetworkNamespace red) throws Exception {
        List<NetlinkSocket> sockets = IntStream.range(0, 4)
                // The last of 250 waits for all that are before it.
                .mapToObj(i -> NetlinkSocket.open(RouteMessages.PROTOCOL, red).timeout(Duration.ofMinutes(1)))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = IntStream.range(0, 1000)
                    .mapToObj(i -> threads.submit(() -> {
                        NetlinkSocket socket = sockets.get(i % 4);
                        socket.execute(RouteMessages.addBlackhole(i));
                        assertThat(socket.get(RouteMessages.get("lo"), RouteMessages.NAMES))
                                .isEqualTo("lo");
                        return i;
                    }))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get()).isEqualTo(i);
            }
            assertThat(sockets.getFirst().list(RouteMessages.routes(), RouteMessages.ROUTES))
                    .hasSize(1000);
        } finally {
            sockets.forEach(NetlinkSocket::close);
        }
    }

    @Test
    void closingASocketEndsEveryCallOnIt(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.unnamed();
        NetworkNamespace blue = namespaces.unnamed();
        try (NetlinkSocket setup = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            setup.execute(RouteMessages.addBridge("only-in-red"));
            for (int round = 0; round < 50; round++) {
                NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                CountDownLatch running = new CountDownLatch(4);
                List<Future<?>> users = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    users.add(threads.submit(() -> {
                        try {
                            while (true) {
                                // In another socket's namespace there is no such link.
                                assertThat(socket.get(RouteMessages.get("only-in-red"), RouteMessages.NAMES))
                                        .isEqualTo("only-in-red");
                                running.countDown();
                            }
                        } catch (NetlinkException.Closed e) {
                            assertThat(e).hasMessageContaining("closed");
                        }
                    }));
                }
                running.await();
                socket.close();
                List<NetlinkSocket> next = IntStream.range(0, 3)
                        .mapToObj(i -> NetlinkSocket.open(RouteMessages.PROTOCOL, blue))
                        .toList();
                for (Future<?> user : users) {
                    user.get(30, TimeUnit.SECONDS);
                }
                next.forEach(NetlinkSocket::close);
            }
        }
    }

    @Test
    void closingASocketWakesAThreadThatWaitsForTheKernel(NetworkNamespace red) throws Exception {
        NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red).timeout(Duration.ofMinutes(1));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch waiting = new CountDownLatch(1);
            Future<?> first = threads.submit(() -> socket.get(unanswered(), (type, flags, body) -> body));
            Future<?> second = threads.submit(() -> {
                waiting.countDown();
                return socket.get(RouteMessages.get("lo"), RouteMessages.NAMES);
            });
            waiting.await();
            socket.close();
            assertClosedOrDone(first);
            assertClosedOrDone(second);
        }
    }

    private static void assertClosedOrDone(Future<?> call) throws Exception {
        try {
            assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("lo");
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(NetlinkException.Closed.class);
        }
    }

    @Test
    void aMissingReplyTimesOut(NetworkNamespace red) {
        // Longer than the kernel needs for what it does, also where tests beside this one have the RTNL lock.
        try (NetlinkSocket socket =
                NetlinkSocket.open(RouteMessages.PROTOCOL, red).timeout(Duration.ofSeconds(3))) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> socket.get(unanswered(), (type, flags, body) -> body))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessage("cannot do something silently in " + red + ": the kernel did not answer within PT3S");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
            assertThat(socket.get(RouteMessages.get("lo"), RouteMessages.NAMES)).isEqualTo("lo");
        }
    }

    /** A request without a reply, since no acknowledgement is asked for. */
    private static Request unanswered() {
        return new Request(
                RouteMessages.NEWLINK,
                0,
                Nest.empty(RouteMessages.LINK).with(RouteMessages.INDEX, 1).with(RouteMessages.MTU, 65536L),
                () -> "do something silently");
    }
}
