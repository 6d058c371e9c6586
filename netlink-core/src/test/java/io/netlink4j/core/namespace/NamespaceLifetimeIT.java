package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What keeps a namespace without a name alive. A link's peer in another namespace shows when it ends. */
@KernelTest
@NeedsCommand({"ip", "cat", "nsenter"})
final class NamespaceLifetimeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void anOpenHandle(Namespaces namespaces) {
        String blue = namespaces.named().name().orElseThrow();
        NetworkNamespace red = joined(namespaces, blue);
        String name = red.name().orElseThrow();
        NetworkNamespace.delete(name);
        assertThatThrownBy(() -> NetworkNamespace.open(name)).isInstanceOf(NetlinkException.NotFound.class);
        assertThat(red.sysctl().names("net.ipv4.conf.in-red")).isNotEmpty();
        assertThat(hasPeer(blue)).isTrue();
        red.close();
        awaitNoPeer(blue);
    }

    @Test
    void sockets(Namespaces namespaces) throws Exception {
        String blue = namespaces.named().name().orElseThrow();
        NetworkNamespace red = joined(namespaces, blue);
        Command.run("ip", "-n", red.name().orElseThrow(), "link", "set", "lo", "up")
                .ok();
        try (ServerSocketChannel server = red.sockets().listen("127.0.0.1", 0);
                SocketChannel client = red.sockets().openSocketChannel()) {
            NetworkNamespace.delete(red.name().orElseThrow());
            red.close();
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            client.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            try (SocketChannel accepted = server.accept()) {
                assertThat(accepted.isConnected()).isTrue();
            }
            assertThat(hasPeer(blue)).isTrue();
        }
        awaitNoPeer(blue);
    }

    @Test
    void aProcess(Namespaces namespaces) throws Exception {
        String blue = namespaces.named().name().orElseThrow();
        NetworkNamespace red = joined(namespaces, blue);
        String name = red.name().orElseThrow();
        try (ProcessInside process = ProcessInside.of(name)) {
            assertThat(red.pids()).containsExactly(process.pid());
            NetworkNamespace.delete(name);
            assertThat(red.pids()).containsExactly(process.pid());
            red.close();
            String pid = Long.toString(process.pid());
            Command.run("nsenter", "-t", pid, "-n", "ip", "link", "show", "in-red")
                    .ok();
            try (NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
                assertThat(its.names()).isEmpty();
            }
            assertThat(hasPeer(blue)).isTrue();
        }
        awaitNoPeer(blue);
    }

    @Test
    void anotherName(Namespaces namespaces) {
        String blue = namespaces.named().name().orElseThrow();
        NetworkNamespace red = joined(namespaces, blue);
        String other = namespaces.newName();
        NetworkNamespace.attach(other, red).close();
        NetworkNamespace.delete(red.name().orElseThrow());
        red.close();
        Command.runIn(other, "ip", "link", "show", "in-red").ok();
        assertThat(hasPeer(blue)).isTrue();
        NetworkNamespace.delete(other);
        awaitNoPeer(blue);
    }

    private static NetworkNamespace joined(Namespaces namespaces, String blue) {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        Command.run("ip", "-n", blue, "link", "add", "in-blue", "type", "veth", "peer", "in-red", "netns", name)
                .ok();
        return red;
    }

    private static boolean hasPeer(String blue) {
        return Command.run("ip", "-n", blue, "link", "show", "in-blue").status() == 0;
    }

    private static void awaitNoPeer(String blue) {
        long start = System.nanoTime();
        while (hasPeer(blue)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
