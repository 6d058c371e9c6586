package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import org.junit.jupiter.api.Test;

/** Pairs that are made once more. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class LinkPairIT {
    @Test
    void aPairIsReplacedByItselfAndChanged(Namespaces namespaces) {
        LinkTestNamespace here = new LinkTestNamespace(namespaces);
        LinkTestNamespace there = new LinkTestNamespace(namespaces);
        for (Link peer : new Link[] {Link.named("p0"), Link.named("p1").in(there.namespace())}) {
            Link wanted = Link.named("v" + peer.name().orElseThrow()).up();
            Link made = here.links().replace(wanted.kind(Veth.to(peer)));
            assertThat(here.links().replace(wanted.kind(Veth.to(peer))).ifindex())
                    .isEqualTo(made.ifindex());
            here.links()
                    .replace(wanted.mtu(1400).kind(Veth.to(peer.mtu(1300).up().macAddress("02:00:00:00:00:77"))));
            LinkTestNamespace room = peer.namespace().isPresent() ? there : here;
            assertThat(here.one("link show " + wanted.name().orElseThrow())
                            .get("mtu")
                            .asInt())
                    .isEqualTo(1400);
            assertThat(room.one("link show " + peer.name().orElseThrow()).toString())
                    .contains("\"mtu\":1300", "\"UP\"", "02:00:00:00:00:77");
        }
    }

    @Test
    void aPairWithAnotherPeerIsLeftAlone(Namespaces namespaces) {
        LinkTestNamespace here = new LinkTestNamespace(namespaces);
        LinkTestNamespace there = new LinkTestNamespace(namespaces);
        here.links().add(Link.named("v0").kind(Veth.to("p0")));
        here.links().add(Link.named("v1").kind(Veth.to("p1")));
        String before = here.sh("ip link");
        for (Link peer :
                new Link[] {Link.named("p1"), Link.named("v0"), Link.named("p0").in(there.namespace())}) {
            assertThatThrownBy(() ->
                            here.links().replace(Link.named("v0").mtu(1400).kind(Veth.to(peer.mtu(1400)))))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageContaining("the kernel takes VETH_INFO_PEER only when it creates the link");
        }
        assertThat(here.sh("ip link")).isEqualTo(before);
    }

    /** Links of three namespaces have the same indexes and names, and point at each other's. */
    @Test
    void thePeerOfALookalikeIsAnotherOne(Namespaces namespaces) {
        LinkTestNamespace host = new LinkTestNamespace(namespaces);
        LinkTestNamespace pod = new LinkTestNamespace(namespaces);
        LinkTestNamespace otherHost = new LinkTestNamespace(namespaces);
        LinkTestNamespace otherPod = new LinkTestNamespace(namespaces);
        Link end = Link.named("eth0").requestIndex(50);
        Link cable = Link.named("cable").requestIndex(60);
        host.links().add(cable.kind(Veth.to(end.in(pod.namespace()))));
        otherHost.links().add(cable.kind(Veth.to(end.in(otherPod.namespace()))));
        Link peer = Link.named("eth0");
        host.links().replace(Link.named("cable").kind(Veth.to(peer.in(pod.namespace()))));
        assertThatThrownBy(() -> host.links().replace(Link.named("cable").kind(Veth.to(peer.in(otherPod.namespace())))))
                .isInstanceOf(NetlinkException.NotSupported.class);
    }
}
