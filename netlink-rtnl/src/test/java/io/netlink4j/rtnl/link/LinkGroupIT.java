package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One request for all links of a group, as {@code ip link set group} sends it. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class LinkGroupIT {
    @Test
    void allLinksOfAGroupAreChangedAndDeleted(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(
                "link add v0 group 7 type veth peer name w0",
                "link add v1 group 7 type veth peer name w1",
                "link add v2 type veth peer name w2");
        LinkGroup group = room.links().group(7);
        assertThat(group.list()).extracting(link -> link.name().orElseThrow()).containsExactlyInAnyOrder("v0", "v1");

        group.change(link -> link.up().mtu(1400).alias("a group"));
        assertThat(room.sh("ip -o link show group 7")).contains("v0@", "v1@").doesNotContain("v2@");
        for (String name : new String[] {"v0", "v1"}) {
            Link link = room.links().get(name);
            assertThat(link.isUp()).isTrue();
            assertThat(link.mtu()).hasValue(1400);
        }
        assertThat(room.links().get("v2").isUp()).isFalse();
        group.down();
        assertThat(room.links().get("v1").isUp()).isFalse();

        group.delete();
        assertThat(room.links().find("v0")).isEmpty();
        assertThat(room.links().find("w1")).isEmpty();
        assertThat(room.links().find("v2")).isPresent();
    }

    @Test
    void whatCannotBeMeantIsRefused(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        assertThatThrownBy(() -> room.links().group(7).change(link -> link.name("x")))
                .hasMessage("a change of group 7 cannot set a name, an index or a group");
        assertThatThrownBy(() -> room.links().group(0).delete())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delete the links of group 0");
        assertThatThrownBy(() -> room.links().group(7).delete())
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("no link is in that group");
        for (UnaryOperator<Link> ignored : List.<UnaryOperator<Link>>of(
                link -> link.kind(Bridge.defaults().priority(7)),
                link -> link.bridgePort(BridgePort.defaults().cost(7)),
                link -> link.alternativeName("other"))) {
            assertThatThrownBy(() -> room.links().group(7).change(ignored))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the kernel ignores it for a group");
        }
    }
}
