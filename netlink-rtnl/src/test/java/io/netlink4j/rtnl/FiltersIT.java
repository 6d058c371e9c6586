package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.rtnl.address.AddressFilter;
import io.netlink4j.rtnl.link.LinkFilter;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RouteLookup;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteScope;
import io.netlink4j.rtnl.rule.RoutingRule;
import io.netlink4j.rtnl.rule.RoutingRuleFilter;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A filter accepts what {@code ip ... show} shows with the same selector. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class FiltersIT {
    private static final String[] ROUTES = {
        "route add 10.4.0.0/16 via 10.0.0.2 metric 7",
        "route add 10.4.5.0/24 via 10.0.0.3 src 10.0.0.1",
        "route add 10.4.5.6 via 10.0.1.2 proto static",
        "route add 10.0.0.0/8 dev d1",
        "route add default via 10.0.0.2",
        "route add 10.8.0.0/16 nexthop via 10.0.0.2 nexthop via 10.0.1.2",
        "route add 10.9.0.0/16 via 10.0.0.2 tos 0x10",
        "-6 route add fd0a::/32 via fd00::2 metric 9",
        "-6 route add fd0a:1::/48 via fd01::2",
        "-6 route add default via fd00::2",
        "route add 10.11.0.0/16 via 10.0.0.2 realms 3/5",
        "route add 10.12.0.0/16 via 10.0.0.2 realms 5",
        "-6 route add fd0b::/32 from fd00::/64 via fd00::2",
    };

    static Stream<Arguments> routes() {
        RouteFilter main = RouteFilter.main();
        return Stream.of(
                Arguments.of("root 10.4.0.0/16", main.within("10.4.0.0/16")),
                Arguments.of("root 10.0.0.0/8", main.within("10.0.0.0/8")),
                Arguments.of("match 10.4.5.0/24", main.covering("10.4.5.0/24")),
                Arguments.of("match 10.4.5.6", main.covering("10.4.5.6")),
                Arguments.of("exact 10.4.5.0/24", main.to("10.4.5.0/24")),
                Arguments.of("via 10.0.0.2", main.via("10.0.0.2").to("10.4.0.0/16")),
                Arguments.of("src 10.0.0.1", main.source("10.0.0.1")),
                Arguments.of("scope link", main.scope(RouteScope.LINK)),
                Arguments.of("metric 7", main.metric(7)),
                Arguments.of("tos 0x10", main.tos(0x10)),
                Arguments.of("proto static", main.protocol(RouteProtocol.STATIC)),
                Arguments.of("realms 3/5", main.realms(3, 5)),
                Arguments.of("realms 5", main.realms(0, 5)),
                Arguments.of("from fd00::/64", main.from("fd00::/64")),
                Arguments.of("root fd0a::/16", main.within("fd0a::/16")),
                Arguments.of("match fd0a:1::1", main.covering("fd0a:1::1")),
                Arguments.of("exact ::/0", main.to("::/0")),
                Arguments.of("metric 9", main.metric(9)),
                Arguments.of("exact default", main.to("0.0.0.0/0")));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routes(String selector, RouteFilter filter, Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(ROUTES);
        IpFamily family = selector.contains(":") || selector.equals("metric 9") ? IpFamily.IPV6 : IpFamily.IPV4;
        String also = selector.startsWith("via") ? " exact 10.4.0.0/16" : "";
        List<String> ours = room.routes().list(filter.family(family)).stream()
                .map(FiltersIT::destination)
                .sorted()
                .toList();
        // The rest of a line lacks what was selected by.
        List<String> theirs = room.shown(family, "", selector + also).stream()
                .map(FiltersIT::destination)
                .toList();
        assertThat(ours).isNotEmpty().isEqualTo(theirs);
    }

    /** {@code ip} looks at the first gateway only, and not at those of hops. */
    @Test
    void aHopCountsAsGateway(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(ROUTES);
        assertThat(room.routes().list(RouteFilter.main().via("10.0.1.2")))
                .extracting(route -> route.destination())
                .containsExactly(IpPrefix.of("10.4.5.6/32"), IpPrefix.of("10.8.0.0/16"));
    }

    /** As the manual of {@code ip} says of {@code connected}; the command itself asks the same question again. */
    @Test
    void aConnectedSocketIsLookedUpWithItsSource(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(ROUTES);
        room.ip("route add 10.4.5.0/24 via 10.0.0.77 table 44", "rule add from 10.0.0.1 lookup 44 prio 44");
        for (RouteLookup packet :
                List.of(RouteLookup.to("10.4.5.9"), RouteLookup.to("10.4.5.9").from("10.0.0.1"))) {
            assertThat(room.routes().lookup(packet.connected()).gateway().orElseThrow())
                    .hasToString("10.0.0.77");
        }
        assertThat(RouteLookup.to("10.4.5.9").tos(16).transport(6, 1, 2).toString())
                .isEqualTo("10.4.5.9 tos 16 ipproto 6 sport 1 dport 2");
    }

    @Test
    void links(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "link add br0 type bridge",
                "link set d0 master br0",
                "link set e0 group 9",
                "link set e1 down",
                "link set e1 master br0");
        LinkFilter all = LinkFilter.all();
        assertThat(names(room, all.up())).isEqualTo(shown(room, "up"));
        assertThat(names(room, all.down())).contains("e1").doesNotContain("e0");
        if (room.runsNewerIp()) {
            assertThat(names(room, all.down())).isEqualTo(shown(room, "down"));
        }
        assertThat(names(room, all.group(9))).isEqualTo(shown(room, "group 9")).contains("e0");
        assertThat(names(room, all.noMaster()))
                .isEqualTo(shown(room, "nomaster"))
                .contains("e0")
                .doesNotContain("d0");
        assertThat(names(room, all.portOf("bridge")))
                .isEqualTo(shown(room, "type bridge_slave"))
                .containsExactly("d0", "e1");
        assertThat(names(room, all.portOf("bridge").down())).containsExactly("e1");
        assertThat(names(room, all.kind("veth").master("br0").up())).containsExactly("d0");
        assertThat(all.portOf("bridge").down()).hasToString("port of a bridge down");
        assertThat(room.rtnl().links().list(all.withoutVirtualFunctions().withoutStatistics()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.virtualFunctions()).isEmpty());
    }

    @Test
    void addressesNeighboursAndRules(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0 protocol static",
                "neigh add 10.0.1.7 lladdr 02:00:00:00:00:07 dev d1",
                "neigh add fd00::7 lladdr 02:00:00:00:00:07 dev d0",
                "rule add from 10.1.0.0/16 iif d0 lookup 7 prio 70",
                "rule add from 10.1.0.0/16 lookup 8 prio 80",
                "rule add not from 10.1.0.0/16 lookup 8 prio 81",
                "rule add to 10.1.0.0/16 lookup 8 prio 82");
        NeighbourFilter neighbours = NeighbourFilter.all();
        assertThat(room.neighbours().list(neighbours.in("10.0.0.0/24")))
                .singleElement()
                .extracting(Neighbour::address)
                .hasToString("Optional[10.0.0.7]");
        assertThat(room.ask("neigh show to 10.0.0.0/24").lines()).hasSize(1);
        assertThat(room.neighbours().list(neighbours.protocol(RouteProtocol.STATIC)))
                .singleElement()
                .extracting(Neighbour::address)
                .hasToString("Optional[10.0.0.7]");
        assertThat(room.neighbours().flush(neighbours.in("fd00::/16"))).isEmpty();

        RoutingRule from = RoutingRule.of(IpFamily.IPV4).from("10.1.0.0/16");
        RoutingRuleFilter like = RoutingRuleFilter.all().matching(from);
        assertThat(room.rtnl().rules().list(like))
                .extracting(RoutingRule::priority)
                .containsExactly(70L, 80L, 81L);
        assertThat(room.ask("rule list from 10.1.0.0/16").lines()).hasSize(3);
        assertThat(room.rtnl().rules().flush(like.table(8))).hasSize(2);
        assertThat(room.rtnl().rules().list(like)).hasSize(1);

        if (room.runsNewerIp()) {
            room.ip("addr add 10.0.0.9/24 dev d0 proto 0x20");
            assertThat(room.rtnl().addresses().list(AddressFilter.all().protocol(0x20)))
                    .singleElement()
                    .asString()
                    .contains("10.0.0.9/24");
            assertThat(room.rtnl().addresses().list(AddressFilter.all().protocol(0)))
                    .noneMatch(address -> address.toString().contains("10.0.0.9"));
        }
    }

    @Test
    void objectsOfLinksThatAnotherFilterAccepts(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "link add br0 up type bridge",
                "addr add 10.7.0.1/24 dev br0",
                "link set d0 master br0",
                "link set d1 down",
                "addr add 10.8.0.1/24 dev d1",
                "neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0 nud permanent",
                "neigh add 10.7.0.7 lladdr 02:00:00:00:00:07 dev br0 nud permanent",
                "neigh add 10.7.0.8 lladdr 02:00:00:00:00:07 dev br0 nud reachable");
        LinkFilter links = LinkFilter.all();
        AddressFilter addresses = AddressFilter.all();
        for (Map.Entry<String, LinkFilter> row : Map.of(
                        "up", links.up(),
                        "master br0", links.master("br0"),
                        "nomaster", links.noMaster(),
                        "type bridge", links.kind("bridge"))
                .entrySet()) {
            assertThat(room.rtnl().addresses().list(addresses.link(row.getValue())))
                    .as(row.getKey())
                    .extracting(address -> address.toInterface().toString())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(addresses(room, row.getKey()));
        }
        AddressFilter both = addresses.link(links.down()).link(links.kind("veth"));
        assertThat(both).hasToString("on links down on links of kind veth");
        assertThat(room.rtnl().addresses().flush(both)).hasSize(2);
        assertThat(room.rtnl().addresses().list(both)).isEmpty();

        NeighbourFilter free = NeighbourFilter.all().link(links.noMaster());
        assertThat(room.neighbours().list(free.in("10.0.0.0/8")))
                .extracting(neighbour -> neighbour.address().orElseThrow().toString())
                .containsExactlyInAnyOrder("10.7.0.7", "10.7.0.8");
        // A timer holds an entry that is neither permanent nor failed.
        assertThat(room.neighbours().list(free.unused().in("10.7.0.0/24")))
                .singleElement()
                .asString()
                .contains("10.7.0.7");
        assertThat(room.ask("neigh show unused to 10.7.0.0/24").lines())
                .singleElement()
                .asString()
                .contains("10.7.0.7");
    }

    private static List<String> addresses(RouteTestNamespace room, String selector) {
        return room.json("address show " + selector)
                .valueStream()
                .filter(link -> link.has("addr_info"))
                .flatMap(link -> link.get("addr_info").valueStream())
                .filter(address -> address.has("local"))
                .map(address -> address.get("local").asString() + "/"
                        + address.get("prefixlen").asInt())
                .toList();
    }

    private static String destination(Object route) {
        return route.toString().split(" ", 2)[0];
    }

    private static List<String> names(RouteTestNamespace room, LinkFilter filter) {
        return room.rtnl().links().list(filter).stream()
                .map(link -> link.name().orElseThrow())
                .sorted()
                .toList();
    }

    private static List<String> shown(RouteTestNamespace room, String selector) {
        return room.json("link show " + selector)
                .valueStream()
                .filter(link -> link.has("ifname"))
                .map(link -> link.get("ifname").asString())
                .sorted()
                .toList();
    }
}
