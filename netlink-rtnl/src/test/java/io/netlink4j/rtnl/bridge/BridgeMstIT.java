package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgeAttributes;
import io.netlink4j.rtnl.link.kind.BridgeOptions;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** States of ports in instances of the spanning tree, which {@code bridge vlan} shows as the states of their VLANs. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class BridgeMstIT {
    private static final int BLOCKING = 4;
    private static final int LEARNING = 2;
    private static final int LISTENING = 1;

    /** With the VLANs 10 to 19 in the instance 1 and 20 in the instance 2, at the ports v0 and v1. */
    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Bridge trees = Bridge.defaults()
                .vlanFiltering(true)
                .vlanDefaultPvid(0)
                .with(BridgeAttributes.MULTI_BOOLOPT, BridgeOptions.none().with(BridgeOptions.MST_ENABLE, true));
        try {
            room.links().add(Link.named("br0").kind(trees).up());
        } catch (NetlinkException refused) {
            abort(refused.getMessage());
        }
        BridgeVlans vlans = room.rtnl().bridgeVlans();
        vlans.replace("br0", BridgeVlan.range(10, 20));
        vlans.change("br0", BridgeVlanOptions.range(10, 19).spanningTreeInstance(1));
        vlans.change("br0", BridgeVlanOptions.of(20).spanningTreeInstance(2));
        for (String port : List.of("v0", "v1")) {
            room.links()
                    .add(Link.named(port)
                            .kind(Veth.to("p" + port))
                            .master("br0")
                            .up());
            vlans.replace(port, BridgeVlan.range(10, 20));
        }
        return room;
    }

    @Test
    void statesAreReadAndChanged(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        BridgeMst trees = room.rtnl().bridgeMst();
        trees.change("v0", new MstState(1, BLOCKING));
        trees.change("v0", new MstState(2, LEARNING));

        assertThat(trees.list("v0")).contains(new MstState(1, BLOCKING), new MstState(2, LEARNING));
        assertThat(trees.list("v1")).extracting(MstState::instance).contains(1, 2);
        int v1 = room.links().index("v1");
        assertThat(trees.list()).containsEntry(v1, trees.list("v1")).hasSize(2);
        assertThat(trees.list("pv0")).isEmpty();
        String shown = room.sh("bridge -d vlan show dev v0");
        assertThat(shown).matches(Pattern.compile(".*10-19\\s+state blocking.*20\\s+state learning.*", Pattern.DOTALL));
        assertThat(room.rtnl().bridgeVlans().list("v0"))
                .extracting(vlan -> vlan.state().orElseThrow())
                .containsExactly(BLOCKING, LEARNING);
        assertThat(trees.list("v0").getFirst().toString()).matches("msti \\d+ state \\w+");
        if (room.runsNewerIp()) {
            assertThat(shown(room)).isEqualTo(listed(trees, room));
            room.sh("bridge mst set dev v1 msti 2 state listening");
            assertThat(trees.list("v1")).contains(new MstState(2, LISTENING));
            assertThat(shown(room)).isEqualTo(listed(trees, room));
        }
    }

    /** The lines of {@code bridge mst show}, each with its port: {@code v0 msti 1 state blocking}. */
    private static List<String> shown(LinkTestNamespace room) {
        List<String> lines = new ArrayList<>();
        for (JsonNode port : new ObjectMapper().readTree(room.sh("bridge -j mst show"))) {
            for (JsonNode tree : port.get("mst")) {
                lines.add(port.get("ifname").asString() + " msti "
                        + tree.get("msti").asInt() + " state "
                        + tree.get("state").asString());
            }
        }
        return lines.stream().sorted().toList();
    }

    private static List<String> listed(BridgeMst trees, LinkTestNamespace room) {
        Map<Integer, String> names = room.names();
        return trees.list().entrySet().stream()
                .flatMap(port -> port.getValue().stream().map(tree -> names.get(port.getKey()) + " " + tree))
                .sorted()
                .toList();
    }

    @Test
    void refusalsNameTheStateAndTheLink(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        BridgeMst trees = room.rtnl().bridgeMst();
        assertThatThrownBy(() -> trees.change("pv0", new MstState(1, BLOCKING)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cannot set msti 1 state blocking of link 'pv0'");
        assertThatThrownBy(() -> trees.change("nowhere", new MstState(1, BLOCKING)))
                .isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> new MstState(4095, BLOCKING))
                .hasMessage("an instance of the spanning tree is 0 to 4094, not 4095");
        assertThatThrownBy(() -> new MstState(1, 5)).hasMessage("the state of a bridge port is 0 to 4, not 5");
    }

    @Test
    void otherBridgesHaveNone(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add br0 type bridge", "link add v0 type veth peer name w0", "link set v0 master br0");
        assertThat(room.rtnl().bridgeMst().list()).isEmpty();
    }
}
