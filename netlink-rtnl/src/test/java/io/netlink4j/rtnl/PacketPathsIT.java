package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.core.sysctl.Sysctl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.encap.Seg6;
import io.netlink4j.rtnl.encap.Seg6Local;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.lab.LabNode;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Vrf;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.neighbour.FdbEntry;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourState;
import io.netlink4j.rtnl.nexthop.NexthopMember;
import io.netlink4j.rtnl.nexthop.NexthopObject;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RouteFlag;
import io.netlink4j.rtnl.route.Routes;
import io.netlink4j.rtnl.rule.RoutingRule;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets take the ways that routes, rules, nexthops and forwarding entries say. */
@KernelTest
@Timeout(120)
final class PacketPathsIT {
    private static final int TABLE = 77;
    private static final int MARK = 0x10;

    @Test
    void flowsUseBothHopsOfAGroup() throws IOException {
        try (Lab lab = Lab.builder()
                .cable("client", "left", "10.0.1.0/24")
                .cable("client", "right", "10.0.2.0/24")
                .build()) {
            for (String server : List.of("left", "right")) {
                Rtnl rtnl = lab.node(server).rtnl();
                rtnl.addresses().add("lo", "198.51.100.1/32");
                rtnl.routes().add(Route.to("192.0.2.1").via(server.equals("left") ? "10.0.1.1" : "10.0.2.1"));
            }
            Rtnl client = lab.node("client").rtnl();
            client.addresses().add("lo", "192.0.2.1/32");
            sysctl(lab.node("client")).write("net.ipv4.fib_multipath_hash_policy", "1");
            client.nexthops().add(NexthopObject.via("10.0.1.2").link("left").id(1));
            client.nexthops().add(NexthopObject.via("10.0.2.2").link("right").id(2));
            client.nexthops()
                    .add(NexthopObject.group(NexthopMember.of(1), NexthopMember.of(2))
                            .id(3));
            client.routes().add(Route.to("198.51.100.1").nextHopId(3).source("192.0.2.1"));

            List<SocketChannel> flows = new ArrayList<>();
            try (ServerSocketChannel left = lab.node("left").sockets().listen("198.51.100.1", 80);
                    ServerSocketChannel right = lab.node("right").sockets().listen("198.51.100.1", 80)) {
                for (int i = 0; i < 40; i++) {
                    flows.add(lab.node("client").sockets().connect("198.51.100.1", 80));
                }
                // That one hop gets none has a probability of 1 to 2^39.
                int first = accepted(left);
                assertThat(first).isBetween(1, 39);
                assertThat(first + accepted(right)).isEqualTo(40);
            } finally {
                for (SocketChannel flow : flows) {
                    flow.close();
                }
            }
        }
    }

    private static int accepted(ServerSocketChannel server) throws IOException {
        server.configureBlocking(false);
        int count = 0;
        for (SocketChannel flow = server.accept(); flow != null; flow = server.accept()) {
            flow.close();
            count++;
        }
        return count;
    }

    /** Only packets with {@link #MARK} find the way from the client to 198.51.100.1 at the server. */
    private static void routeMarked(Lab lab) {
        lab.node("server").rtnl().addresses().add("lo", "198.51.100.1/32");
        Rtnl client = lab.node("client").rtnl();
        client.routes().add(Route.to("198.51.100.1").via("10.0.1.2").table(TABLE));
        client.rules()
                .add(RoutingRule.of(IpFamily.IPV4)
                        .fwmark(MARK, 0xff)
                        .table(TABLE)
                        .priority(100));
    }

    @Test
    @NeedsCommand("ping")
    void aMarkSelectsTheTable() throws Exception {
        try (Lab lab = Lab.builder().cable("client", "server", "10.0.1.0/24").build()) {
            routeMarked(lab);
            assertThat(ping(lab.node("client"), "198.51.100.1")).isFalse();
            assertThat(ping(lab.node("client"), "-m", String.valueOf(MARK), "198.51.100.1"))
                    .isTrue();
        }
    }

