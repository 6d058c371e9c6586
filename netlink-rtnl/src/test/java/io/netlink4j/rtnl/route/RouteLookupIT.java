package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compares lookups with {@code ip route get}. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
class RouteLookupIT {

    /** Rules select by it. */
    @Test
    void theTrafficClassOfIpv6Counts(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "-6 rule add tos 0x10 lookup 9",
                "-6 route add fd99::/64 via fd00::9 table 9",
                "-6 route add default via fd00::2");
        assertThat(room.routes().lookup("fd99::1").gateway()).contains(IpAddress.of("fd00::2"));
        assertThat(room.routes().lookup(RouteLookup.to("fd99::1").tos(0x10)).gateway())
                .contains(IpAddress.of("fd00::9"));
    }

    @Test
    void theFlowLabelIsPartOfTheQuestion(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        // Kernels before 6.14 refuse or ignore it.
        try {
            Route found = room.routes().lookup(RouteLookup.to("fd00::2").flowLabel(0x12345));
            assertThat(found.link()).isPresent();
        } catch (NetlinkException.Invalid | NetlinkException.NotSupported refused) {
            abort(refused.getMessage());
        }
    }

    @Test
    void lookupsMatchIp(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(RouteOracleIT.EVERYTHING);
        room.ip("rule add fwmark 7 lookup 700", "route add 10.2.9.0/24 via 10.0.1.7 table 700");
        same(room, RouteLookup.to("10.2.9.1"), "10.2.9.1");
        same(room, RouteLookup.to("10.2.9.1").mark(7), "10.2.9.1 mark 7");
        same(room, RouteLookup.to("10.2.9.1").from("10.0.1.1"), "10.2.9.1 from 10.0.1.1");
        same(room, RouteLookup.to("10.0.1.1"), "10.0.1.1");
        same(room, RouteLookup.to("10.4.0.1"), "10.4.0.1");
        same(room, RouteLookup.to("8.8.8.8").oif("d1"), "8.8.8.8 oif d1");
        same(room, RouteLookup.to("fd10::5"), "fd10::5");
        same(room, RouteLookup.to("fd10::5").from("fd00::1"), "fd10::5 from fd00::1");
        same(room, RouteLookup.to("2001:db8::1"), "2001:db8::1");

        Route way = room.routes().lookup("10.2.9.1");
        assertThat(way.source().orElseThrow().toString()).isEqualTo("10.0.0.1");
        assertThat(way.table()).isEqualTo(RouteTable.MAIN);
        assertThat(room.routes().lookup(RouteLookup.to("10.2.9.1").mark(7)).table())
                .isEqualTo(700);
        Route matched = room.routes().lookup(RouteLookup.to("10.2.9.1").matchedRoute());
        assertThat(matched.destination().toString()).isEqualTo("10.2.0.0/16");
        assertThat(matched.metric()).isEqualTo(100);
        assertThat(room.routes()
                        .lookup(RouteLookup.to("fd10::5").matchedRoute())
                        .destination()
                        .toString())
                .isEqualTo("fd10::/64");

        // A user other than the caller, if there is one. Otherwise root itself.
        int user = isMapped(5) ? 5 : 0;
        room.ip(
                "rule add uidrange " + user + "-" + user + " lookup 800",
                "route add 10.2.9.0/24 via 10.0.1.8 table 800");
        same(room, RouteLookup.to("10.2.9.1").uid(user), "10.2.9.1 uid " + user);
        assertThat(room.routes().lookup(RouteLookup.to("10.2.9.1").uid(user)).table())
                .isEqualTo(800);
    }

    /** Whether the user namespace of this process has a user of that number ({@code user_namespaces(7)}). */
    private static boolean isMapped(int user) {
        try {
            return Files.readAllLines(Path.of("/proc/self/uid_map")).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .anyMatch(range -> user >= Long.parseLong(range[0])
                            && user - Long.parseLong(range[0]) < Long.parseLong(range[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void same(RouteTestNamespace room, RouteLookup lookup, String line) {
        String shown = room.ask("-o route get " + line)
                .replace('\\', ' ')
                .replaceAll("\\s+", " ")
                .strip();
        String expected = shown.replaceAll(" uid \\d+| table \\w+| expires \\d+sec", "");
        String ours = room.routes().lookup(lookup).toString(room.names());
        assertThat(ours.replaceAll(" uid \\d+| table \\w+| mark 0x\\w+| metric \\d+| proto \\w+| expires \\d+sec", ""))
                .as(line)
                .isEqualTo(expected.replaceAll(" mark \\S+| metric \\d+| proto \\w+", ""));
    }

    @Test
    void lookupsWithPorts(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "rule add ipproto udp sport 5 dport 53 lookup 900",
                "route add 10.2.9.0/24 via 10.0.0.2",
                "route add 10.2.9.0/24 via 10.0.1.8 table 900");
        assertThat(room.routes()
                        .lookup(RouteLookup.to("10.2.9.1").transport(17, 5, 53))
                        .table())
                .isEqualTo(900);
        assertThat(room.routes()
                        .lookup(RouteLookup.to("10.2.9.1").transport(17, 6, 53))
                        .table())
                .isEqualTo(RouteTable.MAIN);
    }

    @Test
    void lookupsOfForwardedPackets(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        // Forwarding has to be enabled, except for packets to this host.
        assertThatThrownBy(() -> room.routes()
                        .lookup(RouteLookup.to("10.0.1.9").from("10.0.0.9").iif("d0")))
                .isInstanceOf(NetlinkException.Unreachable.class);
        Route local =
                room.routes().lookup(RouteLookup.to("10.0.1.1").from("10.0.0.9").iif("d0"));
        assertThat(local.type()).isEqualTo(RouteType.LOCAL);
        assertThat(local.toString(room.names())).contains("iif d0");
    }

    @Test
    void lookupsWithoutARoute(Namespaces namespaces) {
        RouteTestNamespace room = new RouteTestNamespace(namespaces);
        room.ip(
                "route add unreachable 10.7.0.0/16",
                "route add prohibit 10.8.0.0/16",
                "route add blackhole 10.6.0.0/16");
        assertThatThrownBy(() -> room.routes().lookup("8.8.8.8"))
                .isInstanceOf(NetlinkException.Unreachable.class)
                .hasMessageStartingWith("cannot find the route to 8.8.8.8 in namespace 'n4j-")
                .hasMessageContaining("no route leads to 8.8.8.8 (ENETUNREACH)");
        assertThatThrownBy(() -> room.routes().lookup("2001:db8::1"))
                .isInstanceOf(NetlinkException.Unreachable.class)
                .hasMessageContaining("no route leads to 2001:db8::1");
        assertThatThrownBy(() -> room.routes().lookup("10.7.0.1"))
                .isInstanceOf(NetlinkException.Unreachable.class)
                .hasMessageContaining("is of type unreachable");
        assertThatThrownBy(() -> room.routes().lookup("10.8.0.1"))
                .isInstanceOf(NetlinkException.Unreachable.class)
                .hasMessageContaining("is of type prohibit (EACCES)");
        assertThatThrownBy(() -> room.routes().lookup("10.6.0.1"))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("the route to 10.6.0.1 is of type blackhole (EINVAL)");
    }
}
