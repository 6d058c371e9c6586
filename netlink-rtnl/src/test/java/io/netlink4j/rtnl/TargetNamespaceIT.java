package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkAttributes;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
final class TargetNamespaceIT {
    @Test
    void anotherNamespaceLooksTheSameFromOutside(Namespaces namespaces) {
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        LinkTestNamespace blue = new LinkTestNamespace(namespaces);
        LinkTestNamespace green = new LinkTestNamespace(namespaces);
        int number = red.rtnl().nsids().assign(blue.namespace());
        TargetNamespace target = red.rtnl().target(number);
        blue.links().add(Link.named("br0").kind(Bridge.defaults()).up());
        blue.addresses().add("br0", "192.168.15.5/24");
        blue.rtnl().nsids().assign(green.namespace(), 9);
        red.rtnl().nsids().assign(green.namespace(), 7);

        assertThat(target.links().list().stream().map(TargetNamespaceIT::plain).toList())
                .isEqualTo(blue.links().list().stream()
                        .map(TargetNamespaceIT::plain)
                        .toList());
        assertThat(plain(target.links().get("br0")))
                .isEqualTo(plain(blue.links().get("br0")));
        assertThat(target.links().find("br1")).isEmpty();
        assertThat(target.addresses().stream()
                        .map(address -> address.without(Address.TARGET_NETNSID).without(Address.CACHEINFO))
                        .toList())
                .isEqualTo(blue.addresses().list().stream()
                        .map(address -> address.without(Address.CACHEINFO))
                        .toList());
        List<Nsid> numbers = target.nsids();
        assertThat(numbers).hasSize(1);
        assertThat(numbers.getFirst().number()).hasValue(9);
        assertThat(numbers.getFirst().currentNumber()).hasValue(7);
        assertThat(numbers.getFirst()).hasToString("nsid 9 current-nsid 7");
    }

    private static Link plain(Link link) {
        return link.without(LinkAttributes.TARGET_NETNSID)
                .without(LinkAttributes.STATS)
                .without(LinkAttributes.STATS64)
                .without(LinkAttributes.LINKINFO)
                .without(LinkAttributes.AF_SPEC);
    }

    @Test
    void linksAreCreatedAndDeletedInAnotherNamespace(Namespaces namespaces) {
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        LinkTestNamespace blue = new LinkTestNamespace(namespaces);
        TargetNamespace target = red.rtnl().target(red.rtnl().nsids().assign(blue.namespace()));
        Link made = target.links()
                .add(Link.named("br0").mtu(1400).kind(Bridge.defaults()).up());
        assertThat(made.mtu()).hasValue(1400);
        assertThat(made.isUp()).isTrue();
        assertThat(blue.links().get("br0").ifindex().orElseThrow())
                .isEqualTo(made.ifindex().orElseThrow());
        assertThat(red.links().find("br0")).isEmpty();
        assertThatThrownBy(() -> target.links().add(Link.named("br0").kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("in nsid ");
        assertThatThrownBy(() -> target.links()
                        .add(Link.named("br1")
                                .alternativeName("bridge-number-one")
                                .kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.NotSupported.class);
        assertThat(blue.links().find("br1")).isEmpty();
        target.links().delete(made);
        assertThat(blue.links().find("br0")).isEmpty();
        assertThatThrownBy(() -> target.links().delete("br0")).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void anUnknownNsidIsRefused(Namespaces namespaces) {
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        TargetNamespace nowhere = red.rtnl().target(4242);
        assertThatThrownBy(() -> nowhere.links().list())
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("cannot list links in nsid 4242 in " + red.namespace()
                        + ": there is no such nsid, or its namespace is gone");
        assertThatThrownBy(() -> nowhere.links().get("lo")).isInstanceOf(NetlinkException.Invalid.class);
        assertThatThrownBy(nowhere::addresses)
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("there is no such nsid, or its namespace is gone");
        assertThatThrownBy(nowhere::nsids).isInstanceOf(NetlinkException.Invalid.class);
        assertThatThrownBy(() -> nowhere.links().add(Link.named("br0").kind(Bridge.defaults())))
                .isInstanceOf(NetlinkException.Invalid.class);
        assertThat(red.links().find("br0")).isEmpty();
        assertThatThrownBy(() -> red.rtnl().target(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