    @Test
    void aMarkedSocketTakesAnotherTable() throws IOException {
        try (Lab lab = Lab.builder().cable("client", "server", "10.0.1.0/24").build()) {
            routeMarked(lab);
            NamespaceSockets plain = lab.node("client").sockets();
            NamespaceSockets marked = plain.withMark(0x700 | MARK);
            try (ServerSocketChannel server = lab.node("server").sockets().listen("198.51.100.1", 80);
                    DatagramChannel receiver = lab.node("server").sockets().bind("198.51.100.1", 53);
                    DatagramChannel sender = marked.openDatagramChannel(StandardProtocolFamily.INET)) {
                assertThatThrownBy(() -> plain.connect("198.51.100.1", 80)).hasMessageContaining("unreachable");
                try (SocketChannel connected = marked.connect("198.51.100.1", 80);
                        SocketChannel accepted = server.accept()) {
                    assertThat(accepted.getRemoteAddress()).isEqualTo(connected.getLocalAddress());
                }
                sender.send(ByteBuffer.wrap(new byte[] {42}), receiver.getLocalAddress());
                ByteBuffer received = ByteBuffer.allocate(1);
                receiver.receive(received);
                assertThat(received.get(0)).isEqualTo((byte) 42);
            }
        }
    }

    @Test
    void aSocketBoundToALinkTakesTheWorseRoute() throws IOException {
        try (Lab lab = Lab.builder()
                .cable("client", "left", "10.0.1.0/24")
                .cable("client", "right", "10.0.2.0/24")
                .build()) {
            for (String server : List.of("left", "right")) {
                lab.node(server).rtnl().addresses().add("lo", "198.51.100.1/32");
            }
            Rtnl client = lab.node("client").rtnl();
            client.routes().add(Route.to("198.51.100.1").via("10.0.1.2").metric(1));
            client.routes().add(Route.to("198.51.100.1").via("10.0.2.2").metric(2));
            try (ServerSocketChannel left = lab.node("left").sockets().listen("198.51.100.1", 80);
                    ServerSocketChannel right = lab.node("right").sockets().listen("198.51.100.1", 80);
                    SocketChannel usual = lab.node("client").sockets().connect("198.51.100.1", 80);
                    SocketChannel bound =
                            lab.node("client").sockets().withDevice("right").connect("198.51.100.1", 80)) {
                assertThat(usual.isConnected() && bound.isConnected()).isTrue();
                assertThat(accepted(left)).isEqualTo(1);
                assertThat(accepted(right)).isEqualTo(1);
            }
        }
    }

    @Test
    @VariesByKernel
    void aSocketOfAVrfUsesItsTable() throws IOException {
        try (Lab lab = Lab.builder().cable("client", "server", "10.0.1.0/24").build()) {
            Rtnl client = lab.node("client").rtnl();
            Assumptions.assumeTrue(client.links().supports("vrf"), "the kernel has no VRF");
            client.links().add(Link.named("red").kind(Vrf.of(TABLE)).up());
            client.links().master("server", "red");
            NamespaceSockets sockets = lab.node("client").sockets();
            try (ServerSocketChannel server = lab.node("server").sockets().listen("10.0.1.2", 80);
                    SocketChannel inside = sockets.withDevice("red").connect("10.0.1.2", 80)) {
                assertThat(inside.isConnected()).isTrue();
                assertThat(accepted(server)).isEqualTo(1);
                assertThatThrownBy(() -> sockets.connect("10.0.1.2", 80)).hasMessageContaining("unreachable");
            }
        }
    }

    private static boolean ping(LabNode node, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("ping", "-c", "1", "-W", "60"));
        line.addAll(List.of(words));
        Process ping = node.namespace()
                .exec(new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        try {
            assertThat(ping.waitFor(90, TimeUnit.SECONDS)).isTrue();
            return ping.exitValue() == 0;
        } finally {
            ping.destroyForcibly().waitFor();
        }
    }

