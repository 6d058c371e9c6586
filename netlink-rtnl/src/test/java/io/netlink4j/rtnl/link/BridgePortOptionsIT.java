package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every option that {@code ip link help bridge_slave} names, set by either side and read by the other. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class BridgePortOptionsIT {
    static Stream<Arguments> options() {
        BridgePort port = BridgePort.defaults();
        return Stream.of(
                Arguments.of("state 4", port.state(4)),
                Arguments.of("priority 5", port.priority(5)),
                Arguments.of("cost 77", port.cost(77)),
                Arguments.of("guard on", port.guard(true)),
                Arguments.of("hairpin on", port.hairpin(true)),
                Arguments.of("fastleave on", port.fastLeave(true)),
                Arguments.of("root_block on", port.rootBlock(true)),
                Arguments.of("learning off", port.learning(false)),
                Arguments.of("flood off", port.flood(false)),
                Arguments.of("proxy_arp on", port.proxyArp(true)),
                Arguments.of("proxy_arp_wifi on", port.proxyArpWifi(true)),
                Arguments.of("mcast_router 2", port.multicastRouter(2)),
                Arguments.of("mcast_flood off", port.multicastFlood(false)),
                Arguments.of("bcast_flood off", port.broadcastFlood(false)),
                Arguments.of("mcast_to_unicast on", port.multicastToUnicast(true)),
                Arguments.of("group_fwd_mask 0x10", port.groupForwardMask(16)),
                Arguments.of("neigh_suppress on", port.neighbourSuppression(true)),
                Arguments.of("vlan_tunnel on", port.vlanTunnel(true)),
                Arguments.of("isolated on", port.isolated(true)),
                Arguments.of("locked on", port.locked(true)),
                Arguments.of("backup_port v1", port.backupPort(LinkReference.of("v1"))),
                Arguments.of("nobackup_port", port.noBackupPort()),
                Arguments.of("fdb_flush", port.flush()));
    }

    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(
                "link add br0 address 02:00:00:00:00:01 type bridge",
                "link add v0 address 02:00:00:00:00:02 type veth peer name w0",
                "link add v1 address 02:00:00:00:00:03 type veth peer name w1",
                "link set v0 master br0",
                "link set v1 master br0",
                "link set br0 up",
                "link set w0 up",
                "link set v0 up");
        room.links().awaitUp("v0", Duration.ofSeconds(60));
        return room;
    }

    @ParameterizedTest
    @MethodSource("options")
    void ourOptionsEqualThoseOfIp(String ip, BridgePort ours, Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        LinkTestNamespace mine = room(namespaces);
        try {
            mine.links().change(Link.named("v0").bridgePort(ours));
        } catch (NetlinkException.NotSupported lacking) {
            abort(lacking.getMessage());
        }
        his.ip("link set dev v0 type bridge_slave " + ip);

        assertThat(shown(mine)).isEqualTo(shown(his));
        BridgePort read = his.links().get("v0").bridgePort().orElseThrow();
        BridgePort own = mine.links().get("v0").bridgePort().orElseThrow();
        assertThat(own.toString().replaceAll("_timer +[0-9.]+", ""))
                .isEqualTo(read.toString().replaceAll("_timer +[0-9.]+", ""));
        mine.links().change(Link.named("v0").bridgePort(BridgePort.defaults().cost(9)));
        assertThat(mine.links().get("v0").bridgePort().orElseThrow().cost()).hasValue(9L);
    }

    private static JsonNode shown(LinkTestNamespace room) {
        JsonNode data = room.one("-d link show dev v0").at("/linkinfo/info_slave_data");
        ((ObjectNode) data).remove(List.of("hold_timer", "message_age_timer", "forward_delay_timer"));
        return data;
    }
}
