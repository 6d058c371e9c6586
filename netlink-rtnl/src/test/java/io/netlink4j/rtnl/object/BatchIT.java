package io.netlink4j.rtnl.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.Macvlan;
import io.netlink4j.rtnl.link.kind.MacvlanMode;
import io.netlink4j.rtnl.neighbour.FdbEntry;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.nexthop.NexthopObject;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.rule.RoutingRule;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsCommand("ip")
final class BatchIT {
    private NetworkNamespace hostNamespace;
    private NetworkNamespace pod;
    private Rtnl host;
    private Rtnl inside;

    @BeforeEach
    void open(Namespaces namespaces) {
        hostNamespace = namespaces.named();
        pod = namespaces.named();
        host = Rtnl.open(hostNamespace);
        inside = Rtnl.open(pod);
    }

    @AfterEach
    void close() {
        host.close();
        inside.close();
    }

    private Batch attach() {
        return Rtnl.batch()
                .add(host.links(), Link.named("br0").up().kind(Bridge.defaults()))
                .add(host.addresses(), Address.of("10.50.0.1/16").link("br0"))
                .add(
                        host.links(),
                        Link.named("pod1")
                                .master("br0")
                                .up()
                                .kind(Veth.to(Link.named("eth0").in(pod))))
                .change(inside.links(), Link.named("lo").up())
                .change(inside.links(), Link.named("eth0").up())
                .add(inside.addresses(), Address.of("10.50.0.2/16").link("eth0"))
                .add(inside.routes(), Route.toDefault(IpFamily.IPV4).via("10.50.0.1"))
                .add(
                        host.neighbours(),
                        Neighbour.of("10.50.0.9").at("02:00:00:00:00:09").link("br0"))
                .add(host.fdb(), FdbEntry.of("02:00:00:00:00:09").link("pod1"))
                .add(
                        host.rules(),
                        RoutingRule.of(IpFamily.IPV4)
                                .from("10.50.0.0/16")
                                .table(100)
                                .priority(7))
                .add(inside.nexthops(), NexthopObject.blackhole(IpFamily.IPV4).id(5));
    }

    private String ip(NetworkNamespace namespace, String... line) {
        return Command.run(Stream.concat(Stream.of("ip", "-n", namespace.name().orElseThrow()), Stream.of(line))
                        .toList())
                .ok();
    }

    @Test
    void aPodIsAttachedInOneGo() {
        BatchResult result = attach().execute();
        assertThat(result.failures()).isEmpty();
        assertThat(result.outcomes()).hasSize(11);
        assertThat(ip(hostNamespace, "addr", "show", "br0")).contains("10.50.0.1/16");
        assertThat(ip(hostNamespace, "link", "show", "pod1")).contains("master br0", "UP");
        assertThat(ip(pod, "addr", "show", "eth0")).contains("10.50.0.2/16", "UP");
        assertThat(ip(pod, "link", "show", "lo")).contains("UP");
        assertThat(ip(pod, "route")).contains("default via 10.50.0.1 dev eth0");
        assertThat(ip(hostNamespace, "neigh")).contains("10.50.0.9 dev br0 lladdr 02:00:00:00:00:09 PERMANENT");
        assertThat(ip(hostNamespace, "rule")).contains("7:\tfrom 10.50.0.0/16 lookup 100");
        assertThat(ip(pod, "nexthop")).contains("id 5 blackhole");
        assertThat(host.fdb().list()).anyMatch(entry -> entry.toString().startsWith("02:00:00:00:00:09 dev "));
    }

