package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VNIs that a VXLAN receives, made by {@code bridge vni} or here, read by the other. */
@EachIpVersion
@KernelTest
@VariesByKernel
@NeedsCommand("bridge")
final class VxlanVnisIT {
    private static final Vxlan FILTERING =
            Vxlan.defaults().external(true).vniFilter(true).destinationPort(4789);

    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.links().add(Link.named("vx0").kind(FILTERING));
        } catch (NetlinkException refused) {
            abort(refused.getMessage());
        }
        return room;
    }

    /** Older and newer versions have other words. */
    private static String deleted(String vnis) {
        return "bridge vni del vni %1$s dev vx0 || bridge vni delete vni %1$s dev vx0".formatted(vnis);
    }

    @Test
    void ourVnisEqualThoseOfBridge(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        LinkTestNamespace mine = room(namespaces);
        his.sh("set -e; bridge vni add vni 7 remote 192.0.2.9 dev vx0; bridge vni add vni 100-199 dev vx0;"
                + " bridge vni add vni 300 remote 192.0.2.10 dev vx0; "
                + deleted("150-159"));
        VxlanVnis vnis = mine.rtnl().vxlanVnis();
        vnis.replace(
                "vx0",
                VxlanVni.of(7).group(IpAddress.of("192.0.2.1")),
                VxlanVni.of(7).group(IpAddress.of("192.0.2.9")),
                VxlanVni.range(100, 199),
                VxlanVni.of(300).group(IpAddress.of("192.0.2.10")));
        vnis.delete("vx0", VxlanVni.range(150, 159));
        assertThat(mine.sh("bridge -j vni")).isEqualTo(his.sh("bridge -j vni")).contains("vniEnd");

        List<VxlanVni> read = his.rtnl().vxlanVnis().list("vx0");
        assertThat(read).isEqualTo(vnis.list("vx0"));
        assertThat(read)
                .extracting(VxlanVni::toString)
                .containsExactly("7 192.0.2.9", "100-149", "160-199", "300 192.0.2.10");
        read.forEach(vni -> his.rtnl().vxlanVnis().delete("vx0", vni));
        assertThat(his.rtnl().vxlanVnis().list("vx0")).isEmpty();
        read.forEach(vni -> his.rtnl().vxlanVnis().replace("vx0", vni));
        assertThat(his.sh("bridge -j vni")).isEqualTo(mine.sh("bridge -j vni"));
        assertThat(vnis.statistics("vx0")).hasSize(92).allMatch(vni -> vni.has(VxlanVni.STATS));
    }

    @Test
    void whatIsRefused(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        VxlanVnis vnis = room.rtnl().vxlanVnis();
        room.links().add(Link.named("vx1").kind(FILTERING));
        room.links().add(Link.named("vx2").kind(Vxlan.of(42).destinationPort(4790)));
        vnis.replace("vx0", VxlanVni.of(7));
        assertThatThrownBy(() -> vnis.delete("vx0", VxlanVni.of(8))).isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> vnis.replace("vx2", VxlanVni.of(8)))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("cannot replace VNI 8 of link 'vx2'")
                .hasMessageContaining("the link is no VXLAN with vnifilter");
        assertThatThrownBy(() -> vnis.list("vx9")).isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> VxlanVni.of(1 << 24)).hasMessageContaining("a VNI is 0 to 16777215, not 16777216");
        assertThatThrownBy(() -> VxlanVni.range(9, 8)).hasMessageContaining("in the wrong order");
    }

    @Test
    void changesAreReported(Namespaces namespaces) throws InterruptedException {
        LinkTestNamespace room = room(namespaces);
        try (Subscription<VxlanVniMessage> told = room.rtnl().vxlanVnis().subscribe()) {
            room.sh("bridge vni add vni 7 dev vx0; " + deleted("7"));
            for (Class<?> type : List.of(Event.Changed.class, Event.Deleted.class)) {
                Event<VxlanVniMessage> event = told.next();
                assertThat(event).isInstanceOf(type);
            }
        }
    }
}
