package io.netlink4j.rtnl.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one request flushes of a forwarding table, beside what {@code bridge fdb flush} flushes of the same one. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class FdbFlushIT {
    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        // Where bridges have VLANs, an entry without one would be one for each VLAN of the port.
        room.sh("ip link add br0 address 02:00:00:00:00:01 type bridge vlan_default_pvid 0"
                + " || ip link add br0 address 02:00:00:00:00:01 type bridge");
        room.ip(
                "link add v0 address 02:00:00:00:00:02 type veth peer name w0",
                "link add v1 address 02:00:00:00:00:03 type veth peer name w1",
                "link set br0 addrgenmode none up",
                "link set v0 addrgenmode none master br0 up",
                "link set v1 addrgenmode none master br0 up",
                "link set w0 addrgenmode none up",
                "link set w1 addrgenmode none up",
                "link add vx type vxlan id 42 dstport 4789",
                "link add ex type vxlan external dstport 4790",
                "nexthop add id 5 via 192.0.2.9 fdb",
                "nexthop add id 6 group 5 fdb");
        room.links().awaitUp("v0", Duration.ofSeconds(60));
        room.links().awaitUp("v1", Duration.ofSeconds(60));
        room.sh("set -e; add() { bridge fdb add 02:00:00:00:01:$1 dev $2 $3 $4 $5 $6 $7 $8 $9; }\n"
            + "add 01 v0 master static; add 02 v0 master dynamic; add 03 v1 master static; add 04 v1 master dynamic\n"
            + "add 05 v0 master static sticky; add 06 v1 master dynamic extern_learn; add 07 v0 self; add 08 v0"
            + " master\n"
            + "add 10 vx dst 192.0.2.2; add 11 vx dst 192.0.2.3 port 99; add 12 vx dst 192.0.2.3 vni 43 via v0\n"
            + "add 13 vx dst 192.0.2.2 dynamic; add 14 vx dst 192.0.2.2 router; add 15 vx nhid 6\n"
            + "add 16 ex dst 192.0.2.2 src_vni 7 vni 8; add 17 ex dst 192.0.2.2 src_vni 8 vni 8");
        return room;
    }

    /** The arguments of {@code bridge fdb flush}, and the same flush. */
    static Stream<Arguments> flushes() {
        FdbFlush bridge = FdbFlush.of("br0");
        FdbFlush vxlan = FdbFlush.of("vx");
        return Stream.of(
                Arguments.of("dev br0", bridge),
                Arguments.of("dev br0 brport v0", bridge.port("v0")),
                Arguments.of("dev br0 permanent", bridge.state(NeighbourState.PERMANENT)),
                Arguments.of("dev br0 nopermanent", bridge.exceptState(NeighbourState.PERMANENT)),
                Arguments.of("dev br0 static", bridge.state(NeighbourState.NOARP)),
                Arguments.of("dev br0 nostatic", bridge.exceptState(NeighbourState.NOARP)),
                Arguments.of("dev br0 dynamic", bridge.state(NeighbourState.REACHABLE)),
                Arguments.of("dev br0 nodynamic", bridge.exceptState(NeighbourState.REACHABLE)),
                Arguments.of("dev br0 sticky", bridge.flag(NeighbourFlag.STICKY, true)),
                Arguments.of(
                        "dev br0 nosticky static",
                        bridge.flag(NeighbourFlag.STICKY, false).state(NeighbourState.NOARP)),
                Arguments.of("dev br0 added_by_user", bridge.flag(NeighbourFlag.USE, true)),
                Arguments.of(
                        "dev br0 added_by_user noextern_learn",
                        bridge.flag(NeighbourFlag.USE, true).flag(NeighbourFlag.EXTERN_LEARN, false)),
                Arguments.of("dev v0 master", FdbFlush.of("v0").masterTable()),
                Arguments.of(
                        "dev v1 master dynamic", FdbFlush.of("v1").masterTable().state(NeighbourState.REACHABLE)),
                Arguments.of("dev vx", vxlan),
                Arguments.of("dev vx permanent", vxlan.state(NeighbourState.PERMANENT)),
                Arguments.of("dev vx dst 192.0.2.3", vxlan.remote("192.0.2.3")),
                Arguments.of(
                        "dev vx dst 192.0.2.3 port 99",
                        vxlan.remote("192.0.2.3").remotePort(99)),
                Arguments.of("dev vx vni 43", vxlan.vni(43)),
                Arguments.of("dev vx nhid 6", vxlan.nextHopId(6)),
                Arguments.of("dev vx router", vxlan.flag(NeighbourFlag.ROUTER, true)),
                Arguments.of("dev ex src_vni 7", FdbFlush.of("ex").sourceVni(7)));
    }

    @ParameterizedTest
    @MethodSource("flushes")
    void weFlushWhatBridgeFlushes(String bridge, FdbFlush ours, Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        LinkTestNamespace mine = room(namespaces);
        boolean newer = Stream.of("port", "dst", "vni", "nhid", "router").anyMatch(bridge::contains);
        assumeTrue(his.runsNewerIp() || !newer, "this version of bridge has no such condition");
        List<String> before = shown(mine);
        String refusal = his.sh("bridge fdb flush " + bridge + " 2>&1 || true");
        if (refusal.isEmpty()) {
            mine.rtnl().fdb().flush(ours);
        } else {
            assertThat(refusal).contains("Operation not supported");
            assertThatThrownBy(() -> mine.rtnl().fdb().flush(ours))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageStartingWith("cannot flush FDB entries " + ours + " in ")
                    .hasMessageContaining("does not flush the table of such a link with one request");
            abort("this kernel does not flush such a table");
        }
        assertThat(shown(mine)).isEqualTo(shown(his)).isNotEqualTo(before);
    }

    @Test
    void whatTheKernelRefusesIsExplained(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        ForwardingDatabase fdb = room.rtnl().fdb();
        assertThatThrownBy(() -> fdb.flush(FdbFlush.of("nowhere")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageStartingWith("cannot flush FDB entries dev nowhere: there is no link 'nowhere' in ");
        assertThatThrownBy(() -> fdb.flush(FdbFlush.of("v0")))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("does not flush the table of such a link with one request");
        assertThatThrownBy(() -> fdb.flush(FdbFlush.of("w0").masterTable())).isInstanceOf(NetlinkException.class);
        assertThatThrownBy(() -> FdbFlush.of("br0").state(NeighbourState.FAILED))
                .hasMessage("the entries of forwarding tables are PERMANENT, NOARP or REACHABLE, not FAILED");
        assertThatThrownBy(() -> FdbFlush.of("br0").flag(NeighbourFlag.MANAGED, true))
                .hasMessage("the kernel does not select by managed what it flushes");
        assertThat(shown(room)).hasSize(16);

        room.ip("link set v0 down");
        FdbEntry dynamic =
                FdbEntry.of("02:00:00:00:01:20").link("v0").masterTable().state(NeighbourState.REACHABLE);
        assertThatThrownBy(() -> fdb.add(dynamic))
                .isInstanceOf(NetlinkException.NotPermitted.class)
                .hasMessageContaining("the port is down");
    }

    private static List<String> shown(LinkTestNamespace room) {
        return room.sh("bridge fdb show")
                .lines()
                .filter(line -> line.startsWith("02:00:00:00:01:"))
                .sorted()
                .toList();
    }
}
