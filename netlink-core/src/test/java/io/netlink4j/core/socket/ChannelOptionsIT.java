package io.netlink4j.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Marks and devices of sockets, as {@code ss} shows them. */
@KernelTest
@NeedsCommand({"ip", "ss"})
final class ChannelOptionsIT {
    private static final int THREADS = 50;
    private static final int FIRST_PORT = 1000;

    @Test
    void everyKindOfSocketHasTheMarkAndTheDevice(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        NamespaceSockets sockets = red.sockets().withMark(0x8000_0010L).withDevice("lo");
        assertThat(sockets).hasToString("sockets of " + red + " with mark 0x80000010 bound to 'lo'");
        try (ServerSocketChannel server = sockets.listen("127.0.0.1", 80);
                SocketChannel client = sockets.connect("127.0.0.1", 80);
                SocketChannel accepted = server.accept();
                DatagramChannel udp = sockets.bind("127.0.0.1", 53);
                ServerSocket made = sockets.serverSocketFactory().createServerSocket(81);
                Socket connected = sockets.socketFactory().createSocket("127.0.0.1", 81);
                Socket peer = made.accept()) {
            assertThat(client.getRemoteAddress()).isEqualTo(accepted.getLocalAddress());
            assertThat(connected.getPort()).isEqualTo(peer.getLocalPort());
            assertThat(lines(red))
                    .hasSize(7)
                    .allSatisfy(line -> assertThat(line).contains("%lo:", "fwmark:0x80000010"));
            assertThat(udp.getOption(StandardSocketOptions.SO_REUSEPORT)).isFalse();
            assertThat(server.getOption(StandardSocketOptions.SO_REUSEPORT)).isFalse();
        }
        // A child of another test, until it runs its program, has this process's sockets.
        while (lines(red).stream().anyMatch(line -> line.contains("UNCONN") || line.contains("LISTEN"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void otherSocketsHaveNone(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        NamespaceSockets plain = red.sockets();
        NamespaceSockets marked = plain.withMark(7);
        try (DatagramChannel _ = marked.withMark(0).bind("127.0.0.1", 53);
                DatagramChannel _ = plain.bind("127.0.0.1", 54);
                DatagramChannel _ = marked.bind("127.0.0.1", 55)) {
            assertThat(lines(red))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line.contains("fwmark:0x7")).isEqualTo(line.contains(":55 ")));
        }
    }

    @Test
    void eachOfManyThreadsMarksItsOwnSocket(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        List<FutureTask<DatagramChannel>> opening = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int port = FIRST_PORT + i;
            FutureTask<DatagramChannel> task =
                    new FutureTask<>(() -> red.sockets().withMark(port).bind("127.0.0.1", port));
            opening.add(task);
            (i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
        }
        for (FutureTask<DatagramChannel> task : opening) {
            namespaces.keep(task.get());
        }
        List<String> lines = lines(red);
        assertThat(lines).hasSize(THREADS);
        for (int port = FIRST_PORT; port < FIRST_PORT + THREADS; port++) {
            String address = ":" + port + " ";
            String mark = "fwmark:0x" + Integer.toHexString(port) + " ";
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line + " ").contains(address).contains(mark));
        }
    }

    @Test
    void aServerBoundToAnotherDeviceIsNotReached(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.withLoopback();
        Command.run("ip", "-n", red.name().orElseThrow(), "link", "add", "eth0", "type", "veth", "peer", "name", "eth1")
                .ok();
        try (ServerSocketChannel server = red.sockets().withDevice("eth0").listen("0.0.0.0", 80)) {
            assertThat(((InetSocketAddress) server.getLocalAddress()).getPort()).isEqualTo(80);
            assertThatThrownBy(() -> red.sockets().connect("127.0.0.1", 80)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAbsentDeviceIsNotFound(Namespaces namespaces) {
        NetworkNamespace red = namespaces.withLoopback();
        NamespaceSockets sockets = red.sockets().withDevice("eth7");
        assertThatThrownBy(() -> sockets.listen("127.0.0.1", 0))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot bind a socket in " + red + " to link 'eth7': No such device (ENODEV)");
        for (String name : List.of("", "a/b", "sixteen-bytes-xx")) {
            assertThatThrownBy(() -> red.sockets().withDevice(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aMarkHas32Bits(NetworkNamespace red) {
        for (long mark : new long[] {-1, 1L << 32}) {
            assertThatThrownBy(() -> red.sockets().withMark(mark)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<String> lines(NetworkNamespace namespace) {
        return Command.runIn(namespace.name().orElseThrow(), "ss", "-Hneatu")
                .ok()
                .lines()
                .toList();
    }
}