    @Test
    void aRefusalIsReportedInItsPlaceAndTheRestIsDone() {
        BatchResult result = Rtnl.batch()
                .add(host.addresses(), Address.of("10.0.0.1/24").link("nowhere"))
                .add(host.links(), Link.named("br0").up().kind(Bridge.defaults()))
                .add(host.links(), Link.named("br0").kind(Bridge.defaults()))
                .add(host.addresses(), Address.of("10.0.0.1/24").link("br0"))
                .add(host.addresses(), Address.of("10.0.0.1/24").link("br0"))
                .add(host.addresses(), Address.of("10.0.0.2/24"))
                .delete(host.routes(), Route.to("10.9.0.0/16").via("10.0.0.7"))
                .add(host.routes(), Route.to("10.8.0.0/16").via("10.0.0.7"))
                .execute();
        assertThat(result.outcomes().stream()
                        .map(outcome -> outcome.map(
                                        refusal -> refusal.getClass().getSimpleName())
                                .orElse("done")))
                .containsExactly(
                        "NotFound",
                        "done",
                        "AlreadyExists",
                        "done",
                        "AlreadyExists",
                        "NetlinkException",
                        "NotFound",
                        "done");
        assertThat(result.outcomes().getFirst().orElseThrow())
                .hasMessageStartingWith(
                        "cannot add address 10.0.0.1/24 to link 'nowhere': there is no link 'nowhere' in namespace '");
        assertThat(result.outcomes().get(5).orElseThrow()).hasMessageContaining("needs a link");
        assertThat(ip(hostNamespace, "route")).contains("10.8.0.0/16 via 10.0.0.7 dev br0");
        assertThatThrownBy(result::orThrow).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void aRefusalBeforeSendingIsTheOutcomeOfOneObject() {
        host.links().add(Link.named("br0").kind(Bridge.defaults()));
        List<Address> addresses = List.of(
                Address.of("10.0.0.1/24").link("br0"),
                Address.of("10.0.0.2/24"),
                Address.of("10.0.0.3/24").link("nowhere"),
                Address.of("10.4.0.4/24").link("br0"));
        BatchResult added = host.addresses().addAll(addresses);
        assertThat(added.outcomes().stream().map(Optional::isPresent)).containsExactly(false, true, true, false);
        assertThat(added.failures().getFirst()).hasMessageContaining("needs a link");
        assertThat(added.failures().getLast())
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageStartingWith("cannot add address 10.0.0.3/24 to link 'nowhere': there is no link 'nowhere'");
        assertThat(host.addresses().list("br0").stream()
                        .map(address -> address.toInterface().toString()))
                .containsExactly("10.0.0.1/24", "10.4.0.4/24");
        assertThat(host.addresses().deleteAll(addresses).outcomes().stream().map(Optional::isPresent))
                .containsExactly(false, true, true, false);
        assertThat(host.addresses().list("br0")).isEmpty();
    }

    @Test
    void aNameMeansTheLinkThatHasItWhenTheChangeIsDone() {
        host.links()
                .addAll(List.of(
                        Link.named("a").kind(Bridge.defaults()), Link.named("b").kind(Bridge.defaults())));
        int a = host.links().index("a");
        int b = host.links().index("b");
        Rtnl.batch()
                .add(host.addresses(), Address.of("10.0.0.1/24").link("a"))
                .change(host.links(), Link.indexed(a).name("old"))
                .change(host.links(), Link.indexed(b).name("a"))
                .add(host.addresses(), Address.of("10.0.0.2/24").link("a"))
                .delete(host.links(), Link.named("a"))
                .add(host.links(), Link.named("a").kind(Bridge.defaults()))
                .add(host.addresses(), Address.of("10.0.0.3/24").link("a"))
                .execute()
                .orThrow();
        assertThat(host.addresses().list("old").stream().map(Address::toInterface))
                .containsExactly(IpInterface.of("10.0.0.1/24"));
        assertThat(host.links().find(Link.indexed(b))).isEmpty();
        assertThat(host.addresses().list("a").stream().map(Address::toInterface))
                .containsExactly(IpInterface.of("10.0.0.3/24"));
    }

    @Test
    void aNameOfANewLinkMeansAnotherOneAfterAChangeThatStandsAlone() {
        try (NetworkNamespace samePod = NetworkNamespace.open(pod.name().orElseThrow())) {
            Rtnl.batch()
                    .add(
                            host.links(),
                            Link.named("v0").kind(Veth.to(Link.named("eth0").in(samePod))))
                    .add(host.links(), Link.named("v1").kind(Veth.to(Link.named("v2"))))
                    .add(inside.addresses(), Address.of("10.0.0.1/24").link("eth0"))
                    .add(host.addresses(), Address.of("10.0.1.1/24").link("v1"))
                    .add(host.addresses(), Address.of("10.0.1.2/24").link("v2"))
                    .delete(host.links(), Link.named("v0"))
                    .add(
                            host.links(),
                            Link.named("eth0")
                                    .in(samePod)
                                    .kind(Veth.to(Link.named("v3").in(hostNamespace))))
                    .add(inside.addresses(), Address.of("10.0.0.2/24").link("eth0"))
                    .add(host.addresses(), Address.of("10.0.0.3/24").link("v3"))
                    .change(
                            inside.links(),
                            Link.indexed(inside.links().index("lo")).name("lo0"))
                    .add(
                            host.links(),
                            Link.named("h%d").kind(Veth.to(Link.named("p%d").in(samePod))))
                    .add(inside.addresses(), Address.of("10.0.0.4/24").link("p0"))
                    .add(host.addresses(), Address.of("10.0.0.5/24").link("h0"))
                    .execute()
                    .orThrow();
        }
        assertThat(ip(pod, "addr", "show", "eth0")).contains("10.0.0.2/24").doesNotContain("10.0.0.1/24");
        assertThat(ip(pod, "addr", "show", "p0")).contains("10.0.0.4/24");
        assertThat(ip(hostNamespace, "addr", "show", "v1")).contains("10.0.1.1/24");
        assertThat(ip(hostNamespace, "addr", "show", "v2")).contains("10.0.1.2/24");
        assertThat(ip(hostNamespace, "addr", "show", "v3")).contains("10.0.0.3/24");
        assertThat(ip(hostNamespace, "addr", "show", "h0")).contains("10.0.0.5/24");
    }

    @Test
    void changesThatTakeSeveralRequestsKeepTheirPlace() {
        Rtnl.batch()
                .add(host.links(), Link.named("br0").kind(Bridge.defaults()))
                .add(host.links(), Link.named("v0").kind(Veth.to(Link.named("v1"))))
                .change(host.links(), Link.named("v0").macAddress("02:00:00:00:00:01"))
                .change(host.links(), Link.named("v0").master("br0").up())
                .replace(host.links(), Link.named("v1").up())
                .replace(
                        host.rules(),
                        RoutingRule.of(IpFamily.IPV4).from("10.0.0.0/8").table(9))
                .replace(
                        host.rules(),
                        RoutingRule.of(IpFamily.IPV4).from("10.0.0.0/8").table(9))
                .change(host.links(), Link.named("v1").in(pod))
                .add(inside.addresses(), Address.of("10.0.0.2/24").link("v1"))
                .execute()
                .orThrow();
        assertThat(ip(hostNamespace, "link", "show", "v0")).contains("02:00:00:00:00:01", "master br0");
        assertThat(ip(hostNamespace, "rule").lines().filter(line -> line.contains("10.0.0.0/8")))
                .hasSize(1);
        assertThat(ip(pod, "addr", "show", "v1")).contains("10.0.0.2/24");
    }

    @Test
    void changesBeforeOneThatStandsAloneAreMadeBeforeIt() {
        host.links().add(Link.named("v0").kind(Veth.to(Link.named("eth0").in(pod))));
        Rtnl.batch()
                .change(host.links(), Link.named("v0").mtu(2000).up())
                .add(host.links(), Link.named("mac0").link("v0").kind(Macvlan.of(MacvlanMode.BRIDGE)))
                .execute()
                .orThrow();
        assertThat(host.links().get("mac0").mtu()).as("that of the link below").contains(2000);

        BatchResult result = Rtnl.batch()
                .add(host.addresses(), Address.of("10.0.0.1/24").link("v0"))
                .add(inside.addresses(), Address.of("10.0.0.2/24").link("eth0"))
                .delete(host.links(), Link.named("v0"))
                .change(inside.links(), Link.named("eth0").up())
                .execute();
        assertThat(result.outcomes().stream().map(Optional::isPresent)).containsExactly(false, false, false, true);
        assertThat(result.failures().getFirst()).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void nothingIsSentForNoChange() {
        assertThat(Rtnl.batch().execute()).isEqualTo(new BatchResult(List.<Optional<NetlinkException>>of()));
    }
}
