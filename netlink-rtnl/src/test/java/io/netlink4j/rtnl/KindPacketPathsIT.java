package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.bridge.BridgeVlan;
import io.netlink4j.rtnl.encap.Mpls;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bond;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.Vrf;
import io.netlink4j.rtnl.route.MplsRoute;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets take the ways that kinds of links say which not every kernel has, and MPLS. */
@KernelTest
@VariesByKernel
@NeedsCommand("ping")
@Timeout(300)
final class KindPacketPathsIT {
    @Test
    void labelsAreSwappedAndRemoved() throws Exception {
        try (Lab lab = Lab.builder()
                .cable("client", "middle", "10.0.1.0/24")
                .cable("middle", "server", "10.0.2.0/24")
                .forwarding("middle")
                .build()) {
            NetworkNamespace client = lab.node("client").namespace();
            Rtnl server = lab.node("server").rtnl();
            server.addresses().add("lo", "198.51.100.1/32");
            server.routes().add(Route.to("10.0.1.0/24").via("10.0.2.1"));
            addOrAbort(
                    lab.node("client").rtnl(),
                    Route.to("198.51.100.1").encap(Mpls.labels(100)).via("10.0.1.2"));
            for (String node : List.of("middle", "server")) {
                var sysctl = lab.node(node).namespace().sysctl();
                sysctl.write("net.mpls.platform_labels", "1000");
                sysctl.write("net.mpls.conf." + (node.equals("middle") ? "client" : "middle") + ".input", "1");
            }
            Rtnl middle = lab.node("middle").rtnl();
            middle.mplsRoutes().add(MplsRoute.of(100).as(200).via("10.0.2.2").ttlPropagate(true));
            assertThat(reaches(client, 1, "198.51.100.1")).isFalse();
            server.mplsRoutes().add(MplsRoute.of(200).link("lo"));

            assertThat(reaches(client, 60, "198.51.100.1")).isTrue();
            assertThat(middle.mplsRoutes().list()).extracting(MplsRoute::label).containsExactly(100);
        }
    }

    private static void addOrAbort(Rtnl rtnl, Route route) {
        try {
            rtnl.routes().add(route);
        } catch (NetlinkException.NotSupported lacking) {
            abort("the kernel routes no MPLS packets");
        }
    }

    @Test
    void aVrfForwardsByItsTableAlone() throws Exception {
        try (Lab lab = Lab.builder()
                .cable("client", "router", "10.0.1.0/24")
                .cable("router", "server", "10.0.2.0/24")
                .forwarding("router")
                .build()) {
            Rtnl router = lab.node("router").rtnl();
            addOrAbort(router, Link.named("blue").kind(Vrf.of(10)).up());
            lab.node("client").rtnl().routes().add(Route.to("10.0.2.0/24").via("10.0.1.2"));
            lab.node("server").rtnl().routes().add(Route.to("10.0.1.0/24").via("10.0.2.1"));
            NetworkNamespace client = lab.node("client").namespace();
            assertThat(reaches(client, 60, "10.0.2.2")).isTrue();

            router.links().change(Link.named("client").master("blue"));
            // The other link is not in the table.
            assertThat(reaches(client, 1, "10.0.2.2")).isFalse();
            router.links().change(Link.named("server").master("blue"));
            assertThat(reaches(client, 60, "10.0.2.2")).isTrue();
            assertThat(router.routes().list(RouteFilter.main())).isEmpty();
            assertThat(router.routes().list(RouteFilter.main().table(10))).isNotEmpty();
        }
    }

    @Test
    void aBondGoesOnWithAnotherPort(Namespaces namespaces) throws Exception {
        NetworkNamespace here = namespaces.named();
        NetworkNamespace there = namespaces.named();
        try (Rtnl rtnl = Rtnl.open(here);
                Rtnl other = Rtnl.open(there)) {
            addOrAbort(
                    rtnl,
                    Link.named("bond0")
                            .kind(Bond.of(Bond.Mode.ACTIVE_BACKUP).linkMonitoring(Duration.ofMillis(10)))
                            .up());
            other.links().add(Link.named("br0").kind(Bridge.defaults()).up());
            for (String port : List.of("a", "b")) {
                rtnl.links()
                        .add(Link.named(port)
                                .kind(Veth.to(Link.named(port).in(there).up())));
                rtnl.links().change(Link.named(port).master("bond0"));
                rtnl.links().up(port);
                other.links().change(Link.named(port).master("br0"));
            }
            rtnl.addresses().add("bond0", "10.0.0.1/24");
            other.addresses().add("br0", "10.0.0.2/24");

            rtnl.links().change(Link.named("bond0").kind(Bond.defaults().activePort("a")));
            assertThat(reaches(here, 60, "10.0.0.2")).isTrue();
            rtnl.links().down("a");
            assertThat(reaches(here, 60, "10.0.0.2")).isTrue();
            rtnl.links().up("a");
            rtnl.links().down("b");
            assertThat(reaches(here, 60, "10.0.0.2")).isTrue();
        }
    }

    @Test
    void aBridgeSeparatesTenantsByTheirVlans(Namespaces namespaces) throws Exception {
        NetworkNamespace host = namespaces.named();
        List<NetworkNamespace> pods = List.of(namespaces.named(), namespaces.named(), namespaces.named());
        try (Rtnl rtnl = Rtnl.open(host)) {
            addOrAbort(
                    rtnl,
                    Link.named("br0")
                            .kind(Bridge.defaults().vlanFiltering(true).vlanDefaultPvid(0))
                            .up());
            for (int i = 0; i < pods.size(); i++) {
                String port = "p" + i;
                rtnl.links()
                        .add(Link.named(port)
                                .kind(Veth.to(Link.named("eth0").in(pods.get(i)).up()))
                                .up());
                rtnl.links().change(Link.named(port).master("br0"));
                rtnl.bridgeVlans()
                        .replace(port, BridgeVlan.of(i < 2 ? 10 : 20).pvid().untagged());
                try (Rtnl pod = Rtnl.open(pods.get(i))) {
                    pod.addresses().add("eth0", "10.0.0." + (1 + i) + "/24");
                }
            }
            assertThat(reaches(pods.get(0), 60, "10.0.0.2")).isTrue();
            assertThat(reaches(pods.get(0), 1, "10.0.0.3")).isFalse();

            rtnl.bridgeVlans().delete("p2", BridgeVlan.of(20));
            rtnl.bridgeVlans().replace("p2", BridgeVlan.of(10).pvid().untagged());
            assertThat(reaches(pods.get(0), 60, "10.0.0.3")).isTrue();
        }
    }

    private static void addOrAbort(Rtnl rtnl, Link link) {
        try {
            rtnl.links().add(link);
        } catch (NetlinkException.NotSupported lacking) {
            abort(lacking.getMessage());
        }
    }

    /** Whether one of the packets that are sent in some seconds is answered. */
    private static boolean reaches(NetworkNamespace from, int seconds, String to) throws Exception {
        List<String> line = new ArrayList<>(List.of("ping", "-c", "1", "-w", String.valueOf(seconds), to));
        Process ping = from.exec(
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD));
        try {
            assertThat(ping.waitFor(90, TimeUnit.SECONDS)).isTrue();
            return ping.exitValue() == 0;
        } finally {
            ping.destroyForcibly().waitFor();
        }
    }
}
