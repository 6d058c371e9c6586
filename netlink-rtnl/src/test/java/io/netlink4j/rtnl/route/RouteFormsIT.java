package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Routes of every form that {@code ip} creates. A listed route can be deleted, added, replaced and added in another namespace. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
class RouteFormsIT {
    private static final String[] OBJECTS = {
        "nexthop add id 7 via 10.0.0.3 dev d0",
        "nexthop add id 8 via 10.0.1.3 dev d1",
        "nexthop add id 9 group 7,3/8,200",
        "nexthop add id 10 blackhole",
        "-6 nexthop add id 11 via fd00::3 dev d0",
        "-6 nexthop add id 12 via fd01::3 dev d1",
        "nexthop add id 13 group 11/12",
        "-6 nexthop add id 14 blackhole",
        "nexthop add id 15 dev d1",
    };

    /** Forms that the kernel lacks are skipped. */
    private static final String[] ROUTES = {
        "route add 10.2.0.0/16 via 10.0.0.2 metric 100 mtu lock 1400 window lock 5000 rtt lock 20ms rttvar lock 10ms"
                + " ssthresh lock 7 cwnd lock 9 advmss lock 1300 reordering lock 5 hoplimit lock 3 initcwnd 10"
                + " rto_min 50ms initrwnd 20 quickack 1 features ecn congctl lock cubic fastopen_no_cookie 1",
        "route add 10.3.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop via 10.0.1.2 dev d1 onlink",
        "route add 10.4.0.0/16 via inet6 fd00::9 dev d0 onlink",
        "route add 10.5.0.0/16 nexthop via inet6 fd00::9 dev d0 realm 5 nexthop via 10.0.1.3 weight 256 realms 6/7",
        "route add 10.5.1.0/24 mtu 1300 nexthop via 10.0.0.2 nexthop dev d1 weight 2",
        "route add blackhole 10.6.0.0/16 metric 5",
        "route add unreachable 10.7.0.0/16 src 10.0.0.1",
        "route add prohibit 10.8.0.0/16 tos 0x10 mtu 1000",
        "route add throw 10.9.0.0/16 table 1000 proto static",
        "route add default via 10.0.0.9 src 10.0.1.1 realms 5/7 onlink dev d0",
        "route add default via 10.0.1.9 metric 4294967295 proto bgp",
        "route add 10.10.0.0/16 nhid 7",
        "route add 10.10.1.0/24 nhid 9 metric 5 mtu 1400",
        "route add 10.10.2.0/24 nhid 10",
        "route add 10.10.3.0/24 nhid 11",
        "route add 10.10.4.0/24 nhid 13",
        "route add 10.10.5.0/24 nhid 15 scope link",
        "route add 10.11.0.7 dev d1 scope link proto 77 table 300",
        "route add 10.11.0.8 dev d1 scope site table 4294967295",
        "route add 10.11.0.9 dev d1 scope 100",
        "route add local 10.12.0.0/24 dev lo",
        "route add local 10.12.1.0/24 dev d0 table 99 src 10.0.1.1 proto 200",
        "route add broadcast 10.12.2.255 dev d0",
        "route add anycast 10.12.3.0/24 dev d0",
        "route add multicast 224.0.0.0/4 dev d0",
        "route add 10.13.0.0/16 dev d1 realm 9",
        "route add 10.13.1.0/24 via 10.0.0.2",
        "route append 10.13.1.0/24 via 10.0.0.4",
        "route append 10.13.1.0/24 dev d1",
        "route add 10.14.0.0/24 encap ip id 5 src 10.0.0.1 dst 10.0.0.9 ttl 9 tos 4 key csum dev d0",
        "route add 10.14.1.0/24 encap ip6 id 5 dst fd00::9 hoplimit 9 tc 4 via 10.0.0.2",
        "route add 10.14.2.0/24 encap mpls 100/200 via 10.0.0.2",
        "route add 10.14.3.0/24 encap mpls 16/1048575 ttl 33 via 10.0.0.2",
        "route add 10.14.4.0/24 nexthop encap mpls 100 via 10.0.0.2 nexthop encap ip id 7 dst 10.0.1.9 via 10.0.1.2",
        "route add 10.14.5.0/24 encap seg6 mode encap segs fd00::9,fd00::8 dev d0",
        "route add 10.14.6.0/24 nexthop encap seg6 mode encap segs fd00::9 via 10.0.0.2 nexthop via 10.0.1.2",
        "-6 route add fd10::/64 via fd00::2 metric 5 pref high",
        "-6 route add fd11::/64 nexthop via fd00::2 nexthop via fd01::2 weight 4",
        "-6 route add fd11:1::/64 metric 9 pref low mtu 1300 proto 99 nexthop via fd00::2 onlink dev d0 nexthop via"
                + " fe80::9 dev d1",
        "-6 route add fd12::/64 from fd99::/64 via fd00::2",
        "-6 route add default from fd98::/48 via fd00::2",
        "-6 route add blackhole fd13::/64",
        "-6 route add unreachable fd14::/64 table 5000 metric 7",
        "-6 route add prohibit fd15::/64",
        "-6 route add throw fd15:1::/64 table 70000",
        "-6 route add default via fe80::1 dev d0 proto ra pref low mtu lock 1280 hoplimit 64 advmss 1000",
        "-6 route add default via fe80::2 dev d1 proto ra metric 1000 expires 5000",
        "-6 route add fd16::1 dev d1 src fd01::1 expires 3000",
        "-6 route add local fd17::/64 dev lo",
        "-6 route add local fd17:1::1 dev d0 table 99",
        "-6 route add anycast fd18::1 dev d0",
        "-6 route add anycast fd18:1::/64 dev d0 table 99 metric 4",
        "-6 route add multicast ff05::/16 dev d0 table local",
        "-6 route add fd19::/64 nhid 11",
        "-6 route add fd19:1::/64 nhid 13 metric 4",
        "-6 route add fd19:2::/64 nhid 14",
        "-6 route add fd19:3::/64 via fd00::9 onlink dev d0",
        "-6 route add fd19:4::/64 dev d0 proto kernel metric 300",
        "-6 route add fd1a::/64 encap seg6 mode encap segs fd00::9,fd00::8 dev d0",
        "-6 route add fd1a:1::/64 encap seg6 mode inline segs fd00::9 via fd00::2",
        "-6 route add fd1a:2::/64 encap seg6 mode l2encap segs fd00::9 dev d0",
        "-6 route add fd1a:3::/64 nexthop encap seg6 mode encap segs fd00::9 via fd00::2 nexthop via fd01::2",
        "-6 route add fd1a:4::/64 encap ip6 id 5 src fd00::1 dst fd00::9 hoplimit 9 tc 4 dev d0",
        "-6 route add fd1a:5::/64 encap mpls 100/200 via fd00::2",
        "-6 route add fd1a:6::/64 encap rpl segs fd00::5 dev d0",
        "-6 route add fd1a:7::/64 encap ioam6 trace prealloc type 0x800000 ns 1 size 12 dev d0",
        "-6 route add fd1b::/128 encap seg6local action End dev d0",
        "-6 route add fd1b::1/128 encap seg6local action End.X nh6 fd00::9 dev d0",
        "-6 route add fd1b::2/128 encap seg6local action End.T table 100 dev d0",
        "-6 route add fd1b::3/128 encap seg6local action End.DX2 oif d1 dev d0",
        "-6 route add fd1b::4/128 encap seg6local action End.DX6 nh6 fd00::9 dev d0",
        "-6 route add fd1b::5/128 encap seg6local action End.DX4 nh4 10.0.0.9 dev d0",
        "-6 route add fd1b::6/128 encap seg6local action End.DT6 table 100 dev d0",
        "-6 route add fd1b::7/128 encap seg6local action End.B6 srh segs fd00::9 dev d0",
        "-6 route add fd1b::8/128 encap seg6local action End.B6.Encaps srh segs fd00::9,fd00::8 dev d0",
        "-6 route add fd1b::9/128 encap seg6local action End count dev d0",
    };

