package io.netlink4j.rtnl.route;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.core.address.IpFamily.IPV6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {

    @Test
    void bytesOfARouteThatIsAdded() {
        Route route = Route.to("10.0.0.0/8")
                .via("192.168.15.5")
                .link(LinkReference.of(7))
                .metric(100)
                .mtu(1400)
                .source("192.168.15.1");
        assertThat(sent(route))
                .isEqualTo(bytes(
                        "02 08 00 00 fe 03 00 01  00 00 00 00", // struct rtmsg: inet/8, main, boot, universe, unicast
                        "08 00 01 00  0a 00 00 00", // RTA_DST
                        "08 00 05 00  c0 a8 0f 05", // RTA_GATEWAY
                        "08 00 04 00  07 00 00 00", // RTA_OIF
                        "08 00 06 00  64 00 00 00", // RTA_PRIORITY
                        "0c 00 08 80  08 00 02 00 78 05 00 00", // RTA_METRICS { RTAX_MTU }
                        "08 00 07 00  c0 a8 0f 01")); // RTA_PREFSRC
    }

    @Test
    void bytesOfAMultipathRoute() {
        Route route = Route.to("10.3.0.0/16")
                .multipath(
                        NextHop.via("10.0.0.2").weight(3),
                        NextHop.via("fd00::9").link(LinkReference.of(4)).onlink());
        assertThat(sent(route))
                .isEqualTo(bytes(
                        "02 10 00 00 fe 03 00 01  00 00 00 00",
                        "08 00 01 00  0a 03 00 00", // RTA_DST
                        "34 00 09 00", // RTA_MULTIPATH
                        "10 00 00 02  00 00 00 00", // rtnh_len, rtnh_flags, rtnh_hops, rtnh_ifindex
                        "08 00 05 00  0a 00 00 02", // RTA_GATEWAY
                        "20 00 04 00  04 00 00 00", // onlink
                        "16 00 12 00  0a 00 fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 09 00 00")); // RTA_VIA, padded
    }

    @Test
    void bytesOfADeletePattern() {
        assertThat(RouteCompletion.deleted(Route.to("fd00::/8").table(1000), RouteTest::noLink)
                        .toByteArray())
                .isEqualTo(bytes(
                        "0a 08 00 00 00 00 ff 00  00 00 00 00", // table unspec, any protocol, scope nowhere, any type
                        "14 00 01 00  fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
                        "08 00 0f 00  e8 03 00 00")); // RTA_TABLE
        assertThat(RouteCompletion.deleted(Route.toDefault(IPV4), RouteTest::noLink)
                        .toByteArray())
                .isEqualTo(bytes("02 00 00 00 fe 00 ff 00  00 00 00 00"));
    }

    @Test
    void aDefaultRouteHasNoDestination() {
        assertThat(Route.to("0.0.0.0/0")).isEqualTo(Route.toDefault(IPV4));
        assertThat(Route.to("::/0")).isEqualTo(Route.toDefault(IPV6)).isNotEqualTo(Route.toDefault(IPV4));
        assertThat(Route.toDefault(IPV6).destination()).isEqualTo(IpPrefix.any(IPV6));
        assertThat(Route.toDefault(IPV6).isDefault()).isTrue();
        assertThat(Route.toDefault(IPV4).has(RouteAttributes.DST)).isFalse();
    }

    @Test
    void unsetAttributesGetDefaultsWhenSent() {
        effective(Route.to("10.0.0.0/8").link("x"), RouteType.UNICAST, RouteScope.LINK, RouteTable.MAIN);
        effective(Route.to("10.0.0.0/8").via("1.1.1.1"), RouteType.UNICAST, RouteScope.UNIVERSE, RouteTable.MAIN);
        effective(Route.to("10.0.0.0/8").via("fd00::1"), RouteType.UNICAST, RouteScope.UNIVERSE, RouteTable.MAIN);
        effective(Route.to("10.0.0.0/8").nextHopId(7), RouteType.UNICAST, RouteScope.UNIVERSE, RouteTable.MAIN);
        effective(
                Route.to("10.0.0.0/8").multipath(NextHop.out("x")),
                RouteType.UNICAST,
                RouteScope.UNIVERSE,
                RouteTable.MAIN);
        effective(local(RouteType.LOCAL), RouteType.LOCAL, RouteScope.HOST, RouteTable.LOCAL);
        effective(local(RouteType.NAT), RouteType.NAT, RouteScope.HOST, RouteTable.LOCAL);
        effective(local(RouteType.BROADCAST), RouteType.BROADCAST, RouteScope.LINK, RouteTable.LOCAL);
        effective(local(RouteType.ANYCAST), RouteType.ANYCAST, RouteScope.LINK, RouteTable.LOCAL);
        effective(local(RouteType.MULTICAST), RouteType.MULTICAST, RouteScope.LINK, RouteTable.MAIN);
        effective(local(RouteType.BLACKHOLE), RouteType.BLACKHOLE, RouteScope.UNIVERSE, RouteTable.MAIN);
        effective(Route.to("fd00::/8").link("x"), RouteType.UNICAST, RouteScope.UNIVERSE, RouteTable.MAIN);
        effective(Route.to("fd00::1").type(RouteType.LOCAL), RouteType.LOCAL, RouteScope.UNIVERSE, RouteTable.LOCAL);
        effective(local(RouteType.LOCAL).table(7).scope(RouteScope.SITE), RouteType.LOCAL, RouteScope.SITE, 7);
    }

    private static Route local(RouteType type) {
        return Route.to("10.0.0.1").type(type);
    }

    private static void effective(Route route, RouteType type, RouteScope scope, int table) {
        Route sent = RouteCompletion.added(route, RouteTest::noLink);
        for (Route each : List.of(route, sent)) {
            assertThat(each.type()).isEqualTo(type);
            assertThat(each.scope()).isEqualTo(scope);
            assertThat(each.table()).isEqualTo(table);
            assertThat(each.protocol()).isEqualTo(RouteProtocol.BOOT);
        }
        assertThat(sent.get(RouteAttributes.SCOPE)).isEqualTo(scope.number());
        assertThat(sent.get(RouteAttributes.TYPE)).isEqualTo(type.number());
        assertThat(sent.get(RouteAttributes.RTM_TABLE)).isEqualTo(table);
        assertThat(sent.get(RouteAttributes.PROTOCOL)).isEqualTo(RouteProtocol.BOOT.number());
    }

    @Test
    void aTableOfAnyNumber() {
        Route low = Route.toDefault(IPV4).table(255);
        assertThat(low.get(RouteAttributes.RTM_TABLE)).isEqualTo(255);
        assertThat(low.has(RouteAttributes.TABLE)).isFalse();
        Route high = low.table(256);
        assertThat(high.get(RouteAttributes.RTM_TABLE)).isZero();
        assertThat(high.get(RouteAttributes.TABLE)).hasValue(256L);
        assertThat(RouteCompletion.added(high, RouteTest::noLink).get(RouteAttributes.RTM_TABLE))
                .isZero();
        assertThat(high.table(-1).table()).isEqualTo(-1);
        assertThat(high.table(-1).toString()).isEqualTo("default table 4294967295");
        assertThat(high.table(3)).isEqualTo(Route.toDefault(IPV4).table(3));
    }

    @Test
    void aGatewayUsesOneAttribute() {
        Route route = Route.to("10.0.0.0/8").via("fd00::1").via("10.0.0.1");
        assertThat(route.has(RouteAttributes.VIA)).isFalse();
        assertThat(route.gateway()).hasValue(IpAddress.of("10.0.0.1"));
        Route other = route.via("fd00::1");
        assertThat(other.has(RouteAttributes.GATEWAY)).isFalse();
        assertThat(other.gateway()).hasValue(IpAddress.of("fd00::1"));
        assertThatThrownBy(() -> Route.toDefault(IPV6).via("10.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an IPv6 route cannot lead to the IPv4 gateway 10.0.0.1");
        assertThatThrownBy(() -> Route.toDefault(IPV6).multipath(NextHop.via("10.0.0.1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportedOnlyAttributesAreNotSent() {
        Route listed = Route.to("10.0.0.0/8")
                .via("10.0.0.1")
                .with(RouteAttributes.FLAGS, 0x1 | 0x4 | 0x10 | 0x4000)
                .with(RouteAttributes.IIF, LinkReference.of(3));
        Route sent = RouteCompletion.added(listed, RouteTest::noLink);
        assertThat(sent.flags()).containsExactly(RouteFlag.ONLINK);
        assertThat(sent.has(RouteAttributes.IIF)).isFalse();

        Route multipath =
                Route.to("10.0.0.0/8").multipath(NextHop.via("10.0.0.1").with(NextHop.FLAGS, 0x1 | 0x10 | 0x4));
        assertThat(RouteCompletion.added(multipath, RouteTest::noLink)
                        .nextHops()
                        .getFirst()
                        .flags())
                .containsExactly(RouteFlag.ONLINK);

        Route shared =
                Route.to("10.0.0.0/8").via("10.0.0.1").link(LinkReference.of(3)).nextHopId(7);
        assertThat(RouteCompletion.deleted(shared, RouteTest::noLink))
                .isEqualTo(RouteCompletion.deleted(Route.to("10.0.0.0/8").nextHopId(7), RouteTest::noLink));
    }

    @Test
    void aTunnelIsMarkedAsANest() {
        String[] listed = {
            "02 08 00 00 fe 03 00 01  00 00 00 00",
            "06 00 15 00  06 00 00 00", // RTA_ENCAP_TYPE: bpf
            "10 00 16 00  0c 00 01 00 06 00 02 00 61 00 00 00", // RTA_ENCAP, as the kernel reports it
        };
        Route sent = RouteCompletion.added(Route.DESCRIPTOR.decode(bytes(listed)), RouteTest::noLink);
        assertThat(HexFormat.of().formatHex(sent.toByteArray()))
                .contains("10001680")
                .doesNotContain("10001600");
        assertThat(sent).hasToString("0.0.0.0/8 encap bpf in a");
        assertThat(sent).isEqualTo(Route.DESCRIPTOR.decode(bytes(listed)));
        NextHop hop = NextHop.out(LinkReference.of(3))
                .encap(6, sent.get(RouteAttributes.ENCAP).orElseThrow());
        Route divided = RouteCompletion.added(Route.to("10.0.0.0/8").multipath(hop), RouteTest::noLink);
        assertThat(divided.nextHops()).containsExactly(hop);
        assertThat(divided).hasToString("10.0.0.0/8 nexthop encap bpf in a dev if3 weight 1");
    }

    @Test
    void linkNamesAreResolvedWhenTheRouteIsSent() {
        Route route = Route.to("10.0.0.0/8")
                .multipath(NextHop.out("d0"), NextHop.out("d1").link(LinkReference.of(5)));
        assertThat(route).hasToString("10.0.0.0/8 nexthop dev d0 weight 1 nexthop dev if5 weight 1");
        Route sent = RouteCompletion.added(route, link -> 4);
        assertThat(sent.nextHops().stream()
                        .map(hop -> hop.link().orElseThrow().ifindex().orElse(0)))
                .containsExactly(4, 5);
        assertThat(sent.nextHops().getFirst().has(NextHop.OIF)).isFalse();
    }

    @Test
    void everyNextHopIsListed() {
        NextHop only =
                Route.to("10.0.0.0/8").via("10.0.0.1", "d0").onlink().nextHops().getFirst();
        assertThat(only.gateway()).hasValue(IpAddress.of("10.0.0.1"));
        assertThat(only.link()).hasValue(LinkReference.of("d0"));
        assertThat(only.weight()).isOne();
        assertThat(only.flags()).containsExactly(RouteFlag.ONLINK);
        assertThat(Route.to("10.0.0.0/8").via("10.0.0.1").nextHops()).containsExactly(NextHop.via("10.0.0.1"));
        assertThat(Route.to("10.0.0.0/8").type(RouteType.BLACKHOLE).nextHops()).isEmpty();
    }

    @Test
    void printsLikeIp() {
        assertThat(Route.to("10.0.0.0/8").via("10.0.0.1", "eth0").metric(100).table(1000))
                .hasToString("10.0.0.0/8 via 10.0.0.1 dev eth0 table 1000 metric 100");
        assertThat(Route.to("10.0.0.1/32")
                        .link("eth0")
                        .protocol(RouteProtocol.STATIC)
                        .scope(RouteScope.LINK))
                .hasToString("10.0.0.1 dev eth0 proto static scope link");
        assertThat(Route.to("10.0.0.0/8").via("fd00::1").type(RouteType.UNICAST))
                .hasToString("10.0.0.0/8 via inet6 fd00::1");
        assertThat(Route.to("fd00::/8")
                        .from("fd01::/16")
                        .via("fe80::1", "eth0")
                        .preference(RoutePreference.LOW)
                        .expires(Duration.ofSeconds(60)))
                .hasToString("fd00::/8 from fd01::/16 via fe80::1 dev eth0 expires 60sec pref low");
        assertThat(Route.to("10.0.0.0/8").type(RouteType.BLACKHOLE).realms(0, 7))
                .hasToString("blackhole 10.0.0.0/8 realm 7");
        assertThat(RouteLookup.to("8.8.8.8").from("10.0.0.1").iif("d0").mark(7))
                .hasToString("8.8.8.8 from 10.0.0.1 iif d0 mark 7");
        assertThat(RouteFilter.main().link("d0")).hasToString("table main dev d0");
        assertThat(RouteFilter.allTables().protocol(RouteProtocol.BGP)).hasToString("table all proto bgp");
    }

    @Test
    void invalidValuesAreRefusedBeforeSending() {
        for (Runnable wrong : List.<Runnable>of(
                () -> Route.to("10.0.0.1/8"),
                () -> Route.to("10.0.0.0/8").metric(-1),
                () -> Route.to("10.0.0.0/8").metric(1L << 32),
                () -> Route.to("10.0.0.0/8").tos(256),
                () -> Route.to("10.0.0.0/8").realms(65536, 0),
                () -> Route.to("10.0.0.0/8").multipath(),
                () -> Route.to("10.0.0.0/8").link("a/b"),
                () -> RouteScope.of(256),
                () -> new RouteProtocol(-1),
                () -> NextHop.via("10.0.0.1").weight(0),
                () -> NextHop.via("10.0.0.1").weight(257),
                () -> RouteMetrics.none().lock(RouteAttributes.PRIORITY))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theLockIsAMask() {
        RouteMetrics metrics =
                RouteMetrics.none().mtu(1400).lock(RouteMetrics.MTU).lock(RouteMetrics.RTT);
        assertThat(metrics.get(RouteMetrics.LOCK)).hasValue(1L << 2 | 1L << 4);
        assertThat(metrics.locked()).containsExactlyInAnyOrder(RouteMetrics.MTU, RouteMetrics.RTT);
        assertThat(metrics).hasToString("mtu lock 1400");
    }

    @Test
    void invalidBytesAreMalformed() {
        assertThatThrownBy(() -> Route.DESCRIPTOR.decode(new byte[11])).isInstanceOf(NetlinkException.Malformed.class);
        Route zero = Route.DESCRIPTOR.decode(
                bytes("02 10 00 00 fe 03 00 01  00 00 00 00", "0c 00 09 00  00 00 00 00 00 00 00 00"));
        assertThatThrownBy(zero::nextHops)
                .isInstanceOf(NetlinkException.Malformed.class)
                .hasMessage("a next hop claims 0 bytes where 8 are left");
        Route beyond = Route.DESCRIPTOR.decode(
                bytes("02 10 00 00 fe 03 00 01  00 00 00 00", "0c 00 09 00  10 00 00 00 00 00 00 00"));
        assertThatThrownBy(beyond::nextHops).isInstanceOf(NetlinkException.Malformed.class);
        Route type = Route.DESCRIPTOR.decode(bytes("02 10 00 00 fe 03 00 63  00 00 00 00"));
        assertThatThrownBy(type::type).isInstanceOf(NetlinkException.Malformed.class);
        Route via = Route.DESCRIPTOR.decode(
                bytes("02 10 00 00 fe 03 00 01  00 00 00 00", "0a 00 12 00  0a 00 01 02 03 04 00 00"));
        assertThatThrownBy(via::gateway).isInstanceOf(NetlinkException.Malformed.class);
        Route mpls = Route.DESCRIPTOR.decode(bytes("1c 14 00 00 fe 03 00 01  00 00 00 00"));
        assertThatThrownBy(mpls::family).isInstanceOf(NetlinkException.Malformed.class);
        assertThat(mpls.toString()).startsWith("route{rtm_family=28");
        assertThat(type.toString()).contains("rtm_type=99");
    }

    private static byte[] sent(Route route) {
        return RouteCompletion.added(route, RouteTest::noLink).toByteArray();
    }

    private static int noLink(LinkReference link) {
        return 1;
    }

    /** The bytes of a little-endian machine. */
    private static byte[] bytes(String... lines) {
        return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    }
}
