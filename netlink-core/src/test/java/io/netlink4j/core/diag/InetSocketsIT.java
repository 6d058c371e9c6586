package io.netlink4j.core.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.PerlSockets;
import io.netlink4j.testkit.VariesByKernel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking sockets up, and destroying them. */
@KernelTest
final class InetSocketsIT {
    private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");
    private static final IpAddress NONE = IpAddress.of("0.0.0.0");

    private static final SocketFilter LISTENING = SocketFilter.states(SocketState.LISTEN);

    @Test
    void aConnectionIsFoundByItsEnds(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (var server = red.sockets().listen("127.0.0.1", 8123);
                var client = red.sockets().connect("127.0.0.1", 8123);
                var sockets = SockDiag.open(red)) {
            int port = ((InetSocketAddress) client.getLocalAddress()).getPort();
            InetSocket found =
                    sockets.tcp().find(LOOPBACK, port, LOOPBACK, 8123).orElseThrow();
            assertThat(found.state()).isEqualTo(SocketState.ESTABLISHED);
            assertThat(found.localPort()).isEqualTo(port);
            assertThat(found.remotePort()).isEqualTo(8123);
            assertThat(sockets.tcp().get(found).cookie()).isEqualTo(found.cookie());
            InetSocket listener = sockets.tcp().find(LOOPBACK, 8123, NONE, 0).orElseThrow();
            assertThat(listener.state()).isEqualTo(SocketState.LISTEN);
            assertThat(sockets.tcp().find(LOOPBACK, 8124, NONE, 0)).isEmpty();
            assertThat(server.isOpen()).isTrue();
        }
    }

    @Test
    void aUdpSocketIsFoundByItsLocalEnd(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (DatagramChannel channel = red.sockets().bind("127.0.0.1", 5353);
                SockDiag sockets = SockDiag.open(red)) {
            InetSocket found = sockets.udp().find(LOOPBACK, 5353, NONE, 0).orElseThrow();
            assertThat(found.localPort()).isEqualTo(5353);
            assertThat(sockets.udp().find(found)).isPresent();
            channel.close();
            awaitClosed(sockets.udp(), found);
            assertThatThrownBy(() -> sockets.udp().get(found))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageMatching("cannot find udp socket .*127.0.0.1]?:5353 to .* in " + red
                            + ": there is no such socket \\(ENOENT\\)");
        }
    }

