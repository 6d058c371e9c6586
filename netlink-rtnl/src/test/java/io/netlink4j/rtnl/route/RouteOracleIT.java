package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code ip route} and this library read the routes of each other. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
public class RouteOracleIT {
    public static final String[] EVERYTHING = {
        "route add 10.2.0.0/16 via 10.0.0.2 metric 100 mtu lock 1400 advmss 1300 rtt 20ms rttvar 10ms rto_min 50ms"
                + " hoplimit 3 initcwnd 10 initrwnd 20 quickack 1 features ecn congctl cubic window 5000 reordering 5",
        "route add 10.3.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop via 10.0.1.2 dev d1 onlink",
        "route add 10.4.0.0/16 via inet6 fd00::9 dev d0",
        "route add 10.5.0.0/16 nexthop via inet6 fd00::9 dev d0 nexthop via 10.0.1.3 weight 256",
        "route add blackhole 10.6.0.0/16",
        "route add unreachable 10.7.0.0/16",
        "route add prohibit 10.8.0.0/16 tos 0x10",
        "route add throw 10.9.0.0/16 table 1000 proto static",
        "route add default via 10.0.0.9 src 10.0.1.1 realms 5/7 onlink dev d0",
        "route add default via 10.0.1.9 metric 4294967295 proto bgp",
        "nexthop add id 7 via 10.0.0.3 dev d0",
        "route add 10.10.0.0/16 nhid 7",
        "route add 10.11.0.7 dev d1 scope link proto 77 table 300",
        "route add local 10.12.0.0/24 dev lo",
        "route add 10.13.0.0/16 dev d1 realm 9",
        "route add 10.13.1.0/24 via 10.0.0.2",
        "route append 10.13.1.0/24 via 10.0.0.4",
        "-6 route add fd10::/64 via fd00::2 metric 5 pref high",
        "-6 route add fd11::/64 nexthop via fd00::2 nexthop via fd01::2 weight 4",
        "-6 route add fd12::/64 from fd99::/64 via fd00::2",
        "-6 route add blackhole fd13::/64",
        "-6 route add unreachable fd14::/64 table 5000",
        "-6 route add prohibit fd15::/64",
        "-6 route add default via fe80::1 dev d0 proto ra pref low mtu 1280 hoplimit 64",
        "-6 route add fd16::1 dev d1 src fd01::1",
    };

    /** Routes that a user creates with this library, and the same for {@code ip}. */
    public record Pair(Route route, String line) {}