    @Test
    void aVxlanWithStaticEntriesConnectsTwoHosts() throws IOException {
        try (Lab lab = Lab.builder().cable("a", "b", "10.0.0.0/24").build()) {
            join(lab.node("a"), 1, 2);
            join(lab.node("b"), 2, 1);
            try (ServerSocketChannel server = lab.node("b").sockets().listen("192.168.0.2", 80);
                    SocketChannel client = lab.node("a").sockets().connect("192.168.0.2", 80);
                    SocketChannel accepted = server.accept()) {
                assertThat(accepted.getRemoteAddress()).asString().startsWith("/192.168.0.1:");
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    private static void join(LabNode node, int here, int there) {
        Rtnl rtnl = node.rtnl();
        rtnl.links()
                .add(Link.named("vx0")
                        .macAddress("02:00:00:00:00:0" + here)
                        .kind(Vxlan.of(42).destinationPort(4789).learning(false).local(IpAddress.of("10.0.0." + here)))
                        .up());
        rtnl.addresses().add("vx0", "192.168.0." + here + "/24");
        String mac = "02:00:00:00:00:0" + there;
        rtnl.fdb().add(FdbEntry.of(mac).link("vx0").selfTable().remote("10.0.0." + there));
        rtnl.neighbours()
                .add(Neighbour.of("192.168.0." + there).at(mac).link("vx0").state(NeighbourState.PERMANENT));
    }

    @Test
    @NeedsCommand("ping")
    void packetsVisitTheirSegments() throws Exception {
        try (Lab lab = Lab.builder()
                .cable("client", "middle", "fd01::/64")
                .cable("middle", "server", "fd02::/64")
                .forwarding("middle")
                .build()) {
            Rtnl client = lab.node("client").rtnl();
            Rtnl middle = lab.node("middle").rtnl();
            Rtnl server = lab.node("server").rtnl();
            client.routes().add(Route.to("fd0a::/16").via("fd01::2"));
            server.routes().add(Route.to("fd01::/64").via("fd02::1"));
            server.addresses().add(Address.of("fd99::1/128").link("lo").flag(AddressFlag.NODAD, true));
            for (String node : List.of("middle", "server")) {
                for (String link : node.equals("middle") ? List.of("all", "client") : List.of("all", "middle")) {
                    sysctl(lab.node(node)).write("net.ipv6.conf." + link + ".seg6_enabled", "1");
                }
            }
            middle.routes().add(Route.to("fd0b::/64").via("fd02::2"));
            addOrAbort(
                    middle,
                    Route.to("fd0a::1")
                            .encap(Seg6Local.of(Seg6Local.Action.END))
                            .link("client"));
            addOrAbort(
                    server,
                    Route.to("fd0b::1")
                            .encap(Seg6Local.of(Seg6Local.Action.END_DT6).table(255))
                            .link("middle"));
            addOrAbort(
                    client,
                    Route.to("fd99::/64")
                            .encap(Seg6.of(Seg6.Mode.ENCAP, "fd0a::1", "fd0b::1"))
                            .link("middle"));
            // Not by sockets of Java: a JVM that started where there is no IPv6 has none.
            assertThat(ping(lab.node("client"), "fd99::1")).isTrue();
        }
    }

    private static void addOrAbort(Rtnl rtnl, Route route) {
        try {
            rtnl.routes().add(route);
        } catch (NetlinkException.NotSupported lacking) {
            Assumptions.abort("the kernel has no such encapsulation");
        }
    }

    @Test
    void aPathMtuIsListedApart() throws IOException {
        try (Lab lab = Lab.builder()
                        .cable("client", "router", "10.0.1.0/24")
                        .cable("router", "server", "10.0.2.0/24")
                        .forwarding("router")
                        .route("client", "10.0.2.0/24", "10.0.1.2")
                        .route("server", "10.0.1.0/24", "10.0.2.1")
                        .build();
                DatagramChannel client =
                        lab.node("client").sockets().openDatagramChannel(StandardProtocolFamily.INET)) {
            lab.node("router").rtnl().links().mtu("server", 1300);
            Routes routes = lab.node("client").rtnl().routes();
            RouteFilter cached = RouteFilter.main().cached();
            assertThat(routes.list(cached)).isEmpty();
            client.connect(new InetSocketAddress("10.0.2.2", 9));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            // The answer of the router may be handled after the system call.
            while (routes.list(cached).isEmpty()) {
                assertThat(System.nanoTime() - deadline).isNegative();
                client.write(ByteBuffer.allocate(1400));
            }
            assertThat(routes.list(cached)).singleElement().satisfies(learned -> {
                assertThat(learned.destination()).hasToString("10.0.2.2/32");
                assertThat(learned.flags()).contains(RouteFlag.CLONED);
                assertThat(learned.metrics().mtu()).contains(1300L);
            });
            assertThat(routes.list()).noneMatch(route -> route.flags().contains(RouteFlag.CLONED));
            assertThatThrownBy(() -> routes.flush(cached))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot flush routes table main cached: the parameters net.ipv4.route.flush");
            sysctl(lab.node("client")).write("net.ipv4.route.flush", "1");
            assertThat(routes.list(cached)).isEmpty();
        }
    }

    private static Sysctl sysctl(LabNode node) {
        return node.namespace().sysctl();
    }
}
