package io.netlink4j.examples.gallery;

import static io.netlink4j.examples.gallery.Hosts.connect;
import static io.netlink4j.examples.gallery.Hosts.host;
import static io.netlink4j.examples.gallery.Hosts.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.PerlSockets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Packets that rulesets of the gallery refuse, count or change. A packet that was to be refused was sent before one that passes. */
@KernelTest
@NeedsCommand("ip")
final class GalleryFiltersIT {
    private static final int NETWORKS = 100_000;
    private static final int SERVICES = 1000;

    private static void add(Nft nft, String name) {
        nft.commit(Objects.requireNonNull(Gallery.all().get(name)));
    }

    /** A connection that has begun, from an address of the namespace. */
    private static SocketChannel begin(NetworkNamespace from, String source, String address, int port)
            throws IOException {
        SocketChannel channel = from.sockets().openSocketChannel();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(IpAddress.of(source).toInetAddress(), 0));
        channel.connect(new InetSocketAddress(IpAddress.of(address).toInetAddress(), port));
        return channel;
    }

    /** Connects from an address of the namespace, and says whether {@code refused}, which began before, is not connected. */
    private static boolean overtakes(SocketChannel refused, NetworkNamespace from, String source, String to, int port)
            throws IOException {
        try (SocketChannel channel = from.sockets().openSocketChannel()) {
            channel.bind(new InetSocketAddress(IpAddress.of(source).toInetAddress(), 0));
            channel.connect(new InetSocketAddress(IpAddress.of(to).toInetAddress(), port));
            return channel.isConnected() && !refused.finishConnect();
        }
    }

    private static long packets(Nft nft) {
        return nft.rules().list().stream()
                .flatMap(rule -> rule.expressions().stream())
                .filter(Counter.class::isInstance)
                .map(Counter.class::cast)
                .mapToLong(Counter::packets)
                .sum();
    }

    /** Two hosts with a cable, on which both have a carrier. */
    private static NetworkNamespace[] pair(Namespaces namespaces, String link, String ours, String theirs)
            throws IOException {
        NetworkNamespace host = host(namespaces);
        NetworkNamespace peer = host(namespaces);
        Hosts.cable(host, link, ours + "/24", peer, "eth0", theirs + "/24");
        try (ServerSocketChannel server = host.sockets().listen(ours, 1);
                SocketChannel first = connect(peer, ours, 1)) {
            assertThat(server.isOpen() && first.isConnected()).isTrue();
        }
        return new NetworkNamespace[] {host, peer};
    }

    /** The kernel answers the handshake, although no server listens. */
    @Test
    void theKernelAnswersHandshakesForTheServer(Namespaces namespaces) throws IOException {
        NetworkNamespace[] pair = pair(namespaces, "eth0", "203.0.113.1", "203.0.113.2");
        try (Nft nft = Nft.open(pair[0])) {
            add(nft, "syn-proxy");
            run(pair[0], "sh", "-c", "echo 0 >/proc/sys/net/netfilter/nf_conntrack_tcp_loose")
                    .ok();
            for (int port : List.of(443, 8443)) {
                assertThat(isAnswered(pair[1], "203.0.113.1", port)).isTrue();
                try (ServerSocketChannel server = pair[0].sockets().listen("203.0.113.1", port);
                        SocketChannel client = connect(pair[1], "203.0.113.1", port)) {
                    client.write(ByteBuffer.wrap(new byte[] {7}));
                    try (SocketChannel accepted = server.accept()) {
                        ByteBuffer received = ByteBuffer.allocate(1);
                        assertThat(accepted.read(received)).isEqualTo(1);
                        assertThat(received.get(0)).isEqualTo((byte) 7);
                    }
                }
            }
        }
    }

    /** Whether the handshake is complete. A connection without a server is reset after that, and else refused. */
    private static boolean isAnswered(NetworkNamespace from, String address, int port) throws IOException {
        try (SocketChannel client = connect(from, address, port)) {
            return client.isConnected();
        } catch (ConnectException refused) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    @NeedsCommand("ss")
    void segmentsFitTheLine(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "ppp0", "203.0.113", "lan0", "192.168.15");
        try (Nft nft = Nft.open(hosts.router());
                ServerSocketChannel server = hosts.inner().sockets().listen("192.168.15.2", 80)) {
            add(nft, "mss-clamping");
            try (SocketChannel client = connect(hosts.outer(), "192.168.15.2", 80);
                    SocketChannel accepted = server.accept()) {
                assertThat(client.isConnected() && accepted.isConnected()).isTrue();
                // 12 bytes of each segment are its time stamps
                assertThat(run(hosts.inner(), "ss", "-tin", "state", "established")
                                .ok())
                        .contains(" mss:1388 ");
            }
        }
    }

    @Test
    @NeedsCommand("perl")
    void aProxyTakesConnectionsToAddressesOfOthers(Namespaces namespaces) throws Exception {
        Hosts hosts = Hosts.around(namespaces, "wan0", "203.0.113", "lan0", "172.31.15");
        run(hosts.router(), "ip", "rule", "add", "fwmark", "1", "lookup", "100").ok();
        run(hosts.router(), "ip", "route", "add", "local", "default", "dev", "lo", "table", "100")
                .ok();
        String transparent = "socket(S, PF_INET, SOCK_STREAM, 0) or die; setsockopt(S, 0, 19, 1) or die;"
                + " bind(S, sockaddr_in(50080, INADDR_ANY)) or die; listen(S, 5) or die";
        try (Nft nft = Nft.open(hosts.router());
                PerlSockets proxy = new PerlSockets(hosts.router(), transparent)) {
            assertThat(proxy.pid()).isPositive();
            add(nft, "transparent-proxy");
            try (SocketChannel client = connect(hosts.inner(), "198.51.100.9", 80)) {
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void bytesOfUsersAreCounted(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "wan1", "203.0.113", "lan0", "192.168.15");
        try (Nft nft = Nft.open(hosts.router());
                ServerSocketChannel server = hosts.outer().sockets().listen("203.0.113.2", 80)) {
            add(nft, "quotas");
            Table table = nft.table(NfFamily.IP, "quotas").orElseThrow();
            try (SocketChannel client = connect(hosts.inner(), "203.0.113.2", 80);
                    SocketChannel accepted = server.accept()) {
                assertThat(client.isConnected() && accepted.isConnected()).isTrue();
                assertThat(consumed(nft, table, "alice")).isPositive();
                assertThat(consumed(nft, table, "bob")).isZero();
            }
        }
    }

    private static long consumed(Nft nft, Table table, String quota) {
        return nft.objects().list(table).stream()
                .filter(object -> object.name().equals(quota))
                .flatMap(object -> object.state().stream())
                .map(Quota.class::cast)
                .mapToLong(state -> state.get(Quota.CONSUMED).orElse(0L))
                .sum();
    }

    @Test
    void aBridgeForwardsAFewServices(Namespaces namespaces) throws IOException {
        NetworkNamespace bridge = namespaces.withLoopback();
        NetworkNamespace server = host(namespaces);
        NetworkNamespace client = host(namespaces);
        run(bridge, "ip", "link", "add", "br0", "up", "type", "bridge").ok();
        Hosts.cable(bridge, "server0", "192.0.2.1/32", server, "eth0", "10.0.0.2/24");
        Hosts.cable(bridge, "client0", "192.0.2.2/32", client, "eth0", "10.0.0.3/24");
        for (String port : List.of("server0", "client0")) {
            run(bridge, "ip", "link", "set", port, "master", "br0").ok();
        }
        try (Nft nft = Nft.open(bridge);
                ServerSocketChannel web = server.sockets().listen("10.0.0.2", 80);
                ServerSocketChannel shell = server.sockets().listen("10.0.0.2", 22)) {
            connect(client, "10.0.0.2", 22).close();
            add(nft, "bridge-filter");
            try (SocketChannel refused = begin(client, "10.0.0.3", "10.0.0.2", 22)) {
                assertThat(overtakes(refused, client, "10.0.0.3", "10.0.0.2", 80))
                        .isTrue();
            }
            assertThat(web.isOpen() && shell.isOpen()).isTrue();
        }
    }

    @Test
    void privateAddressesAreDroppedWherePacketsComeIn(Namespaces namespaces) throws IOException {
        NetworkNamespace[] pair = pair(namespaces, "eth0", "203.0.113.1", "203.0.113.2");
        run(pair[0], "ip", "address", "add", "10.9.0.1/24", "dev", "eth0").ok();
        run(pair[1], "ip", "address", "add", "10.9.0.2/24", "dev", "eth0").ok();
        try (Nft nft = Nft.open(pair[0]);
                ServerSocketChannel server = pair[0].sockets().listen("0.0.0.0", 80)) {
            add(nft, "early-drop");
            try (SocketChannel refused = begin(pair[1], "10.9.0.2", "10.9.0.1", 80)) {
                assertThat(overtakes(refused, pair[1], "203.0.113.2", "203.0.113.1", 80))
                        .isTrue();
            }
            assertThat(server.isOpen()).isTrue();
            assertThat(packets(nft)).isPositive();
        }
    }

    @Test
    void manyNetworksAreBlockedForATime(Namespaces namespaces) throws IOException {
        NetworkNamespace[] pair = pair(namespaces, "eth0", "11.0.1.1", "11.0.1.5");
        run(pair[0], "ip", "address", "add", "11.0.2.1/24", "dev", "eth0").ok();
        run(pair[1], "ip", "address", "add", "11.0.2.5/24", "dev", "eth0").ok();
        try (Nft nft = Nft.open(pair[0]);
                ServerSocketChannel server = pair[0].sockets().listen("0.0.0.0", 80)) {
            add(nft, "blocklist");
            NamedSet blocked = nft.set(Table.netdev("blocklist"), "blocked").orElseThrow();
            nft.commit(tx -> tx.addElements(blocked, networks()));
            try (SocketChannel refused = begin(pair[1], "11.0.2.5", "11.0.2.1", 80)) {
                assertThat(overtakes(refused, pair[1], "11.0.1.5", "11.0.1.1", 80))
                        .isTrue();
            }
            assertThat(server.isOpen()).isTrue();
            assertThat(packets(nft)).isPositive();
        }
    }

    /** Every other network of 256 addresses from 11.0.0.0 on. */
    private static List<SetElement> networks() {
        List<SetElement> networks = new ArrayList<>(NETWORKS);
        for (int i = 0; i < NETWORKS; i++) {
            int first = (11 << 24) + (i << 9);
            byte[] address = ByteBuffer.allocate(Integer.BYTES).putInt(first).array();
            networks.add(SetElement.of(IpPrefix.of(IpAddress.of(address), 24)).timeout(Duration.ofHours(1 + i % 48)));
        }
        return networks;
    }

    @Test
    void oneOfManyServicesIsReached(Namespaces namespaces) throws IOException {
        Hosts hosts = Hosts.around(namespaces, "wan0", "203.0.113", "lan0", "192.168.15");
        for (String network : List.of("10.244.0.0/15", "10.96.0.0/16")) {
            run(hosts.router(), "ip", "route", "add", network, "via", "192.168.15.2")
                    .ok();
        }
        for (String endpoint : List.of("10.244.3.28/32", "10.245.3.28/32")) {
            run(hosts.inner(), "ip", "address", "add", endpoint, "dev", "lo").ok();
        }
        try (Nft nft = Nft.open(hosts.router());
                ServerSocketChannel server = hosts.inner().sockets().listen("0.0.0.0", 8080)) {
            nft.commit(tx -> Services.serviceProxy(tx, SERVICES));
            for (NetworkNamespace client : List.of(hosts.outer(), hosts.router())) {
                try (SocketChannel connected = connect(client, "10.96.3.28", 80);
                        SocketChannel accepted = server.accept()) {
                    assertThat(connected.isConnected() && accepted.isConnected())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void connectionsAboveTheRateAreDropped(Namespaces namespaces) throws IOException {
        NetworkNamespace[] pair = pair(namespaces, "eth0", "203.0.113.1", "203.0.113.2");
        try (Nft nft = Nft.open(pair[0]);
                ServerSocketChannel server = pair[0].sockets().listen("203.0.113.1", 22)) {
            add(nft, "rate-per-address");
            List<SocketChannel> begun = new ArrayList<>();
            try {
                for (int i = 0; i < 20; i++) {
                    begun.add(begin(pair[1], "203.0.113.2", "203.0.113.1", 22));
                }
                assertThat(packets(nft)).isPositive();
            } finally {
                for (SocketChannel each : begun) {
                    each.close();
                }
            }
            assertThat(server.isOpen()).isTrue();
        }
    }
}
