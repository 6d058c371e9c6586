package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.Macvlan;
import io.netlink4j.rtnl.link.kind.MacvlanMode;
import io.netlink4j.rtnl.link.kind.Vrf;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.neighbour.FdbEntry;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourAttributes;
import io.netlink4j.rtnl.neighbour.NeighbourFlag;
import io.netlink4j.rtnl.nexthop.NexthopMember;
import io.netlink4j.rtnl.nexthop.NexthopObject;
import io.netlink4j.rtnl.nexthop.Resilience;
import io.netlink4j.rtnl.object.Batch;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RouteLookup;
import io.netlink4j.rtnl.route.RouteMetrics;
import io.netlink4j.rtnl.route.RoutePreference;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.rtnl.rule.RoutingRule;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the kernel would acknowledge and then ignore or bend, and what {@code ip} refuses, is refused before it is sent. */
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class IgnoredInputIT {
    private static final Route FOUR = Route.to("10.9.0.0/16").via("10.0.0.2");
    private static final Route SIX = Route.to("fd09::/64").via("fd00::2");
    private static final RoutingRule RULE = RoutingRule.of(IpFamily.IPV4);

    private static Arguments refused(String why, Consumer<Rtnl> input) {
        return Arguments.of(why, input);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                refused("only an IPv4 route has realms", rtnl -> rtnl.routes().add(SIX.realms(1, 2))),
                refused(
                        "only an IPv6 route has a lifetime",
                        rtnl -> rtnl.routes().add(FOUR.expires(Duration.ofSeconds(9)))),
                refused(
                        "only an IPv6 route has the preference of a router",
                        rtnl -> rtnl.routes().replace(FOUR.preference(RoutePreference.HIGH))),
                refused(
                        "only an IPv6 route has a network that its packets come from",
                        rtnl -> rtnl.routes().append(FOUR.from("10.0.0.0/8"))),
                refused(
                        "a route of the type blackhole, such as that to fd09::/64, has no gateway",
                        rtnl -> rtnl.routes().add(SIX.type(RouteType.BLACKHOLE))),
                refused("a route lives for a second or more", rtnl -> SIX.expires(Duration.ZERO)),
                refused("an IPv4 packet cannot come from the IPv6 address fd00::1", rtnl -> FOUR.source("fd00::1")),
                refused(
                        "an IPv6 packet cannot come from the IPv4 address 10.0.0.1",
                        rtnl -> RouteLookup.to("fd00::9").from("10.0.0.1")),
                refused("the id of a nexthop object is 1 or more, not 0", rtnl -> FOUR.nextHopId(0)),
                refused(
                        "a hop limit is 0 to 255, not 256",
                        rtnl -> RouteMetrics.none().hopLimit(256)),
                refused(
                        "nothing is set, so it would be the first rule",
                        rtnl -> rtnl.rules().delete(RULE)),
                refused("a code point is 0 to 63, not 64", rtnl -> RULE.dscp(64)),
                refused("an IPv4 packet has no flow label", rtnl -> RULE.flowLabel(5)),
                refused(
                        "a flow label is 0 to 1048575 and its mask at least 1",
                        rtnl -> RoutingRule.of(IpFamily.IPV6).flowLabel(1 << 20)),
                refused("the length of an IPv4 prefix is 0 to 32, not 33", rtnl -> RULE.suppressPrefixLength(33)),
                refused(
                        "IPv6 has no realms",
                        rtnl -> RoutingRule.of(IpFamily.IPV6).realms(1, 2)),
                refused("a realm is 0 to 65535, not 65536", rtnl -> RULE.realms(1, 65536)),
                refused(
                        "a proxy entry has no link-layer address",
                        rtnl -> rtnl.neighbours()
                                .add(Neighbour.of("10.0.0.9")
                                        .link("d0")
                                        .at("02:00:00:00:00:09")
                                        .proxy())),
                refused(
                        "sticky is for forwarding tables",
                        rtnl -> rtnl.neighbours()
                                .add(Neighbour.of("10.0.0.9")
                                        .link("d0")
                                        .at("02:00:00:00:00:09")
                                        .flags(NeighbourFlag.STICKY))),
                refused(
                        "NDA_VLAN is for forwarding tables",
                        rtnl -> rtnl.neighbours()
                                .replace(Neighbour.of("10.0.0.9")
                                        .link("d0")
                                        .at("02:00:00:00:00:09")
                                        .with(NeighbourAttributes.VLAN, 7))),
                refused(
                        "it needs a link-layer address, set with at()",
                        rtnl -> rtnl.neighbours()
                                .replace(Neighbour.of("10.0.0.9").link("d0"))),
                refused("a weight is 1 to 65535, not 65536", rtnl -> new NexthopMember(1, 65536)),
                refused(
                        "an entry of a bridge has no remote endpoint",
                        rtnl -> rtnl.fdb()
                                .add(FdbEntry.of("02:00:00:00:00:09")
                                        .link("d0")
                                        .masterTable()
                                        .remote("10.0.0.9"))),
                refused(
                        "a VNI is 0 to 16777215, not 16777216",
                        rtnl -> FdbEntry.of("02:00:00:00:00:09").vni(1 << 24)),
                refused(
                        "the id of a nexthop object is 1 or more, not 0",
                        rtnl -> NexthopObject.blackhole(IpFamily.IPV4).id(0)),
                refused(
                        "a nexthop object is found by its id",
                        rtnl -> rtnl.nexthops().deleteIfExists(NexthopObject.blackhole(IpFamily.IPV4))),
                refused("a number of buckets is 1 to 65535, not 0", rtnl -> Resilience.of(0)),
                refused(
                        "0.0.0.0 is not the address of a host",
                        rtnl -> rtnl.addresses().add("d0", "0.0.0.0/24")),
                refused(
                        "the label 'd1:x' of 10.0.0.9/24 does not begin with the name of link 'd0'",
                        rtnl -> rtnl.addresses()
                                .add("d0", Address.of("10.0.0.9/24").label("d1:x"))),
                refused(
                        "an IPv6 address such as fd00::9/64 has no label",
                        rtnl -> Address.of("fd00::9/64").label("d0:x")),
                refused(
                        "an IPv4 address such as 10.0.0.9/24 cannot be nodad",
                        rtnl -> Address.of("10.0.0.9/24").flag(AddressFlag.NODAD, true)),
                refused(
                        "0 to 4294967294 whole seconds, not PT2.5S",
                        rtnl -> Address.of("10.0.0.9/24").lifetime(Duration.ofMillis(2500), Duration.ofSeconds(3))),
                refused(
                        "0 to 4294967294 whole seconds, not PT1193046H28M15S",
                        rtnl -> Address.of("10.0.0.9/24")
                                .lifetime(Duration.ofSeconds(1), Duration.ofSeconds(0xffff_ffffL))),
                refused(
                        "PT0.0001S is no multiple of PT0.000125S",
                        rtnl -> RouteMetrics.none().with(RouteMetrics.RTT, Duration.ofNanos(100_000))),
                refused(
                        "'' is no name for a link: it is empty",
                        rtnl -> rtnl.links().addAlternativeName("d0", "")),
                refused(
                        "'' is no name for a link: it is empty",
                        rtnl -> Link.named("d9").alternativeName("")),
                refused(
                        "link 'd0' is no VRF",
                        rtnl -> rtnl.routes().list(RouteFilter.main().vrf("d0"))),
                refused(
                        "the length of a transmit queue is 0 to 2147483647, not -1",
                        rtnl -> Link.named("d0").transmitQueueLength(-1)),
                refused(
                        "an MTU is 0 to 2147483647, not -1",
                        rtnl -> rtnl.links().mtu("d0", -1)),
                refused(
                        "a token is the end of an IPv6 address, not 10.0.0.1",
                        rtnl -> Link.named("d0").token("10.0.0.1")),
                refused(
                        "the index of a link is 1 to 2147483647, not 0",
                        rtnl -> Link.named("x").requestIndex(0)),
                refused(
                        "the cost of a port is 1 to 65535, not 0",
                        rtnl -> BridgePort.defaults().cost(0)),
                refused(
                        "the priority of a port is 0 to 63, not 64",
                        rtnl -> BridgePort.defaults().priority(64)));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isRefusedBeforeItIsSent(String why, Consumer<Rtnl> input, Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        assertThatThrownBy(() -> input.accept(room.rtnl()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    /** The kernel would add the address, also without {@code NLM_F_CREATE}. */
    @Test
    void aMissingAddressIsNotChanged(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        for (String literal : new String[] {"10.0.0.9/24", "fd00::9/64"}) {
            Address missing = Address.of(literal).link("d0").metric(7);
            assertThatThrownBy(() -> room.rtnl().addresses().change(missing))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageStartingWith("cannot change address " + literal + " on link 'd0' in ");
            assertThat(new Batch()
                            .change(room.rtnl().addresses(), missing)
                            .execute()
                            .failures())
                    .singleElement()
                    .isInstanceOf(NetlinkException.NotFound.class);
        }
        Address there = Address.of("10.0.0.1/24").link("d0").metric(7);
        assertThat(room.rtnl().addresses().change(there).metric()).contains(7L);
        assertThat(room.ask("addr show dev d0")).contains("metric 7").doesNotContain("10.0.0.9", "fd00::9");
    }

    @Test
    void theKernelsReasonsAreTold(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip("link property add dev d0 altname other");
        assertThatThrownBy(() -> room.rtnl().links().deleteAlternativeName("d1", "other"))
                .hasMessageContaining("that is no alternative name of it");
        assertThatThrownBy(() -> room.rtnl()
                        .links()
                        .change(
                                "d0",
                                link -> link.bridgePort(BridgePort.defaults().cost(5))))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("it is no port of a bridge");
        assertThatThrownBy(() -> room.rtnl().links().change("d0", link -> link.carrier(false)))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("a program cannot set the carrier of a link of its kind");
    }

    /** Where the kernel looks an entry up, it takes the VNI of a VXLAN that is not external. */
    @Test
    void aSourceVniIsForExternalVxlans(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip("link add vx type vxlan id 42 dstport 4789", "link add ex type vxlan external dstport 4790");
        FdbEntry entry =
                FdbEntry.of("02:00:00:00:00:09").selfTable().remote("192.0.2.9").sourceVni(7);
        room.rtnl().fdb().add(entry.link("ex"));
        assertThat(room.rtnl().fdb().get(entry.link("ex")).sourceVni()).contains(7L);
        assertThatThrownBy(() -> room.rtnl().fdb().add(entry.link("vx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which the kernel ignores unless the VXLAN is external");
    }

    /** An entry that is there keeps its address. One that has none yet would be left half made. */
    @Test
    void aNeighbourIsReplacedWithoutItsAddress(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Neighbour known = Neighbour.of("10.0.0.9").link("d0");
        room.ip("neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev d0 nud reachable");
        assertThat(room.neighbours().replace(known).mac()).contains(MacAddress.of("02:00:00:00:00:09"));
        assertThat(room.ask("neigh show 10.0.0.9")).contains("PERMANENT");
        assertThat(new Batch()
                        .replace(room.neighbours(), known)
                        .replace(room.neighbours(), Neighbour.of("10.0.0.8").link("d0"))
                        .execute()
                        .failures())
                .singleElement()
                .asString()
                .contains("it needs a link-layer address");
        assertThat(room.ask("neigh show 10.0.0.8 nud all")).isEmpty();
    }

    /** The kernel would acknowledge the second one and change the first. */
    @Test
    void aProxyEntryIsAddedOnce(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Neighbour proxy = Neighbour.of("10.0.0.9").link("d0").proxy();
        room.neighbours().add(proxy);
        assertThatThrownBy(() -> room.neighbours().add(proxy))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("there is such an entry already");
        assertThat(new Batch().add(room.neighbours(), proxy).execute().failures())
                .singleElement()
                .isInstanceOf(NetlinkException.AlreadyExists.class);
        room.neighbours().replace(proxy);
        room.neighbours().delete(proxy);
    }

    /** The kernel looks an entry up in bridges and VXLANs only. */
    @Test
    void aReceivedAddressIsFound(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        FdbEntry group = FdbEntry.of("01:00:5e:00:00:77").link("d0");
        assertThat(room.rtnl().fdb().find(group)).isEmpty();
        room.rtnl().fdb().add(group);
        assertThat(room.ask("maddress show dev d0")).contains("01:00:5e:00:00:77");
        assertThat(room.rtnl().fdb().get(group).mac()).isEqualTo(group.mac());
        assertThat(room.rtnl().fdb().deleteIfExists(group)).isTrue();
        assertThat(room.ask("maddress show dev d0")).doesNotContain("01:00:5e:00:00:77");
    }

    @Test
    void optionsThatTheKernelDoesNotKnowAreFound(Namespaces namespaces) {
        Links links = new RouteTestNamespace(namespaces).rtnl().links();
        Vxlan wanted = Vxlan.of(42).destinationPort(4789).learning(false).routeShortCircuit(true);
        LinkKind made = links.add(Link.named("vx0").kind(wanted)).kind().orElseThrow();
        assertThat(wanted.missingIn(made)).isEmpty();
        assertThat(wanted.localBypass(true).missingIn(Vxlan.of(42)))
                .extracting(Attribute::name)
                .containsExactly("IFLA_VXLAN_PORT", "IFLA_VXLAN_LEARNING", "IFLA_VXLAN_RSC", "IFLA_VXLAN_LOCALBYPASS");
    }

    /** The kernel does not look at the lower link of a link that exists. */
    @Test
    void theLowerLinkIsNotChanged(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Links links = room.rtnl().links();
        Link wanted = Link.named("mac0").link("d0").kind(Macvlan.of(MacvlanMode.BRIDGE));
        links.add(wanted);
        assertThat(links.replace(wanted.mtu(1400)).mtu()).contains(1400);
        for (Link other : new Link[] {wanted.link("d1"), links.get("mac0").link("d1")}) {
            assertThatThrownBy(() -> links.replace(other))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageMatching("cannot change link 'mac0' .*: IFLA_LINK is link \\d+ and cannot become link"
                            + " \\d+; the kernel takes it only when it creates the link.*");
        }
        assertThat(links.change(links.get("mac0").link("d0").mtu(1300)).mtu()).contains(1300);
        // The kernel puts it on d0, too.
        Link stacked = Link.named("mac1").link("mac0").kind(Macvlan.of(MacvlanMode.BRIDGE));
        links.add(stacked);
        assertThat(links.replace(stacked.mtu(1200)).mtu()).contains(1200);
    }

    /** The driver of VXLANs takes an id that is the same, that of VRFs none; both can be wanted as they are. */
    @Test
    void anOptionThatIsTheSameNeedsNoNewLink(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Links links = room.rtnl().links();
        for (Link wanted : new Link[] {
            Link.named("vx0").kind(Vxlan.of(42).destinationPort(4789)),
            Link.named("vrf0").kind(Vrf.of(10))
        }) {
            if (links.supports(wanted.kind().orElseThrow().kind())) {
                links.add(wanted);
                assertThat(links.replace(wanted.mtu(1400)).mtu()).contains(1400);
            }
        }
        if (links.supports("vrf")) {
            assertThatThrownBy(() -> links.replace(Link.named("vrf0").kind(Vrf.of(11))))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageContaining("the kernel takes IFLA_VRF_TABLE only when it creates the link");
        }
    }

    /** A rule with another code point, flow label or port is another rule. */
    @Test
    void allSelectorsTellRulesApart(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip("rule add lookup 9 prio 9", "-6 rule add lookup 9 prio 9");
        RoutingRule four = RULE.table(9).priority(9);
        RoutingRule six = RoutingRule.of(IpFamily.IPV6).table(9).priority(9);
        for (RoutingRule other : new RoutingRule[] {
            four.dscp(4), four.dscp(4, 4), six.flowLabel(7), four.sourcePort(80, 0xf0), four.destinationPort(80, 0xf0)
        }) {
            assertThat(room.rtnl().rules().find(other)).as("%s", other).isEmpty();
        }
        assertThat(room.rtnl().rules().find(four)).isPresent();
        assertThat(room.rtnl().rules().find(six)).isPresent();
    }
}
