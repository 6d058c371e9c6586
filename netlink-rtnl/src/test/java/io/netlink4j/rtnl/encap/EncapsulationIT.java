package io.netlink4j.rtnl.encap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.route.NextHop;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.BpfProgram;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Encapsulations of routes and of their hops, made by either side. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class EncapsulationIT {
    private static final Route FOUR = Route.to("10.14.0.0/24");
    private static final Route SIX = Route.to("fd1a::/64").link("d0");

    static Stream<Arguments> routes() {
        IpEncap ip = IpEncap.to("10.0.0.9").id(5);
        IpEncap ip6 = IpEncap.to("fd00::9").id(5);
        return Stream.of(
                Arguments.of(
                        "10.14.0.0/24 encap mpls 100/200 via 10.0.0.2",
                        FOUR.encap(Mpls.labels(100, 200)).via("10.0.0.2")),
                Arguments.of(
                        "10.14.0.0/24 encap mpls 16/1048575 ttl 33 via 10.0.0.2",
                        FOUR.encap(Mpls.labels(16, 0xf_ffff).ttl(33)).via("10.0.0.2")),
                Arguments.of(
                        "10.14.0.0/24 encap ip id 5 src 10.0.0.1 dst 10.0.0.9 ttl 9 tos 4 key csum dev d0",
                        FOUR.link("d0")
                                .encap(ip.source(IpAddress.of("10.0.0.1"))
                                        .ttl(9)
                                        .tos(4)
                                        .flags(IpEncap.KEY | IpEncap.CHECKSUM))),
                Arguments.of(
                        "10.14.0.0/24 encap ip6 id 5 dst fd00::9 hoplimit 9 tc 4 via 10.0.0.2",
                        FOUR.via("10.0.0.2").encap(ip6.ttl(9).tos(4))),
                Arguments.of(
                        "10.14.0.0/24 nexthop encap mpls 100 via 10.0.0.2 nexthop encap ip id 7 dst 10.0.1.9 via"
                                + " 10.0.1.2",
                        FOUR.multipath(
                                NextHop.via("10.0.0.2").encap(Mpls.labels(100)),
                                NextHop.via("10.0.1.2")
                                        .encap(IpEncap.to("10.0.1.9").id(7)))),
                Arguments.of(
                        "fd1a::/64 encap seg6 mode encap segs fd00::9,fd00::8 dev d0",
                        SIX.encap(Seg6.of(Seg6.Mode.ENCAP, "fd00::9", "fd00::8"))),
                Arguments.of(
                        "fd1a::/64 encap seg6 mode inline segs fd00::9 dev d0",
                        SIX.encap(Seg6.of(Seg6.Mode.INLINE, "fd00::9"))),
                Arguments.of(
                        "fd1a::/64 encap seg6 mode l2encap segs fd00::9 dev d0",
                        SIX.encap(Seg6.of(Seg6.Mode.L2ENCAP, "fd00::9"))),
                Arguments.of(
                        "fd1a::/64 encap seg6local action End dev d0", SIX.encap(Seg6Local.of(Seg6Local.Action.END))),
                local("End flavors psp", Seg6Local.of(Seg6Local.Action.END).flavors(Seg6Local.Flavor.PSP)),
                local(
                        "End flavors psp,next-csid lblen 48 nflen 16",
                        Seg6Local.of(Seg6Local.Action.END)
                                .flavors(Seg6Local.Flavor.PSP)
                                .nextCsid(48, 16)),
                local("End.X nh6 fd00::9", Seg6Local.of(Seg6Local.Action.END_X).nextHop(IpAddress.of("fd00::9"))),
                local("End.T table 100", Seg6Local.of(Seg6Local.Action.END_T).table(100)),
                local(
                        "End.DX6 nh6 fd00::9",
                        Seg6Local.of(Seg6Local.Action.END_DX6).nextHop(IpAddress.of("fd00::9"))),
                local(
                        "End.DX4 nh4 10.0.0.9",
                        Seg6Local.of(Seg6Local.Action.END_DX4).nextHop(IpAddress.of("10.0.0.9"))),
                local(
                        "End.DT6 table 100",
                        Seg6Local.of(Seg6Local.Action.END_DT6).table(100)),
                local("End.DX2 oif d1", Seg6Local.of(Seg6Local.Action.END_DX2).outgoing(LinkReference.of("d1"))),
                local(
                        "End.B6 srh segs fd00::9",
                        Seg6Local.of(Seg6Local.Action.END_B6).segments(List.of(IpAddress.of("fd00::9")))),
                local(
                        "End.B6.Encaps srh segs fd00::9,fd00::8",
                        Seg6Local.of(Seg6Local.Action.END_B6_ENCAPS)
                                .segments(List.of(IpAddress.of("fd00::9"), IpAddress.of("fd00::8")))),
                Arguments.of(
                        "fd1a::/64 encap rpl segs fd00::9,fd00::8 dev d0", SIX.encap(Rpl.of("fd00::9", "fd00::8"))),
                Arguments.of(
                        "fd1a::9/128 encap ila 1:2:3:4 csum-mode adj-transport ident-type luid via fd00::2 dev d0",
                        Route.to("fd1a::9/128")
                                .via("fd00::2")
                                .link("d0")
                                .encap(Ila.to("1:2:3:4")
                                        .checksum(Ila.Checksum.ADJ_TRANSPORT)
                                        .identifier(Ila.Identifier.LUID))));
    }

    private static Arguments local(String ip, Seg6Local ours) {
        return Arguments.of("fd1a::/64 encap seg6local action " + ip + " dev d0", SIX.encap(ours));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ourRoutesEqualThoseOfIp(String ip, Route ours, Namespaces namespaces) {
        IpFamily family = ours.family();
        String six = family == IpFamily.IPV6 ? "-6 " : "";
        RouteTestNamespace his = new RouteTestNamespace(namespaces);
        addOrAbort(his, six + "route add " + ip);
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        mine.routes().add(ours);

        String network = ours.destination().toString();
        assertThat(mine.json(six + "-d route show " + network)).isEqualTo(his.json(six + "-d route show " + network));
        Route read = his.routes()
                .get(his.routes().list().stream()
                        .filter(route -> route.destination().equals(ours.destination()))
                        .findFirst()
                        .orElseThrow());
        assertThat(his.shown(family, "", network))
                .allSatisfy(line -> assertThat(line)
                        .contains(read.encap()
                                .map(encap -> "encap " + encap.toString().replaceAll("if\\d+", "d1"))
                                .orElse("nexthop")));
        assertThat(read.toString(his.names()).replaceAll("\\s+", " "))
                .isEqualTo(his.shown(family, "", network).getFirst());
    }

    /** What kernels and versions of {@code ip} have that are newer than this test. */
    @Test
    void newerOptionsOfSegments(Namespaces namespaces) {
        RouteTestNamespace his = new RouteTestNamespace(namespaces);
        assumeTrue(his.runsNewerIp(), "older versions of ip do not know these options");
        addOrAbort(his, "-6 route add fd1a::/64 encap seg6 mode encap segs fd00::9 tunsrc fd00::1 lookup 100 dev d0");
        RouteTestNamespace mine = new RouteTestNamespace(namespaces);
        Seg6 segments = Seg6.of(Seg6.Mode.ENCAP, "fd00::9");
        mine.routes().add(SIX.encap(segments.source(IpAddress.of("fd00::1")).table(100)));

        List<String> shown = his.shown(IpFamily.IPV6, "", "fd1a::/64");
        assumeTrue(shown.getFirst().contains("lookup"), "the kernel does not know these options");
        assertThat(mine.shown(IpFamily.IPV6, "", "fd1a::/64")).isEqualTo(shown);
        Route read = his.routes().list().stream()
                .filter(route -> route.destination().equals(SIX.destination()))
                .findFirst()
                .orElseThrow();
        assertThat(read.toString(his.names()).replaceAll("\\s+", " ")).isEqualTo(shown.getFirst());
        his.routes().delete(read);
        his.routes().add(read);
        assertThat(his.shown(IpFamily.IPV6, "", "fd1a::/64")).isEqualTo(shown);
    }

    /** Not every kernel has every type. */
    static void addOrAbort(RouteTestNamespace room, String line) {
        try {
            room.ip(line);
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("encapsulation type not supported")
                    || refused.getMessage().contains("Unsupported Flavor")) {
                abort("the kernel has no such encapsulation");
            }
            throw refused;
        }
    }

    /** Options that {@code ip} 6.1 does not have. */
    static Stream<Encapsulation> newest() {
        IpAddress source = IpAddress.of("fd00::1");
        return Stream.of(
                Seg6.of(Seg6.Mode.ENCAP, "fd00::9").source(source),
                Seg6.of(Seg6.Mode.ENCAP, "fd00::9").with(Seg6.TABLE, 100L),
                Ioam6.inline(0x800000, 1, 12).encapTo(IpAddress.of("fd00::9")).source(source));
    }

    @ParameterizedTest
    @MethodSource("newest")
    void newOptionsAreReadBack(Encapsulation encapsulation, Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Encapsulation read;
        try {
            read = room.routes().add(SIX.encap(encapsulation)).encap().orElseThrow();
        } catch (NetlinkException refused) {
            assertThat(refused.getMessage()).contains("fd1a::/64");
            abort(refused.getMessage());
            return;
        }
        if (read.attributes().byteLength() < encapsulation.attributes().byteLength()) {
            abort("the kernel ignores the option");
        }
        assertThat(read).isEqualTo(encapsulation);
    }

    /** {@code ip} shows their names. It loads programs from files only. */
    @Test
    void programsThatWereLoaded(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Route passing = FOUR.via("10.0.0.2");
        try (BpfProgram in = BpfProgram.load(BpfProgram.Type.LWT_IN);
                BpfProgram out = BpfProgram.load(BpfProgram.Type.LWT_OUT);
                BpfProgram xmit = BpfProgram.load(BpfProgram.Type.LWT_XMIT);
                BpfProgram segments = BpfProgram.load(BpfProgram.Type.LWT_SEG6LOCAL)) {
            room.routes()
                    .add(passing.encap(BpfEncap.incoming(in.fd(), "a")
                            .and(BpfEncap.outgoing(out.fd(), "b"))
                            .and(BpfEncap.sending(xmit.fd(), "c").headroom(14))));
            room.routes().add(SIX.encap(Seg6Local.of(Seg6Local.Action.END_BPF).program(segments.fd(), "d")));
        } catch (NetlinkException.NotSupported none) {
            abort("the kernel has no such encapsulation");
        }
        assertThat(room.ask("-d route show 10.14.0.0/24")).contains("encap bpf in a out b xmit c via ");
        assertThat(room.ask("-6 -d route show fd1a::/64")).contains("action End.BPF endpoint d ");
        for (Route route : new Route[] {passing, SIX}) {
            Route read = room.routes()
                    .list(RouteFilter.main().to(route.destination()))
                    .getFirst();
            String text = read.toString(room.names()).replaceAll("\\s+", " ");
            assertThat(room.shown(route.family(), "", route.destination().toString()))
                    .containsExactly(text);
            assertThatThrownBy(() -> room.routes().replace(read)).isInstanceOf(NetlinkException.class);
            room.routes().delete(read);
        }
    }

    @Test
    void tablesOfVrfsAreLookedUp(Namespaces namespaces) {
        RouteTestNamespace his = withVrf(namespaces);
        addOrAbort(his, "-6 route add fd1a::/64 encap seg6local action End.DT46 vrftable 100 dev red");
        RouteTestNamespace mine = withVrf(namespaces);
        mine.routes()
                .add(Route.to("fd1a::/64")
                        .link("red")
                        .encap(Seg6Local.of(Seg6Local.Action.END_DT46).vrfTable(100)));
        assertThat(mine.json("-6 -d route show fd1a::/64")).isEqualTo(his.json("-6 -d route show fd1a::/64"));
        assertThat(his.routes().list().stream().flatMap(route -> route.encap().stream()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Seg6Local.class, local -> assertThat(local.vrfTable()).hasValue(100L));
    }

    private static RouteTestNamespace withVrf(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        try {
            room.ip("link add red type vrf table 100", "link set red up");
        } catch (AssertionError refused) {
            abort("the kernel has no VRF");
        }
        room.sh("echo 1 > /proc/sys/net/vrf/strict_mode");
        return room;
    }

    @Test
    void theKernelCountsWhereItIsAsked(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        Seg6Local counted = Seg6Local.of(Seg6Local.Action.END_T).table(100).counted();
        addOrAbort(room, "-6 route add fd1b::/64 encap seg6local action End.T table 100 count dev d0");
        room.routes().add(SIX.encap(counted));
        for (String network : List.of("fd1a::/64", "fd1b::/64")) {
            assertThat(room.ask("-6 -s route show " + network)).contains("packets 0 bytes 0 errors 0");
        }
        assertThat(room.routes().list().stream().filter(route -> route.encap().isPresent()))
                .hasSize(2)
                .allSatisfy(route -> assertThat(route.encap()).contains(counted));
    }

    @Test
    void valuesAreRead() {
        assertThat(Mpls.labels(100, 200).ttl(3).stack()).containsExactly(100, 200);
        Seg6 inline =
                (Seg6) SIX.encap(Seg6.of(Seg6.Mode.INLINE, "fd00::9")).encap().orElseThrow();
        assertThat(inline.segments()).containsExactly(IpAddress.of("fd00::9"));
        assertThat(inline.mode()).hasValue(Seg6.Mode.INLINE);
        for (Seg6Local.Action action : List.of(Seg6Local.Action.END_B6, Seg6Local.Action.END_B6_ENCAPS)) {
            Seg6Local adding = Seg6Local.of(action).segments(List.of(IpAddress.of("fd00::9")));
            assertThat(adding.segments()).containsExactly(IpAddress.of("fd00::9"));
            assertThat(adding.segments(adding.segments())).isEqualTo(adding);
        }
        Encapsulation unknown =
                FOUR.encap(99, Mpls.labels(1).attributes()).encap().orElseThrow();
        assertThat(unknown).isInstanceOf(UnknownEncapsulation.class).hasToString("99");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> Mpls.labels(new Integer[0])).hasMessage("an MPLS encapsulation needs a label");
        assertThatThrownBy(() -> Mpls.labels(1 << 20)).hasMessage("an MPLS label is 0 to 1048575, not 1048576");
        assertThatThrownBy(() -> Seg6.of(Seg6.Mode.ENCAP)).hasMessageContaining("1 to 127 segments, not 0");
        assertThatThrownBy(() -> Seg6.of(Seg6.Mode.ENCAP, "10.0.0.1"))
                .hasMessage("a segment is an IPv6 address, not 10.0.0.1");
        assertThatThrownBy(() -> IpEncap.to("10.0.0.1").source(IpAddress.of("fd00::1")))
                .hasMessage("fd00::1 is of another family than 10.0.0.1");
    }
}
