package io.netlink4j.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsCommand("ip")
final class SocketFactoriesIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void everySocketOfTheFactoryIsInside(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        SocketFactory sockets = red.sockets().socketFactory();
        try (ServerSocket server = red.sockets().serverSocketFactory().createServerSocket(0)) {
            int port = server.getLocalPort();
            try (Socket late = sockets.createSocket();
                    Socket named = sockets.createSocket("127.0.0.1", port);
                    Socket addressed = sockets.createSocket(LOOPBACK, port);
                    Socket bound = sockets.createSocket(LOOPBACK, port, SECOND, 0);
                    Socket namedAndBound = sockets.createSocket("127.0.0.1", port, SECOND, 0)) {
                late.connect(new InetSocketAddress(LOOPBACK, port), 1_000);
                for (Socket socket : new Socket[] {named, addressed, bound, namedAndBound, late}) {
                    try (Socket peer = server.accept()) {
                        assertThat(peer.getRemoteSocketAddress()).isEqualTo(socket.getLocalSocketAddress());
                        peer.getOutputStream().write(42);
                        assertThat(socket.getInputStream().read()).isEqualTo(42);
                    }
                }
                assertThat(bound.getLocalAddress())
                        .isEqualTo(namedAndBound.getLocalAddress())
                        .isEqualTo(SECOND);
            }
            // Refused, or unreachable where this JVM runs with lo down.
            assertThatThrownBy(() -> new Socket(LOOPBACK, port)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void everyServerSocketOfTheFactoryIsInside(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        ServerSocketFactory servers = red.sockets().serverSocketFactory();
        try (ServerSocket any = servers.createServerSocket(80);
                ServerSocket some = servers.createServerSocket(81, 1)) {
            for (ServerSocket taken : new ServerSocket[] {any, some}) {
                assertThatThrownBy(() -> servers.createServerSocket(taken.getLocalPort(), 1, LOOPBACK))
                        .isInstanceOf(BindException.class);
            }
        }
        try (ServerSocket late = servers.createServerSocket();
                ServerSocket one = servers.createServerSocket(0, 1, SECOND)) {
            late.bind(new InetSocketAddress(LOOPBACK, 0));
            red.sockets().connect("127.0.0.1", late.getLocalPort()).close();
            red.sockets().connect("127.0.0.2", one.getLocalPort()).close();
        }
    }

    @Test
    void aSocketThatWasNotConnectedOutlivesTheHandle(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        SocketFactory sockets = red.sockets().socketFactory();
        ServerSocketFactory servers = red.sockets().serverSocketFactory();
        try (ServerSocket server = servers.createServerSocket(0);
                Socket socket = sockets.createSocket()) {
            red.close();
            socket.connect(new InetSocketAddress(LOOPBACK, server.getLocalPort()));
            assertThatThrownBy(sockets::createSocket).isInstanceOf(NetlinkException.Closed.class);
            assertThatThrownBy(servers::createServerSocket).isInstanceOf(NetlinkException.Closed.class);
            assertThatThrownBy(() -> sockets.createSocket(LOOPBACK, 1)).isInstanceOf(NetlinkException.Closed.class);
        }
    }

    @Test
    void aHostNameIsRefusedAndNotResolved(NetworkNamespace red) {
        NamespaceSockets sockets = red.sockets();
        InetSocketAddress name = InetSocketAddress.createUnresolved("localhost", 80);
        assertThatThrownBy(() -> sockets.socketFactory().createSocket("localhost", 80))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage(
                        "localhost is no IP address, and host names are not resolved here: the JVM's resolver would ask"
                                + " outside of the namespace");
        assertThatThrownBy(() -> sockets.socketFactory().createSocket("localhost", 80, LOOPBACK, 0))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> sockets.socketFactory().createSocket().connect(name))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> sockets.connect(name)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> sockets.listen(name)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> sockets.bind(name)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theContractOfASocketHolds(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        try (ServerSocket server = red.sockets().serverSocketFactory().createServerSocket(0);
                Socket socket = red.sockets().socketFactory().createSocket()) {
            assertThat(socket.isConnected()).isFalse();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setReceiveBufferSize(8192);
            socket.connect(new InetSocketAddress(LOOPBACK, server.getLocalPort()), 1_000);
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.getKeepAlive()).isTrue();
            socket.setSoTimeout(1);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            try (Socket peer = server.accept()) {
                peer.setOOBInline(true);
                socket.sendUrgentData(65);
                assertThat(peer.getInputStream().read()).isEqualTo(65);
                socket.shutdownOutput();
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theAdaptorDiffersAsDocumented(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (ServerSocket server = red.sockets().serverSocketFactory().createServerSocket(0);
                Socket interrupted = red.sockets().socketFactory().createSocket(LOOPBACK, server.getLocalPort());
                Socket closed = red.sockets().socketFactory().createSocket(LOOPBACK, server.getLocalPort())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> interrupted.getInputStream().read())
                    .isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interrupted.isClosed()).isTrue();

            FutureTask<Integer> reading =
                    new FutureTask<>(() -> closed.getInputStream().read());
            Thread reader = Thread.ofPlatform().start(reading);
            while (!Thread.State.RUNNABLE.equals(reader.getState()) && reader.isAlive()) {
                Thread.onSpinWait();
            }
            closed.close();
            assertThatThrownBy(reading::get).hasRootCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> closed.connect(server.getLocalSocketAddress()))
                    .isInstanceOf(ClosedChannelException.class);
            assertThat(closed.isConnected()).isFalse();
            assertThat(closed.getChannel()).isInstanceOf(SocketChannel.class);
        }
    }
}
