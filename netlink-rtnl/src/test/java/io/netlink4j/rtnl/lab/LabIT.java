package io.netlink4j.rtnl.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.address.AddressFilter;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.OperationalState;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KernelTest
final class LabIT {
    @Test
    void aRouterForwardsBetweenTwoNetworks() throws IOException {
        try (Lab lab = Lab.builder()
                .cable("client", "router", "10.0.1.0/24")
                .cable("router", "server", "10.0.2.0/24")
                .forwarding("router")
                .route("client", "default", "10.0.1.2")
                .route("server", "10.0.1.0/24", "10.0.2.1")
                .build()) {
            assertThat(lab.nodes()).extracting(LabNode::name).containsExactly("client", "router", "server");
            assertThat(lab.node("router").addresses())
                    .extracting(Object::toString)
                    .containsExactly("10.0.1.2/24", "10.0.2.1/24");
            try (var server = lab.node("server").sockets().listen("10.0.2.2", 80);
                    var client = lab.node("client").sockets().connect("10.0.2.2", 80);
                    var accepted = server.accept()) {
                client.write(ByteBuffer.wrap(new byte[] {42}));
                ByteBuffer read = ByteBuffer.allocate(1);
                assertThat(accepted.read(read)).isEqualTo(1);
                assertThat(accepted.getRemoteAddress()).asString().startsWith("/10.0.1.1:");
            }
            assertThat(lab.leftovers()).isEmpty();
        }
    }

    @Test
    void nodesOnABridgeReachEachOther() throws IOException {
        try (Lab lab = Lab.builder().bridge("lan", "10.1.0.0/24", "a", "b", "c").build()) {
            assertThat(lab.node("lan").rtnl().links().get("b").master()).isPresent();
            assertThat(lab.node("b").address()).hasToString("10.1.0.2/24");
            try (var server = lab.node("c").sockets().listen("10.1.0.3", 80);
                    var client = lab.node("a").sockets().connect("10.1.0.3", 80)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(server.isOpen()).isTrue();
            }
        }
    }

    @Test
    void allPortsOfABridgeForwardAtOnce() {
        String[] members = IntStream.range(0, 10).mapToObj(i -> "node" + i).toArray(String[]::new);
        try (Lab lab = Lab.builder().bridge("lan", "10.1.0.0/24", members).build()) {
            for (String member : members) {
                Link port = lab.node("lan").rtnl().links().get(member);
                assertThat(port.operationalState()).isEqualTo(OperationalState.UP);
                assertThat(port.bridgePort().flatMap(options -> options.get(BridgePort.STATE)))
                        .hasValue(3);
            }
        }
    }

    @Test
    void ipv6AddressesCanBeUsedAtOnce() {
        try (Lab lab = Lab.builder().cable("a", "b", "2001:db8::/64").build()) {
            assertThat(lab.node("b").address()).hasToString("2001:db8::2/64");
            for (LabNode node : lab.nodes()) {
                assertThat(node.rtnl().addresses().list(AddressFilter.all().flag(AddressFlag.TENTATIVE, true)))
                        .isEmpty();
            }
        }
    }

    @Test
    void aPrefixNamesTheNamespaces(Namespaces namespaces) {
        String prefix = namespaces.newName() + "-";
        try (Lab lab =
                Lab.builder().named(prefix).cable("red", "blue", "10.0.0.0/24").build()) {
            assertThat(NetworkNamespace.list()).contains(prefix + "red", prefix + "blue");
            try (NetworkNamespace red = NetworkNamespace.open(prefix + "red")) {
                assertThat(red.isSameAs(lab.node("red").namespace())).isTrue();
            }
            assertThat(lab.node("red")).hasToString("red");
        }
        assertThat(NetworkNamespace.list()).noneMatch(name -> name.startsWith(prefix));
    }

    @Test
    void nothingIsLeftIfANameIsTaken(Namespaces namespaces) {
        String prefix = namespaces.newName() + "-";
        namespaces.keep(NetworkNamespace.create(prefix + "blue"));
        assertThatThrownBy(() -> Lab.builder()
                        .named(prefix)
                        .cable("red", "blue", "10.0.0.0/24")
                        .build())
                .isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThat(NetworkNamespace.list()).contains(prefix + "blue").doesNotContain(prefix + "red");
        NetworkNamespace.delete(prefix + "blue");
    }

    @Test
    void theNameIsNoLeftover(Namespaces namespaces) {
        String prefix = namespaces.newName() + "-";
        try (Lab lab = Lab.builder().named(prefix).node("red").build()) {
            assertThat(lab.leftovers()).isEmpty();
        }
    }

    @Test
    void leftoversInANodeAreReported() throws IOException {
        try (Lab lab = Lab.builder().node("a").node("b").build();
                var forgotten = lab.node("b").sockets().openDatagramChannel()) {
            assertThat(forgotten.isOpen()).isTrue();
            assertThat(lab.leftovers())
                    .containsOnlyKeys("b")
                    .hasEntrySatisfying(
                            "b",
                            holders -> assertThat(holders)
                                    .singleElement()
                                    .asString()
                                    .startsWith("socket:["));
        }
    }

    @Test
    void aFailingPlanReportsTheReason() {
        assertThatThrownBy(() -> Lab.builder()
                        .cable("a", "b", "10.0.0.0/24")
                        .route("a", "10.9.0.0/16", "10.1.1.1")
                        .build())
                .hasMessageContaining("no connected network contains the gateway 10.1.1.1");
    }

    @Test
    void aPlanIsCheckedBeforeItIsBuilt() {
        assertThatThrownBy(() -> Lab.builder().cable("a", "b", "10.0.0.0/32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10.0.0.0/32 has fewer than 2 host addresses");
        assertThatThrownBy(() -> Lab.builder().bridge("lan", "10.0.0.0/30", "a", "b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lab.builder().bridge("lan", "2001:db8::/126", "a", "b", "c", "d"))
                .hasMessage("2001:db8::/126 has fewer than 4 host addresses");
        assertThat(Lab.hostAddresses(IpPrefix.of("2001:db8::/126"), 3))
                .extracting(Object::toString)
                .containsExactly("2001:db8::1", "2001:db8::2", "2001:db8::3");
        assertThatThrownBy(() -> Lab.builder().cable("a", "b", "10.0.0.1/24"))
                .isInstanceOf(IllegalArgumentException.class);
        try (Lab lab = Lab.builder().cable("a", "b", "10.0.0.0/31").build()) {
            assertThat(List.of(lab.node("a").address(), lab.node("b").address()))
                    .extracting(Object::toString)
                    .containsExactly("10.0.0.0/31", "10.0.0.1/31");
            assertThatThrownBy(() -> lab.node("c")).hasMessage("the lab has no node 'c', only [a, b]");
        }
    }
}
