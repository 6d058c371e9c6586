package io.netlink4j.rtnl.encap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.route.NextHop;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of GENEVE, VXLAN and ERSPAN in the encapsulations of routes, made by either side. */
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class TunnelOptionsIT {
    private static final Route FOUR = Route.to("10.14.0.0/24").link("d0");
    private static final Route SIX = Route.to("fd1a::/64").link("d0");
    private static final byte[] WORD = {1, 2, 3, 4};
    private static final byte[] TWO_WORDS = {5, 6, 7, 8, 9, 10, 11, 12};

    /** Other kernels stop at such a request of {@code ip}, and with it all that needs rtnetlink. */
    @BeforeAll
    static void onlyWhereTheKernelSurvives() {
        try {
            IpOptions.check(System.getProperty("os.version"));
        } catch (NetlinkException.NotSupported stops) {
            abort(stops.getMessage());
        }
    }

    static Stream<Arguments> routes() {
        IpEncap ip = IpEncap.to("10.0.0.9").id(5);
        IpEncap ip6 = IpEncap.to("fd00::9").id(5);
        return Stream.of(
                Arguments.of(
                        "ip id 5 dst 10.0.0.9 geneve_opts 258:128:01020304", FOUR.encap(ip.geneve(0x102, 0x80, WORD))),
                Arguments.of(
                        "ip id 5 dst 10.0.0.9 geneve_opts 258:128:01020304,1:2:05060708090a0b0c",
                        FOUR.encap(ip.geneve(0x102, 0x80, WORD).geneve(1, 2, TWO_WORDS))),
                Arguments.of("ip id 5 dst 10.0.0.9 vxlan_opts 456", FOUR.encap(ip.vxlan(456))),
                Arguments.of("ip id 5 dst 10.0.0.9 erspan_opts 1:123:0:0", FOUR.encap(ip.erspan(123))),
                Arguments.of("ip id 5 dst 10.0.0.9 erspan_opts 2:0:1:48", FOUR.encap(ip.erspan(48, 1))),
                Arguments.of(
                        "ip6 id 5 dst fd00::9 geneve_opts 258:128:01020304,1:2:05060708090a0b0c",
                        SIX.encap(ip6.geneve(0x102, 0x80, WORD).geneve(1, 2, TWO_WORDS))),
                Arguments.of("ip6 id 5 dst fd00::9 vxlan_opts 456", SIX.encap(ip6.vxlan(456))),
                Arguments.of("ip6 id 5 dst fd00::9 erspan_opts 2:0:1:48", SIX.encap(ip6.erspan(48, 1))));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ourRoutesEqualThoseOfIp(String words, Route ours, Namespaces namespaces) {
        IpFamily family = ours.family();
        String six = family == IpFamily.IPV6 ? "-6 " : "";
        RouteTestNamespace his = new RouteTestNamespace(namespaces);
        his.ip(six + "route add " + ours.destination() + " encap " + words + " dev d0");
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        mine.routes().add(ours);

        String show = six + "-d route show " + ours.destination();
        assertThat(mine.json(show)).isEqualTo(his.json(show));
        Route read = found(his, ours);
        assertThat(options(read)).isPresent().isEqualTo(options(ours));
        assertThat(read.toString(his.names()).replaceAll("\\s+", " "))
                .isEqualTo(his.shown(family, "", ours.destination().toString()).getFirst());

        his.routes().delete(read);
        his.routes().add(read);
        assertThat(found(his, ours)).isEqualTo(read);
    }

    @Test
    void hopsHaveThem(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        IpEncap ip = IpEncap.to("10.0.0.9").id(5);
        NextHop first =
                NextHop.via("10.0.0.2").encap(ip.geneve(0x102, 0x80, WORD).geneve(1, 2, TWO_WORDS));
        Route ours = Route.to("10.15.0.0/24")
                .multipath(first, NextHop.via("10.0.1.2").encap(ip.vxlan(456)));
        room.routes().add(ours);
        assertThat(room.ask("route show 10.15.0.0/24").replaceAll("\\s+", " "))
                .contains(
                        "geneve_opts 258:128:01020304,1:2:05060708090a0b0c via 10.0.0.2",
                        "vxlan_opts 456 via 10.0.1.2");

        Route read = found(room, ours);
        room.routes().delete(read);
        room.routes().add(read);
        assertThat(found(room, ours)).isEqualTo(read);
    }

    private static Optional<String> options(Route route) {
        return route.encap().map(IpEncap.class::cast).flatMap(IpEncap::options);
    }

    private static Route found(RouteTestNamespace room, Route wanted) {
        return room.routes().list().stream()
                .filter(route -> route.destination().equals(wanted.destination()))
                .findFirst()
                .orElseThrow();
    }
}