    public static final List<Pair> PAIRS = List.of(
            pair(Route.to("10.20.0.0/16").via("10.0.0.2"), "10.20.0.0/16 via 10.0.0.2"),
            pair(Route.toDefault(IpFamily.IPV4).via("10.0.0.2"), "default via 10.0.0.2"),
            pair(Route.to("10.21.0.0/16").link("d1").metric(7), "10.21.0.0/16 dev d1 metric 7"),
            pair(Route.to("10.21.0.0/16").metric(0).link("d1"), "10.21.0.0/16 dev d1 metric 0"),
            pair(
                    Route.to("10.22.0.1").via("10.9.9.9", "d0").onlink().source("10.0.1.1"),
                    "10.22.0.1 via 10.9.9.9 dev d0 onlink src 10.0.1.1"),
            pair(
                    Route.to("10.23.0.0/16").via("10.0.0.2").table(100000).protocol(RouteProtocol.STATIC),
                    "10.23.0.0/16 via 10.0.0.2 table 100000 proto static"),
            pair(Route.to("10.24.0.0/16").via("10.0.0.2").table(99), "10.24.0.0/16 via 10.0.0.2 table 99"),
            pair(Route.to("10.25.0.0/16").type(RouteType.BLACKHOLE), "blackhole 10.25.0.0/16"),
            pair(Route.to("10.26.0.0/16").type(RouteType.UNREACHABLE), "unreachable 10.26.0.0/16"),
            pair(Route.to("10.27.0.0/16").type(RouteType.PROHIBIT), "prohibit 10.27.0.0/16"),
            pair(Route.to("10.28.0.0/16").type(RouteType.THROW).table(7), "throw 10.28.0.0/16 table 7"),
            pair(Route.to("10.29.0.0/16").type(RouteType.LOCAL).link("lo"), "local 10.29.0.0/16 dev lo"),
            pair(Route.to("10.30.0.255").type(RouteType.BROADCAST).link("d0"), "broadcast 10.30.0.255 dev d0"),
            pair(Route.to("224.0.0.0/4").type(RouteType.MULTICAST).link("d0"), "multicast 224.0.0.0/4 dev d0"),
            pair(Route.to("10.31.0.0/16").via("10.0.0.2").tos(0x10), "10.31.0.0/16 via 10.0.0.2 tos 0x10"),
            pair(Route.to("10.32.0.0/16").via("fd00::9", "d0"), "10.32.0.0/16 via inet6 fd00::9 dev d0"),
            pair(
                    Route.to("10.33.0.0/16")
                            .multipath(
                                    NextHop.via("10.0.0.2").weight(3),
                                    NextHop.out("d1"),
                                    NextHop.via("fd01::9").link("d1").weight(256)),
                    "10.33.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop dev d1 nexthop via inet6 fd01::9 dev d1 weight"
                            + " 256"),
            pair(
                    Route.to("10.34.0.0/16")
                            .via("10.0.0.2")
                            .metrics(RouteMetrics.none()
                                    .mtu(1400)
                                    .advmss(1300)
                                    .hopLimit(3)
                                    .initialCongestionWindow(10)
                                    .initialReceiveWindow(20)
                                    .quickAck(true)
                                    .features(RouteFeature.ECN)
                                    .congestionControl("cubic")
                                    .roundTripTime(Duration.ofMillis(20))
                                    .with(RouteMetrics.RTTVAR, Duration.ofMillis(10))
                                    .with(RouteMetrics.RTO_MIN, Duration.ofMillis(50))
                                    .lock(RouteMetrics.MTU, RouteMetrics.RTO_MIN)),
                    "10.34.0.0/16 via 10.0.0.2 mtu lock 1400 advmss 1300 hoplimit 3 initcwnd 10 initrwnd 20 quickack 1"
                            + " features ecn congctl cubic rtt 20ms rttvar 10ms rto_min 50ms"),
            pair(Route.to("10.35.0.0/16").via("10.0.0.2").realms(5, 7), "10.35.0.0/16 via 10.0.0.2 realms 5/7"),
            pair(Route.to("10.36.0.0/16").link("d0").scope(RouteScope.of(100)), "10.36.0.0/16 dev d0 scope 100"),
            pair(Route.to("10.37.0.0/16").nextHopId(7), "10.37.0.0/16 nhid 7"),
            pair(Route.to("fd20::/64").via("fd00::2"), "fd20::/64 via fd00::2"),
            pair(Route.toDefault(IpFamily.IPV6).via("fe80::1", "d0"), "default via fe80::1 dev d0"),
            pair(
                    Route.to("fd21::/64").link("d0").metric(3).preference(RoutePreference.HIGH),
                    "fd21::/64 dev d0 metric 3 pref high"),
            pair(
                    Route.to("fd22::/64")
                            .multipath(
                                    NextHop.via("fd00::2"),
                                    NextHop.via("fe80::2").link("d1").weight(5)),
                    "fd22::/64 nexthop via fd00::2 nexthop via fe80::2 dev d1 weight 5"),
            pair(Route.to("fd23::/64").from("fd99::/64").via("fd00::2"), "fd23::/64 from fd99::/64 via fd00::2"),
            pair(Route.to("fd24::/64").type(RouteType.BLACKHOLE), "blackhole fd24::/64"),
            pair(Route.to("fd25::/64").type(RouteType.UNREACHABLE).table(77777), "unreachable fd25::/64 table 77777"),
            pair(Route.to("fd26::/64").via("fd00::2").mtu(1300), "fd26::/64 via fd00::2 mtu 1300"),
            pair(Route.to("fd27::1").type(RouteType.LOCAL).link("lo"), "local fd27::1 dev lo"));

    private static Pair pair(Route route, String line) {
        return new Pair(route, line);
    }