    private static RouteTestNamespace room(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.sh("echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
        room.ip(OBJECTS);
        return room;
    }

    private static RouteTestNamespace furnished(Namespaces namespaces) {
        RouteTestNamespace room = room(namespaces);
        room.sh(Arrays.stream(ROUTES)
                .map(line -> "ip " + line + " || echo not here: '" + line + "'")
                .collect(Collectors.joining("\n")));
        return room;
    }

    /** The number of forms that every kernel supports. */
    private static final int MANY = 25;

    private static List<String> shown(RouteTestNamespace room, IpFamily family) {
        List<String> routes = new ArrayList<>();
        String version = family == IpFamily.IPV4 ? "-4" : "-6";
        for (JsonNode route : room.json("-d " + version + " route show table all")) {
            routes.add(route.toString().replaceAll("\"expires\":\\d+", "\"expires\":0"));
        }
        return routes.stream().sorted().toList();
    }

    private static List<Route> listed(RouteTestNamespace room, IpFamily family) {
        return room.routes().list(RouteFilter.allTables().family(family)).stream()
                // The prefix routes of the kernel have the metric 0. In a request 0 means 1024.
                .filter(route -> family == IpFamily.IPV4 || route.metric() > 0)
                .toList();
    }

    /** Whether other routes of the table have the same key. Then the route has to be appended. */
    private static boolean isOneOfSeveral(Route route, List<Route> all) {
        return all.stream()
                        .filter(other -> other.table() == route.table()
                                && other.destination().equals(route.destination())
                                && other.metric() == route.metric()
                                && other.tos() == route.tos())
                        .count()
                > 1;
    }

    @ParameterizedTest
    @EnumSource
    void everyFormIsDeletedAddedAndReplaced(IpFamily family, Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        backAndForth(room, family);
    }

    @ParameterizedTest
    @EnumSource
    void withoutCarrier(IpFamily family, Namespaces namespaces) {
        RouteTestNamespace room = furnished(namespaces);
        room.withoutCarrier();
        assertThat(shown(room, family)).anyMatch(route -> route.contains("linkdown"));
        backAndForth(room, family);
    }

    private static void backAndForth(RouteTestNamespace room, IpFamily family) {
        List<String> before = shown(room, family);
        List<Route> all = listed(room, family);
        assertThat(all).hasSizeGreaterThan(MANY);
        for (Route route : all) {
            room.routes().delete(route);
            assertThat(shown(room, family)).as("%s is gone", route).hasSize(before.size() - 1);
            if (isOneOfSeveral(route, all)) {
                room.routes().append(route);
            } else {
                room.routes().add(route);
                room.routes().replace(route);
                room.routes().change(route);
            }
            assertThat(shown(room, family)).as("%s", route).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void intoAnotherNamespace(IpFamily family, Namespaces namespaces) {
        RouteTestNamespace here = furnished(namespaces);
        RouteTestNamespace there = room(namespaces);
        List<String> alreadyThere =
                listed(there, family).stream().map(Route::toString).toList();
        List<Route> all = listed(here, family);
        for (Route route : all) {
            if (isOneOfSeveral(route, all) && !alreadyThere.contains(route.toString())) {
                there.routes().append(route);
            } else if (!isOneOfSeveral(route, all)) {
                there.routes().replace(route);
            }
        }
        assertThat(shown(there, family)).hasSizeGreaterThan(MANY).isEqualTo(shown(here, family));
    }
}
