package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.tun.TunDevice;
import io.netlink4j.core.tun.TunRequest;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rarer settings of links, as {@code ip -d -j link} shows them. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class LinkSettingsIT {
    @Test
    void sizesOfOffloadedPackets(Namespaces namespaces) {
        LinkTestNamespace his = new LinkTestNamespace(namespaces);
        his.ip("link add d0 type veth peer name e0", "link set d0 gso_max_size 9000 gso_max_segs 10");
        LinkTestNamespace mine = new LinkTestNamespace(namespaces);
        mine.links().add(Link.named("d0").kind(Veth.to("e0")));
        mine.links().change("d0", link -> link.gsoMaxSize(9000).gsoMaxSegments(10));
        for (String name : new String[] {"gso_max_size", "gso_max_segs"}) {
            assertThat(mine.one("-d link show d0").get(name))
                    .isEqualTo(his.one("-d link show d0").get(name));
        }
        Link read = his.links().get("d0");
        assertThat(read.gsoMaxSize()).hasValue(9000L);
        assertThat(read.gsoMaxSegments()).hasValue(10L);

        Assumptions.assumeTrue(read.groIpv4MaxSize().isPresent(), "the kernel has no sizes for IPv4");
        mine.links()
                .change("d0", link -> link.groMaxSize(9001).gsoIpv4MaxSize(9002).groIpv4MaxSize(9003));
        Link changed = mine.links().get("d0");
        assertThat(changed.groMaxSize()).hasValue(9001L);
        assertThat(changed.gsoIpv4MaxSize()).hasValue(9002L);
        assertThat(changed.groIpv4MaxSize()).hasValue(9003L);
    }

    @Test
    void aLinkThatAProtocolKeepsDown(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links().add(Link.named("vx0").kind(Vxlan.of(7).destinationPort(4789)));
        room.links()
                .change(
                        "vx0",
                        link -> link.protoDown(true).protoDownReason(3, true).protoDownReason(4, true));
        JsonNode shown = room.one("-d link show vx0");
        assertThat(shown.get("proto_down").asBoolean()).isTrue();
        assertThat(shown.get("proto_down_reason")).hasSize(2);
        assertThat(room.links().get("vx0").protoDownReasons()).containsExactly(3, 4);
        assertThatThrownBy(() -> room.links().change("vx0", link -> link.protoDown(false)))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("Cannot clear protodown, active reasons");
        room.links().change("vx0", link -> link.protoDownReason(3, false));
        assertThat(room.links().get("vx0").protoDownReasons()).containsExactly(4);
        room.links().change("vx0", link -> link.protoDownReason(4, false).protoDown(false));
        Link free = room.links().get("vx0");
        assertThat(free.isProtoDown()).isFalse();
        assertThat(free.protoDownReasons()).isEmpty();
    }

    @Test
    void aLinkThatWasReadKeepsItsReasons(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links()
                .add(Link.named("vx0")
                        .kind(Vxlan.of(7).destinationPort(4789))
                        .protoDown(true)
                        .protoDownReason(3, true));
        Link read = room.links().get("vx0");
        assertThat(read.protoDownReasons()).containsExactly(3);
        room.links().change(read.protoDownReason(4, true).mtu(1400));
        assertThat(room.links().get("vx0").protoDownReasons()).containsExactly(3, 4);
        assertThat(room.links().get("vx0").mtu()).hasValue(1400);
    }

    @Test
    void aProgramDecidesOnTheCarrierOfATunDevice(Namespaces namespaces) throws Exception {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/net/tun")), "/dev/net/tun may not be opened here");
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try (TunDevice device = room.namespace().openTun(TunRequest.tun("t0"))) {
            room.links().up("t0");
            room.links().change("t0", link -> link.carrier(false));
            assertThat(room.links().get("t0").carrier()).hasValue(false);
            assertThat(room.sh("ip link show t0")).contains("NO-CARRIER");
            room.links().change("t0", link -> link.carrier(true));
            assertThat(room.links().get("t0").carrier()).hasValue(true);
            assertThat(device.name()).isEqualTo("t0");
        }
    }

    @Test
    void tokensAndBroadcastAddresses(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip("link add d0 type veth peer name e0");
        room.links().change("d0", link -> link.token("::5").broadcastAddress("02:00:00:00:00:ff"));
        assertThat(room.sh("ip token get dev d0")).contains("token ::5 ");
        assertThat(room.one("link show d0").get("broadcast").asString()).isEqualTo("02:00:00:00:00:ff");
        assertThat(room.links().get("d0").token()).asString().contains("::5");
        room.links().change("d0", link -> link.token("::"));
        assertThat(room.links().get("d0").token()).isEmpty();
    }

    @Test
    void xdpProgramsAreTakenOff(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links().add(Link.named("br0").kind(Bridge.defaults()));
        room.links().change("br0", link -> link.xdp(LinkXdp.none()));
        Link read = room.links().get("br0");
        assertThat(read.xdp().flatMap(LinkXdp::attached)).isEmpty();
        assertThat(read.xdp().flatMap(LinkXdp::programId)).isEmpty();
        assertThatThrownBy(() -> room.links()
                        .change("br0", link -> link.xdp(LinkXdp.program(1 << 20).mode(LinkXdp.Mode.GENERIC))))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("EBADF");
    }

    @Test
    void aVirtualLinkHasNoVirtualFunctions(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links().add(Link.named("br0").kind(Bridge.defaults()));
        assertThat(room.links().get("br0").virtualFunctions()).isEmpty();
        assertThatThrownBy(() -> room.links()
                        .change(
                                "br0",
                                link -> link.virtualFunction(
                                        VirtualFunction.of(3).trusted(true))))
                .isInstanceOf(NetlinkException.NotSupported.class);
    }
}
