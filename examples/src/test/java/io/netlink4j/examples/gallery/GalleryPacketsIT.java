package io.netlink4j.examples.gallery;

import static io.netlink4j.examples.gallery.Hosts.connect;
import static io.netlink4j.examples.gallery.Hosts.host;
import static io.netlink4j.examples.gallery.Hosts.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Packets pass rulesets of the gallery, and the connections end where the rules say. */
@KernelTest
@NeedsCommand("ip")
final class GalleryPacketsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void add(Nft nft, String name) {
        Consumer<TransactionBuilder> ruleset =
                Objects.requireNonNull(Gallery.all().get(name));
        nft.commit(ruleset);
    }

    /** Sends packets until something has happened. */
    private static void repeatUntil(BooleanSupplier done, IoAction action) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).isNegative();
            action.run();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private interface IoAction {
        void run() throws IOException;
    }

    /** Begins a connection and does not wait for an answer. */
    private static void knock(NetworkNamespace from, String address, int port) throws IOException {
        try (SocketChannel channel = from.sockets().openSocketChannel()) {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(IpAddress.of(address).toInetAddress(), port));
        } catch (ConnectException refused) {
            // answered at once
        }
    }

    private static boolean has(Nft nft, Table table, String set) {
        NamedSet found = nft.set(table, set).orElseThrow();
        return nft.element(found, SetElement.of(IpAddress.of("127.0.0.1"))).isPresent();
    }

    @Test
    void whoConnectsTooOftenIsBanned(Namespaces namespaces) throws IOException {
        NetworkNamespace host = namespaces.withLoopback();
        try (Nft nft = Nft.open(host)) {
            add(nft, "ban");
            Table table = nft.table(NfFamily.IP, "ban").orElseThrow();
            assertThat(has(nft, table, "banned")).isFalse();
            repeatUntil(() -> has(nft, table, "banned"), () -> knock(host, "127.0.0.1", 22));
        }
    }

    @Test
    void knocksInTheRightOrderOpenThePort(Namespaces namespaces) throws IOException {
        NetworkNamespace host = namespaces.withLoopback();
        try (Nft nft = Nft.open(host);
                ServerSocketChannel server = host.sockets().listen("127.0.0.1", 22)) {
            add(nft, "port-knocking");
            Table table = nft.table(NfFamily.INET, "port_knocking").orElseThrow();

            knock(host, "127.0.0.1", 3000);
            knock(host, "127.0.0.1", 2000);
            assertThat(has(nft, table, "opened")).isFalse();
            assertThatThrownBy(() -> host.sockets().connect("127.0.0.1", 22)).isInstanceOf(ConnectException.class);

            repeatUntil(() -> has(nft, table, "opened"), () -> {
                for (int port : List.of(1000, 2000, 3000)) {
                    knock(host, "127.0.0.1", port);
                }
            });
            try (SocketChannel client = host.sockets().connect("127.0.0.1", 22)) {
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void forwardedPortsLeadToInnerHosts(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "wan0", "203.0.113", "lan0", "192.168.15");
        try (Nft nft = Nft.open(hosts.router())) {
            add(nft, "port-forwarding");
            assertThat(hosts.connects("203.0.113.1", 80, "192.168.15.2", 8080)).isTrue();
            run(hosts.inner(), "ip", "address", "add", "192.168.15.4/24", "dev", "eth0")
                    .ok();
            assertThat(hosts.connects("203.0.113.1", 2222, "192.168.15.4", 22)).isTrue();
        }
    }

    @Test
    void aMappedNetworkIsReachedUnderItsOtherAddresses(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "eth0", "10.77.0", "lan0", "192.168.9");
        try (Nft nft = Nft.open(hosts.router())) {
            add(nft, "netmap");
            assertThat(hosts.connects("10.9.0.2", 80, "192.168.9.2", 80)).isTrue();
        }
    }

    @Test
    void aHostReachesItselfUnderTheOuterAddress(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "wan0", "203.0.113", "lan0", "192.168.15");
        try (Nft nft = Nft.open(hosts.router());
                ServerSocketChannel server = hosts.inner().sockets().listen("192.168.15.2", 80)) {
            add(nft, "hairpin");
            try (SocketChannel client = connect(hosts.inner(), "203.0.113.1", 80);
                    SocketChannel accepted = server.accept()) {
                assertThat(client.isConnected()).isTrue();
                assertThat(address(accepted.getRemoteAddress())).isEqualTo("192.168.15.1");
            }
        }
    }

    @Test
    void connectionsAreSpreadOverServers(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "wan0", "203.0.113", "lan0", "10.0.0");
        Set<String> reached = new TreeSet<>();
        try (Nft nft = Nft.open(hosts.router())) {
            add(nft, "load-balancing");
            for (String more : List.of("10.0.0.3/24", "10.0.0.4/24")) {
                run(hosts.inner(), "ip", "address", "add", more, "dev", "eth0").ok();
            }
            try (ServerSocketChannel server = hosts.inner().sockets().listen("0.0.0.0", 80)) {
                repeatUntil(() -> reached.size() == 3, () -> {
                    try (SocketChannel client = connect(hosts.outer(), "203.0.113.1", 80);
                            SocketChannel accepted = server.accept()) {
                        assertThat(client.isConnected()).isTrue();
                        reached.add(address(accepted.getLocalAddress()));
                    }
                });
            }
        }
        assertThat(reached).containsExactly("10.0.0.2", "10.0.0.3", "10.0.0.4");
    }

    @Test
    void connectionsOfTheLanEndAtTheProxy(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "wan0", "203.0.113", "lan0", "192.168.15");
        try (Nft nft = Nft.open(hosts.router());
                ServerSocketChannel proxy = hosts.router().sockets().listen("192.168.15.1", 3128)) {
            add(nft, "local-redirect");
            try (SocketChannel client = connect(hosts.inner(), "203.0.113.2", 80);
                    SocketChannel accepted = proxy.accept()) {
                assertThat(client.isConnected()).isTrue();
                assertThat(address(accepted.getRemoteAddress())).isEqualTo("192.168.15.2");
            }
        }
    }

    @Test
    void anAddressHasAFewConnectionsOnly(Namespaces namespaces) throws IOException {
        NetworkNamespace host = namespaces.withLoopback();
        List<SocketChannel> open = new ArrayList<>();
        try (Nft nft = Nft.open(host);
                ServerSocketChannel server = host.sockets().listen("127.0.0.1", 80)) {
            add(nft, "connections-per-address");
            for (int i = 0; i < 20; i++) {
                open.add(host.sockets().connect("127.0.0.1", 80));
                open.add(server.accept());
            }
            assertThatThrownBy(() -> host.sockets().connect("127.0.0.1", 80)).isInstanceOf(ConnectException.class);
        } finally {
            for (SocketChannel each : open) {
                each.close();
            }
        }
    }

    private static String address(SocketAddress end) {
        return ((InetSocketAddress) end).getAddress().getHostAddress();
    }

    @Test
    void marksSelectTheRoute(Namespaces namespaces) throws IOException {
        NetworkNamespace host = host(namespaces);
        NetworkNamespace first = host(namespaces);
        NetworkNamespace second = host(namespaces);
        Hosts.cable(host, "up0", "10.50.1.1/24", first, "eth0", "10.50.1.2/24");
        Hosts.cable(host, "up1", "10.50.2.1/24", second, "eth0", "10.50.2.2/24");
        for (NetworkNamespace each : List.of(first, second)) {
            run(each, "ip", "address", "add", "10.60.0.1/32", "dev", "lo").ok();
        }
        run(second, "ip", "route", "add", "10.50.1.0/24", "dev", "eth0").ok();
        run(host, "ip", "route", "add", "10.60.0.1", "via", "10.50.1.2").ok();
        run(host, "ip", "route", "add", "10.60.0.1", "via", "10.50.2.2", "table", "32")
                .ok();
        run(host, "ip", "rule", "add", "fwmark", "0x20", "table", "32").ok();
        try (Nft nft = Nft.open(host);
                ServerSocketChannel web = first.sockets().listen("10.60.0.1", 80);
                ServerSocketChannel mail = second.sockets().listen("10.60.0.1", 25)) {
            add(nft, "policy-routing");
            for (int port : List.of(80, 25)) {
                try (SocketChannel client = connect(host, "10.60.0.1", port)) {
                    assertThat(client.isConnected()).isTrue();
                }
            }
            assertThat(web.isOpen() && mail.isOpen()).isTrue();
        }
    }
}
