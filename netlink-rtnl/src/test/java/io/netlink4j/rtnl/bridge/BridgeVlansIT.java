package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** VLANs of bridges and ports, made by {@code bridge vlan} or here, read by the other. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class BridgeVlansIT {
    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.ip(
                    "link add br0 type bridge vlan_filtering 1 vlan_default_pvid 0",
                    "link add v0 type veth peer name w0",
                    "link add v1 type veth peer name w1",
                    "link set v0 master br0",
                    "link set v1 master br0");
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("Operation not supported")) {
                abort("the bridges of this kernel have no VLANs");
            }
            throw refused;
        }
        return room;
    }

    private static String shown(LinkTestNamespace room) {
        return room.sh("bridge -d -j vlan show");
    }

    @Test
    void ourVlansEqualThoseOfBridge(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        his.sh("set -e; bridge vlan add vid 10 pvid untagged dev v0; bridge vlan add vid 100-200 dev v0;"
                + " bridge vlan add vid 4094 untagged dev v1; bridge vlan add vid 10 dev br0 self;"
                + " bridge vlan del vid 150-160 dev v0");
        LinkTestNamespace mine = room(namespaces);
        BridgeVlans vlans = mine.rtnl().bridgeVlans();
        vlans.replace("v0", BridgeVlan.of(10).pvid().untagged(), BridgeVlan.range(100, 200));
        vlans.replace("v1", BridgeVlan.of(4094).untagged());
        vlans.replace("br0", BridgeVlan.of(10));
        vlans.delete("v0", BridgeVlan.range(150, 160));

        assertThat(shown(mine)).isEqualTo(shown(his));
        List<BridgeVlan> read = his.rtnl().bridgeVlans().list("v0");
        assertThat(read).extracting(BridgeVlan::first).containsExactly(10, 100, 161);
        assertThat(read).extracting(BridgeVlan::last).containsExactly(10, 149, 200);
        assertThat(read.getFirst().isPvid() && read.getFirst().isUntagged()).isTrue();
        assertThat(read.getLast().isPvid() || read.getLast().isUntagged()).isFalse();
        assertThat(read.getFirst().toString()).startsWith("10 PVID Egress Untagged state forwarding");
        assertThat(his.rtnl().bridgeVlans().list()).hasSize(3);
    }

    @Test
    void listedVlansCanBeAddedAgain(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.sh("set -e; bridge link set dev v0 vlan_tunnel on; bridge vlan add vid 10-20 dev v0;"
                + " bridge vlan add dev v0 vid 10-20 tunnel_info id 1010-1020;"
                + " bridge vlan set vid 15 dev v0 state blocking");
        String before = shown(room);
        BridgeVlans vlans = room.rtnl().bridgeVlans();
        List<BridgeVlan> listed = vlans.list("v0");
        listed.forEach(vlan -> vlans.delete("v0", vlan));
        assertThat(vlans.list("v0")).isEmpty();
        vlans.replace("v0", listed.toArray(BridgeVlan[]::new));

        assertThat(shown(room)).isEqualTo(before);
        assertThat(vlans.list("v0")).isEqualTo(listed);
    }

    @Test
    void optionsAreChanged(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        his.sh("set -e; bridge link set dev v0 vlan_tunnel on; bridge vlan add vid 10-12 dev v0; bridge vlan set vid"
                + " 10-12 dev v0 state learning; bridge vlan add dev v0 vid 10-12 tunnel_info id 77-79; bridge"
                + " vlan del dev v0 vid 12 tunnel_info id 79");
        LinkTestNamespace mine = room(namespaces);
        mine.sh("bridge link set dev v0 vlan_tunnel on");
        BridgeVlans vlans = mine.rtnl().bridgeVlans();
        vlans.replace("v0", BridgeVlan.range(10, 12));
        vlans.change("v0", BridgeVlan.range(10, 12).state(2));
        vlans.change("v0", BridgeVlan.range(10, 12).tunnel(77));
        vlans.change("v0", BridgeVlan.of(12).noTunnel());

        assertThat(shown(mine)).isEqualTo(shown(his));
        assertThat(mine.sh("bridge vlan tunnelshow")).isEqualTo(his.sh("bridge vlan tunnelshow"));
        assertThat(vlans.list("v0").getFirst().tunnel()).hasValue(77L);
        assertThat(vlans.list("v0").getFirst().state()).hasValue(2);
    }

    @Test
    void changesAreReported(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        int v0 = room.links().get("v0").ifindex().orElseThrow();
        try (Subscription<BridgeVlanMessage> events = room.rtnl().bridgeVlans().subscribe()) {
            room.sh("set -e; bridge vlan add vid 10 pvid untagged dev v0; bridge vlan add vid 20-25 dev v0; bridge vlan"
                    + " set vid 20-25 dev v0 state blocking; bridge vlan del vid 20-25 dev v0");
            List<String> told = new ArrayList<>();
            while (told.size() < 4) {
                switch (events.next()) {
                    case Event.Changed<BridgeVlanMessage>(BridgeVlanMessage vlans, int flags)
                    when vlans.ifindex() == v0 -> vlans.vlans().forEach(vlan -> told.add("changed " + vlan));
                    case Event.Deleted<BridgeVlanMessage>(BridgeVlanMessage vlans)
                    when vlans.ifindex() == v0 -> vlans.vlans().forEach(vlan -> told.add("deleted " + vlan));
                    default -> {}
                }
            }
            assertThat(told.get(0)).startsWith("changed 10 PVID Egress Untagged");
            assertThat(told.get(1)).startsWith("changed 20-25 state forwarding");
            assertThat(told.get(2)).startsWith("changed 20-25 state blocking");
            assertThat(told.get(3)).startsWith("deleted 20-25");
        }
    }

    /** Each change is told as {@code bridge monitor vlan} prints it. Older versions keep what they print until they have 4096 bytes. */
    @Test
    void changesAreThoseThatBridgePrints(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        assumeTrue(room.runsNewerIp(), "older versions of bridge print late");
        Map<Integer, String> names = room.names();
        try (Subscription<BridgeVlanMessage> events = room.rtnl().bridgeVlans().subscribe()) {
            // The VLANs from 4000 on tell when bridge listens and when it has printed all.
            String printed = room.sh("""
                set -e
                out=$(mktemp)
                timeout 60 bridge monitor vlan >$out & monitor=$!
                trap 'kill $monitor; rm $out' EXIT
                until grep -q 4000 $out; do bridge vlan add vid 4000 dev v1; bridge vlan del vid 4000 dev v1; done
                bridge vlan add vid 10 pvid untagged dev v0
                bridge vlan add vid 20-25 dev v0
                bridge vlan set vid 20-25 dev v0 state blocking
                bridge vlan add vid 10 dev br0 self
                bridge vlan global set dev br0 vid 10 mcast_snooping 0
                bridge vlan del vid 22 dev v0
                bridge vlan del vid 10 dev v0
                bridge vlan add vid 4001 dev v1
                until grep -q 4001 $out; do kill -0 $monitor; done
                cat $out
                """);
            List<String> expected = Pattern.compile("\\n(?=\\S)")
                    .splitAsStream(printed)
                    .map(change -> change.replaceAll("\\s+", " ").strip())
                    .filter(change -> change.contains(" state ") && !change.contains(" 400"))
                    // The kernel does not tell the state of a deleted VLAN.
                    .map(change -> change.replaceFirst("^(Deleted .*) state disabled$", "$1"))
                    .toList();
            List<String> told = new ArrayList<>();
            boolean snooping = true;
            for (boolean more = true; more; ) {
                Event<BridgeVlanMessage> event = events.next();
                String word = event instanceof Event.Deleted<BridgeVlanMessage> ? "Deleted " : "";
                BridgeVlanMessage message = switch (event) {
                    case Event.Changed<BridgeVlanMessage>(BridgeVlanMessage changed, int flags) -> changed;
                    case Event.Deleted<BridgeVlanMessage>(BridgeVlanMessage deleted) -> deleted;
                    default -> throw new AssertionError(event);
                };
                for (BridgeVlan vlan : message.vlans()) {
                    more = vlan.first() != 4001;
                    if (vlan.first() < 4000) {
                        told.add(word + names.get(message.ifindex()) + " " + vlan);
                    }
                }
                for (BridgeVlanOptions options : message.options()) {
                    snooping &= options.multicastSnooping().orElse(true);
                }
            }
            assertThat(told).hasSize(6).isEqualTo(expected);
            assertThat(snooping).isFalse();
        }
    }

    @Test
    void refusalsNameTheVlanAndTheLink(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        BridgeVlans vlans = room.rtnl().bridgeVlans();
        assertThatThrownBy(() -> vlans.replace("w0", BridgeVlan.of(5)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cannot replace VLAN 5 of link 'w0'")
                .hasMessageContaining("the link is neither a bridge nor a port of one");
        assertThatThrownBy(() -> vlans.replace("nowhere", BridgeVlan.of(5)))
                .isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> vlans.change("v0", BridgeVlan.of(7).state(2)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("cannot change VLAN 7 state learning of link 'v0'");
        assertThatThrownBy(() -> BridgeVlan.of(4095)).hasMessage("a VLAN of a bridge is 1 to 4094, not 4095");
        assertThatThrownBy(() -> BridgeVlan.range(5, 3)).hasMessage("the VLANs 5-3 are in the wrong order");
    }
}