    @Test
    void printsWhatIpMadeLikeIp(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(EVERYTHING);
        Function<LinkReference, String> names = room.names();
        for (IpFamily family : IpFamily.values()) {
            List<String> ours = room.routes().list(RouteFilter.allTables().family(family)).stream()
                    .map(route -> route.toString(names))
                    .sorted()
                    .toList();
            assertThat(ours).hasSizeGreaterThan(15).isEqualTo(room.shown(family, "", "table all"));
        }
    }

    @Test
    void makesTheSameAsIp(Namespaces namespaces) {
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        RouteTestNamespace theirs = new RouteTestNamespace(namespaces);
        mine.ip("nexthop add id 7 via 10.0.0.3 dev d0");
        theirs.ip("nexthop add id 7 via 10.0.0.3 dev d0");
        for (Pair pair : PAIRS) {
            String family = pair.route().family() == IpFamily.IPV4 ? "-4" : "-6";
            mine.routes().add(pair.route());
            theirs.ip(family + " route add " + pair.line());
        }
        for (IpFamily family : IpFamily.values()) {
            assertThat(mine.shown(family, "-d", "table all"))
                    .isEqualTo(theirs.shown(family, "-d", "table all"))
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void readsEachPartThatIpSet(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(EVERYTHING);
        JsonNode shown = room.json("-4 -d route show 10.2.0.0/16").get(0);
        Route route = only(room, "10.2.0.0/16");
        assertThat(route.gateway().orElseThrow().toString())
                .isEqualTo(shown.get("gateway").asString());
        assertThat(route.metric()).isEqualTo(shown.get("metric").asLong());
        assertThat(route.protocol().toString()).isEqualTo(shown.get("protocol").asString());
        assertThat(route.scope().toString()).isEqualTo(shown.get("scope").asString());
        assertThat(route.type().toString()).isEqualTo(shown.get("type").asString());
        RouteMetrics metrics = route.metrics();
        assertThat(metrics.mtu()).hasValue(1400L);
        assertThat(metrics.locked()).contains(RouteMetrics.MTU).doesNotContain(RouteMetrics.ADVMSS);
        assertThat(metrics.advmss()).hasValue(1300L);
        assertThat(metrics.get(RouteMetrics.RTT)).hasValue(Duration.ofMillis(20));
        assertThat(metrics.get(RouteMetrics.RTTVAR)).hasValue(Duration.ofMillis(10));
        assertThat(metrics.get(RouteMetrics.RTO_MIN)).hasValue(Duration.ofMillis(50));
        assertThat(metrics.features()).containsExactly(RouteFeature.ECN);
        assertThat(metrics.congestionControl()).hasValue("cubic");

        List<NextHop> hops = only(room, "10.5.0.0/16").nextHops();
        assertThat(hops).extracting(NextHop::weight).containsExactly(1, 256);
        assertThat(hops.getFirst().gateway().orElseThrow().toString()).isEqualTo("fd00::9");
        assertThat(only(room, "10.3.0.0/16").nextHops().get(1).flags()).containsExactly(RouteFlag.ONLINK);
        assertThat(only(room, "10.10.0.0/16").nextHopId()).hasValue(7L);
        assertThat(only(room, "fd12::/64").from().orElseThrow().toString()).isEqualTo("fd99::/64");
        assertThat(only(room, "fd10::/64").preference()).hasValue(RoutePreference.HIGH);
    }

    @Test
    void readsTheLifetimeOfARoute(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.routes().add(Route.to("fd30::/64").via("fd00::2").expires(Duration.ofSeconds(1000)));
        assertThat(room.ask("-6 route show fd30::/64")).containsPattern("expires (999|1000|99\\d)sec");
        Route listed = only(room, "fd30::/64");
        assertThat(listed.expires().orElseThrow()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1000));
        room.routes().delete(listed);
        room.routes().add(listed);
        assertThat(room.ask("-6 route show fd30::/64")).containsPattern("expires \\d+sec");
    }

    private static Route only(RouteTestNamespace room, String destination) {
        List<Route> found = room.routes().list().stream()
                .filter(route -> route.destination().toString().equals(destination))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
