package io.netlink4j.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KernelTest
@NeedsCommand("ip")
final class NamespaceSocketsIT {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aServerInsideServesClientsInsideFromAnyThread(String address, Namespaces namespaces)
            throws IOException, ExecutionException, InterruptedException {
        NetworkNamespace red = namespaces.withLoopback();
        if (address.contains(":") && !jvmKnowsIpv6()) {
            assertThatThrownBy(() -> red.sockets().listen(address, 0)).hasMessageStartingWith("this JVM has no IPv6");
            return;
        }
        try (ServerSocketChannel server = red.sockets().listen(address, 0)) {
            FutureTask<String> greeting = onVirtualThread(() -> {
                try (SocketChannel peer = server.accept()) {
                    peer.write(StandardCharsets.UTF_8.encode("hello"));
                    return "greeted";
                }
            });
            try (SocketChannel client = red.sockets().connect(address, port(server))) {
                assertThat(read(client)).isEqualTo("hello");
            }
            assertThat(greeting.get()).isEqualTo("greeted");
        }
    }

    @Test
    void onePortIsFreeInEachNamespaceAndClosedToTheOthers(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        NetworkNamespace blue = namespaces.withLoopback();
        NetworkNamespace green = namespaces.withLoopback();
        try (ServerSocketChannel first = red.sockets().listen("0.0.0.0", 80);
                ServerSocketChannel second = blue.sockets().listen("0.0.0.0", 80)) {
            assertThat(port(first)).isEqualTo(port(second)).isEqualTo(80);
            assertThatThrownBy(() -> green.sockets().connect("127.0.0.1", 80)).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> red.sockets().listen("127.0.0.1", 80)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void datagramsArrive(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        try (DatagramChannel receiver = red.sockets().bind("127.0.0.1", 0);
                DatagramChannel sender = red.sockets().openDatagramChannel(StandardProtocolFamily.INET)) {
            sender.send(StandardCharsets.UTF_8.encode("hello"), receiver.getLocalAddress());
            ByteBuffer buffer = ByteBuffer.allocate(16);
            receiver.receive(buffer);
            assertThat(StandardCharsets.UTF_8.decode(buffer.flip()).toString()).isEqualTo("hello");
        }
    }

    @Test
    void aSocketOutlivesHandleAndName(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        try (ServerSocketChannel server = red.sockets().openServerSocketChannel();
                SocketChannel client = red.sockets().openSocketChannel()) {
            NetworkNamespace.delete(red.name().orElseThrow());
            red.close();
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            assertThat(client.connect(server.getLocalAddress())).isTrue();
        }
    }

    @Test
    void theFirstVirtualThreadsStayOutside(Namespaces namespaces)
            throws IOException, ExecutionException, InterruptedException {
        NetworkNamespace red = namespaces.withLoopback();
        try (ServerSocketChannel server = red.sockets().listen("127.0.0.1", 0)) {
            FutureTask<SocketChannel> accepting = onVirtualThread(server::accept);
            assertThatThrownBy(() -> SocketChannel.open(server.getLocalAddress()))
                    .isInstanceOf(IOException.class);
            server.close();
            assertThatThrownBy(accepting::get).hasCauseInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void anAddressIsALiteral(NetworkNamespace red) {
        for (String text : new String[] {"localhost", "127.1", ""}) {
            assertThatThrownBy(() -> red.sockets().listen(text, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aForeignAddressIsRefused(Namespaces namespaces) {
        // Before its first address a namespace has no table of local ones, and Linux binds to any.
        NetworkNamespace red = namespaces.withLoopback();
        assertThatThrownBy(() -> red.sockets().listen("192.0.2.1", 0)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> red.sockets().bind("192.0.2.1", 0)).isInstanceOf(SocketException.class);
    }

    private static boolean jvmKnowsIpv6() throws IOException {
        try (DatagramChannel _ = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static int port(ServerSocketChannel server) throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        while (channel.read(buffer) >= 0) {
            // until the peer closes
        }
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    private static <T> FutureTask<T> onVirtualThread(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task);
        return task;
    }
}
