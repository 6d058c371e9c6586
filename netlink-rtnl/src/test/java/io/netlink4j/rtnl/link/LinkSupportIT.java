package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KernelTest
@VariesByKernel
@NeedsCommand("ip")
final class LinkSupportIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "amt",
                "bareudp",
                "bond",
                "bridge",
                "dummy",
                "erspan",
                "geneve",
                "gre",
                "gretap",
                "gtp",
                "hsr",
                "ifb",
                "ip6gre",
                "ip6tnl",
                "ipip",
                "ipvlan",
                "ipvtap",
                "macsec",
                "macvlan",
                "macvtap",
                "netkit",
                "nlmon",
                "sit",
                "team",
                "tun",
                "vcan",
                "veth",
                "vlan",
                "vrf",
                "vti",
                "vti6",
                "vxlan",
                "wireguard",
                "xfrm",
                "nonsense"
            })
    void aKindIsSupportedIfTheKernelKnowsIt(String kind, Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        boolean known = !Command.runIn(
                        red.name().orElseThrow(), "ip", "link", "add", "name", "x0", "numtxqueues", "0", "type", kind)
                .err()
                .contains("Unknown device type");
        try (Rtnl rtnl = Rtnl.open(red)) {
            int before = rtnl.links().list().size();
            assertThat(rtnl.links().supports(kind)).isEqualTo(known);
            assertThat(rtnl.links().supports(kind)).isEqualTo(known);
            assertThat(rtnl.links().list()).hasSizeGreaterThanOrEqualTo(before).noneMatch(link -> link.isCalled("x0"));
        }
    }

    @Test
    void aNameThatIsNoneIsRefused(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red)) {
            assertThatThrownBy(() -> rtnl.links().supports("")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