    @Test
    void aDestroyedConnectionIsAbortedHereAndResetThere(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (ServerSocketChannel server = red.sockets().listen("127.0.0.1", 8123);
                SocketChannel client = red.sockets().connect("127.0.0.1", 8123);
                SocketChannel accepted = server.accept();
                SockDiag sockets = SockDiag.open(red)) {
            InetSocket victim =
                    sockets.tcp().list(SocketFilter.destinationPort(8123)).getFirst();
            assertThat(sockets.tcp().destroy(victim)).isTrue();
            assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Software caused connection abort");
            assertThatThrownBy(() -> accepted.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Connection reset");
            assertThat(sockets.tcp().destroy(victim)).isFalse();
            assertThat(sockets.tcp().list()).extracting(InetSocket::state).containsExactly(SocketState.LISTEN);
        }
    }

    @Test
    void aSocketThatGotTheAddressesOfADestroyedOneIsLeftAlone(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (SockDiag sockets = SockDiag.open(red)) {
            InetSocket earlier;
            try (var server = red.sockets().listen("127.0.0.1", 8123)) {
                earlier = sockets.tcp().list().getFirst();
                assertThat(server.isOpen()).isTrue();
            }
            awaitClosed(sockets.tcp(), earlier);
            try (var later = red.sockets().listen("127.0.0.1", 8123)) {
                assertThat(sockets.tcp().destroy(earlier)).isFalse();
                assertThat(sockets.tcp().find(earlier)).isEmpty();
                assertThat(sockets.tcp().list()).hasSize(1);
                assertThat(later.isOpen()).isTrue();
            }
        }
    }

    @Test
    void listenersAndUdpSocketsAreDestroyed(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (var server = red.sockets().listen("127.0.0.1", 8123);
                var other = red.sockets().listen("127.0.0.1", 8124);
                var datagrams = red.sockets().bind("127.0.0.1", 5353);
                var sockets = SockDiag.open(red)) {
            assertThat(sockets.tcp().destroyAll(SocketFilter.sourcePort(8123))).isEqualTo(1);
            assertThat(sockets.tcp().list(LISTENING))
                    .extracting(InetSocket::localPort)
                    .containsExactly(8124);
            assertThat(sockets.udp().destroy(sockets.udp().list().getFirst())).isTrue();
            assertThatThrownBy(() -> datagrams.receive(ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Software caused connection abort");
            assertThat(server.isOpen() && other.isOpen()).isTrue();
        }
    }

    @Test
    void aSocketThatSharesItsAddressIsFoundAndNeverConfusedWithAnother(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (ServerSocketChannel first = shared(red);
                ServerSocketChannel second = shared(red);
                SockDiag sockets = SockDiag.open(red)) {
            List<InetSocket> both = sockets.tcp().list();
            assertThat(both).hasSize(2);
            for (InetSocket socket : both) {
                assertThat(sockets.tcp().get(socket).cookie()).isEqualTo(socket.cookie());
            }
            int destroyed = 0;
            for (InetSocket socket : both) {
                try {
                    destroyed += sockets.tcp().destroy(socket) ? 1 : 0;
                } catch (NetlinkException.NotSupported refused) {
                    assertThat(refused).hasMessageContaining("shares its address");
                }
                assertThat(sockets.tcp().list(LISTENING)).hasSize(2 - destroyed);
            }
            assertThat(destroyed).isPositive();
            assertThat(first.isOpen() && second.isOpen()).isTrue();
        }
    }

    private static ServerSocketChannel shared(NetworkNamespace namespace) throws IOException {
        ServerSocketChannel channel =
                namespace.call(() -> ServerSocketChannel.open(java.net.StandardProtocolFamily.INET));
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        return channel.bind(new InetSocketAddress("127.0.0.1", 8123));
    }

    /** A child of another test, until it runs its program, has this process's sockets. */
    private static void awaitClosed(InetSockets sockets, InetSocket socket) {
        while (sockets.find(socket).isPresent()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void socketsThatAreGoneAreReported(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (SockDiag sockets = SockDiag.open(red);
                Subscription<InetSocket> events = sockets.subscribe()) {
            try (DatagramChannel datagrams = red.sockets().bind("127.0.0.1", 5353)) {
                assertThat(datagrams.isOpen()).isTrue();
            }
            assertThat(events.next(Duration.ofSeconds(10)))
                    .hasValueSatisfying(event -> assertThat(event).isInstanceOfSatisfying(Event.Deleted.class, gone -> {
                        InetSocket socket = (InetSocket) gone.object();
                        assertThat(socket.transport()).isEqualTo(Transport.UDP);
                        assertThat(socket.localPort()).isEqualTo(5353);
                    }));
        }
    }

    @Test
    @NeedsCommand("perl")
    void listenersThatAreGoneAreReportedForTheGroupsThatWereChosen(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        String script = "socket(A, AF_INET, SOCK_STREAM, 6); bind(A, sockaddr_in(8123, INADDR_LOOPBACK)); listen(A, 1);"
                + " socket(B, AF_INET6, SOCK_STREAM, 6); bind(B, pack_sockaddr_in6(8124, inet_pton(AF_INET6, '::1')));"
                + " listen(B, 1); socket(C, AF_INET, SOCK_DGRAM, 17); bind(C, sockaddr_in(8125, INADDR_LOOPBACK))";
        try (PerlSockets process = new PerlSockets(red, script);
                SockDiag sockets = SockDiag.open(red);
                Subscription<InetSocket> events =
                        sockets.subscribe(SockDiagGroup.INET_TCP_DESTROY, SockDiagGroup.INET6_TCP_DESTROY)) {
            List<InetSocket> before = sockets.tcp().list();
            process.close();
            List<Event<InetSocket>> gone = List.of(
                    events.next(Duration.ofSeconds(60)).orElseThrow(),
                    events.next(Duration.ofSeconds(60)).orElseThrow());
            assertThat(gone).allSatisfy(event -> assertThat(event).isInstanceOf(Event.Deleted.class));
            assertThat(gone.stream()
                            .map(event -> ((Event.Deleted<InetSocket>) event).object())
                            .map(socket -> socket.transport() + " " + socket.localPort() + " " + socket.cookie()))
                    .hasSize(2)
                    .containsExactlyInAnyOrderElementsOf(before.stream()
                            .map(socket -> "tcp " + socket.localPort() + " " + socket.cookie())
                            .toList());
        }
    }

    @Test
    void visitingEndsEarly(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (var first = red.sockets().listen("127.0.0.1", 8123);
                var second = red.sockets().listen("127.0.0.1", 8124);
                var sockets = SockDiag.open(red)) {
            int[] visited = {0};
            sockets.tcp().forEach(SocketFilter.all(), socket -> ++visited[0] > 1);
            assertThat(visited[0]).isEqualTo(1);
            assertThat(sockets.tcp().list()).hasSize(2);
            assertThat(first.isOpen() && second.isOpen()).isTrue();
        }
    }

    /** SCTP has no module here; where it has, the list is empty. */
    @Test
    @VariesByKernel
    void aMissingModuleIsAnErrorAndNoEmptyList(NetworkNamespace red) {
        try (SockDiag sockets = SockDiag.open(red)) {
            List<InetSocket> found = sockets.sctp().list();
            assertThat(found).isEmpty();
            assertThat(java.nio.file.Path.of("/proc/sys/net/sctp")).exists();
        } catch (NetlinkException.NotSupported missing) {
            assertThat(missing)
                    .hasMessage("cannot list sctp sockets in " + red
                            + ": this kernel has no sctp_diag, which lists them (ENOENT)");
        }
    }

    @Test
    @VariesByKernel
    @NeedsCommand("perl")
    void sctpAndMptcpSocketsAreListed(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        for (Transport transport : List.of(Transport.SCTP, Transport.MPTCP)) {
            String script = "exit 1 if !socket(A, AF_INET, SOCK_STREAM, " + transport.number()
                    + "); bind(A, sockaddr_in(7777, INADDR_LOOPBACK)); listen(A, 5)";
            try (PerlSockets process = new PerlSockets(red, script);
                    SockDiag sockets = SockDiag.open(red)) {
                assertThat(sockets.inet(transport).list()).singleElement().satisfies(found -> {
                    assertThat(found.localPort()).isEqualTo(7777);
                    assertThat(found.state()).isEqualTo(SocketState.LISTEN);
                    assertThat(sockets.inet(transport).find(found)).isPresent();
                    assertThat(SocketOwners.scan().of(found))
                            .extracting(SocketOwner::pid)
                            .containsExactly(process.pid());
                });
            } catch (AssertionError unsupported) {
                // this kernel opens no such sockets
                assertThat(unsupported).hasMessage("perl did not open its sockets");
            }
        }
    }
}
