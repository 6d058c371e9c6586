package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.LinkInet6.AddressGeneration;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgeAttributes;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
final class LinksIT {
    @Test
    void aNewNamespaceHasALoopback(Namespaces namespaces) {
        Rtnl rtnl = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        Link lo = rtnl.links().list().getFirst();
        assertThat(lo.name()).hasValue("lo");
        assertThat(lo.has(LinkFlag.LOOPBACK)).isTrue();
        assertThat(lo.isUp()).isFalse();
        assertThat(lo.kind()).isEmpty();
        assertThat(lo.statistics()).isPresent();
        rtnl.links().up("lo");
        assertThat(rtnl.links().get("lo").isUp()).isTrue();
        assertThat(rtnl.links().get(LinkReference.of(1)).operationalState()).isEqualTo(OperationalState.UNKNOWN);
    }

    @Test
    void aCableBetweenNamespacesIsOneRequest(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        Rtnl host = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        Rtnl inRed = namespaces.keep(Rtnl.open(red));
        Link bridge =
                host.links().add(Link.named("v-net-0").kind(Bridge.defaults()).up());
        Link near = host.links()
                .add(Link.named("veth-red-br")
                        .master(bridge)
                        .up()
                        .kind(Veth.to(Link.named("veth-red").in(red).mtu(1400).macAddress("02:00:00:00:00:07"))));
        assertThat(near.master()).hasValue(LinkReference.of(bridge.index()));
        assertThat(near.isUp()).isTrue();
        assertThat(near.linkNamespaceId()).isPresent();
        assertThat(near.kind()).get().isInstanceOf(Veth.class);
        assertThat(host.links().find("veth-red")).isEmpty();
        Link far = inRed.links().get("veth-red");
        assertThat(far.mtu()).hasValue(1400);
        assertThat(far.macAddress()).hasValue(MacAddress.of("02:00:00:00:00:07"));
        assertThat(far.isUp()).isFalse();
        inRed.links().up("veth-red");
        assertThat(host.links().get("veth-red-br").operationalState()).isEqualTo(OperationalState.UP);
        inRed.links().delete("veth-red");
        assertThat(host.links().find("veth-red-br")).isEmpty();
    }

    @Test
    void thePeerIsCreatedAsRequested(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        Rtnl host = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        Rtnl inRed = namespaces.keep(Rtnl.open(red));
        inRed.links().add(Link.named("br-red").kind(Bridge.defaults()));
        host.links()
                .add(Link.named("v0")
                        .kind(Veth.to(Link.named("v1")
                                .in(red)
                                .up()
                                .master("br-red")
                                .alias("to the host")
                                .alternativeName("the-cable-to-the-host"))));
        Link far = inRed.links().get("the-cable-to-the-host");
        assertThat(far.isUp()).isTrue();
        assertThat(far.alias()).hasValue("to the host");
        assertThat(inRed.links().list(LinkFilter.all().master("br-red")))
                .extracting(link -> link.name().orElseThrow())
                .containsExactly("v1");
    }

    @Test
    void twoHandlesOfOneNamespaceAreEquivalent(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace again =
                namespaces.keep(NetworkNamespace.open(red.name().orElseThrow()));
        NetworkNamespace blue = namespaces.unnamed();
        RtnlSender sender = new RtnlSender(namespaces.keep(NetlinkSocket.open(Rtnl.protocol(), namespaces.unnamed())));
        Links links = new Links(sender);
        links.add(Link.named("a0").in(red).kind(Veth.to(Link.named("a1").in(again))));
        links.add(Link.named("b0").in(red).kind(Veth.to(Link.named("b1").in(red))));
        links.add(Link.named("c0").in(again).kind(Veth.to(Link.named("c1").in(blue))));
        List<Request> requests = Stream.of(
                        Link.named("d0").in(again).kind(Veth.to(Link.named("d1").in(blue))),
                        Link.named("e0").in(red).kind(Veth.to(Link.named("e1").in(again))))
                .map(link -> new Request(
                        Link.NEWLINK,
                        MessageHeader.NLM_F_CREATE | MessageHeader.NLM_F_EXCL,
                        LinkCreationRequest.request(link),
                        () -> "add " + link))
                .toList();
        assertThat(sender.batch(requests).failures()).isEmpty();
        assertThat(names(namespaces.keep(Rtnl.open(red))))
                .containsExactlyInAnyOrder("a0", "a1", "b0", "b1", "c0", "d0", "e0", "e1");
        assertThat(names(namespaces.keep(Rtnl.open(blue)))).containsExactlyInAnyOrder("c1", "d1");
    }

    private static List<String> names(Rtnl rtnl) {
        return rtnl.links().list(LinkFilter.all().kind("veth")).stream()
                .map(link -> link.name().orElseThrow())
                .toList();
    }

    @Test
    void theLongestDescriptionIsListedAndSentBack(Namespaces namespaces) {
        Rtnl host = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        String longest = "x".repeat(255);
        Link made = host.links().add(Link.named("br7").alias(longest).kind(Bridge.defaults()));
        host.links().delete(made);
        assertThat(host.links().add(made).alias()).hasValue(longest);
    }

    @Test
    void aLinkCanBeCreatedInAnotherNamespace(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        Rtnl host = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        Rtnl inRed = namespaces.keep(Rtnl.open(red));
        Link made = host.links().add(Link.named("br0").in(red).alias("there").kind(Bridge.defaults()));
        assertThat(made.name()).hasValue("br0");
        assertThat(made.alias()).hasValue("there");
        assertThat(host.links().find("br0")).isEmpty();
        assertThat(inRed.links().get("br0").index()).isEqualTo(made.index());
    }

    @Test
    void bridgeOptions(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Link made = links.add(Link.named("br0")
                .kind(Bridge.defaults()
                        .forwardDelay(Duration.ofSeconds(4))
                        .helloTime(Duration.ofSeconds(1))
                        .maxAge(Duration.ofSeconds(6))
                        .ageingTime(Duration.ofSeconds(30))
                        .spanningTree(true)
                        .priority(100)
                        .groupForwardMask(8)));
        Bridge bridge = (Bridge) made.kind().orElseThrow();
        assertThat(bridge.forwardDelay()).hasValue(Duration.ofSeconds(4));
        assertThat(bridge.helloTime()).hasValue(Duration.ofSeconds(1));
        assertThat(bridge.maxAge()).hasValue(Duration.ofSeconds(6));
        assertThat(bridge.ageingTime()).hasValue(Duration.ofSeconds(30));
        assertThat(bridge.spanningTree()).isTrue();
        assertThat(bridge.priority()).hasValue(100);
        assertThat(bridge.groupForwardMask()).hasValue(8);
        assertThat(bridge.get(BridgeAttributes.BRIDGE_ID).orElseThrow().priority())
                .isEqualTo(100);
        links.change(
                "br0", link -> link.kind(Bridge.defaults().spanningTree(false).priority(0)));
        Bridge changed = (Bridge) links.get("br0").kind().orElseThrow();
        assertThat(changed.spanningTree()).isFalse();
        assertThat(changed.priority()).hasValue(0);
        assertThat(changed.forwardDelay()).hasValue(Duration.ofSeconds(4));
    }

    @Test
    void bridgePortOptions(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        links.add(Link.named("br0").kind(Bridge.defaults()));
        Link port = links.add(Link.named("v0")
                .kind(Veth.to("v1"))
                .master("br0")
                .bridgePort(BridgePort.defaults().cost(77).hairpin(true).isolated(true)));
        assertThat(port.bridgePort().orElseThrow().cost()).hasValue(77L);
        assertThat(port.bridgePort().orElseThrow().hairpin()).isTrue();
        links.change("v0", link -> link.bridgePort(BridgePort.defaults().hairpin(false)));
        BridgePort changed = links.get("v0").bridgePort().orElseThrow();
        assertThat(changed.hairpin()).isFalse();
        assertThat(changed.isolated()).isTrue();
        assertThat(changed.learning()).isTrue();
        links.noMaster("v0");
        assertThat(links.get("v0").master()).isEmpty();
        assertThat(links.get("v0").bridgePort()).isEmpty();
    }

    @Test
    void aKindIsCreatedFromItsNameAndBytes(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Attribute<Long> id = Attribute.of(1, "IFLA_VXLAN_ID", Codecs.U32);
        Link vxlan = links.add(Link.named("vx0").kind(UnknownKind.of("vxlan").with(id, 42L)));
        assertThat(vxlan.kind().orElseThrow()).isInstanceOf(Vxlan.class);
        UnknownKind kind = new UnknownKind("vxlan", vxlan.kind().orElseThrow().data());
        assertThat(kind.kind()).isEqualTo("vxlan");
        assertThat(kind.get(id)).hasValue(42L);
        links.delete(vxlan);
        // The kernel reports the first one as a byte but accepts it as a flag, and does not accept the default of the
        // second one.
        UnknownKind taken = kind.without(Attribute.of(28, "IFLA_VXLAN_TTL_INHERIT", Codecs.U8))
                .without(Attribute.of(33, "IFLA_VXLAN_RESERVED_BITS", Codecs.BINARY));
        Link again = links.add(vxlan.kind(taken));
        assertThat(again.kind().orElseThrow().data().get(id)).hasValue(42L);
        assertThat(again.macAddress()).isEqualTo(vxlan.macAddress());
    }

    @Test
    void everySingleChange(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Link made = links.add(Link.named("v0").kind(Veth.to("v1")));
        links.mtu("v0", 1400);
        links.macAddress("v0", "02:00:00:00:00:09");
        links.rename("v0", "w0");
        links.addAlternativeName("w0", "a-long-name-for-the-cable");
        links.change(
                made,
                link -> link.alias("first").group(5).transmitQueueLength(77).promiscuous(true));
        links.change("a-long-name-for-the-cable", link -> link.allMulticast(true));
        links.change("w0", link -> link.addressGeneration(AddressGeneration.NONE));
        Link changed = links.get("a-long-name-for-the-cable");
        assertThat(changed.index()).isEqualTo(made.index());
        assertThat(changed.name()).hasValue("w0");
        assertThat(changed.mtu()).hasValue(1400);
        assertThat(changed.macAddress()).hasValue(MacAddress.of("02:00:00:00:00:09"));
        assertThat(changed.alias()).hasValue("first");
        assertThat(changed.group()).hasValue(5L);
        assertThat(changed.transmitQueueLength()).hasValue(77);
        assertThat(changed.has(LinkFlag.PROMISC)).isTrue();
        assertThat(changed.has(LinkFlag.ALLMULTI)).isTrue();
        assertThat(changed.promiscuity()).isEqualTo(1);
        assertThat(changed.alternativeNames()).containsExactly("a-long-name-for-the-cable");
        assertThat(changed.addressGeneration()).hasValue(AddressGeneration.NONE);
        links.up("a-long-name-for-the-cable");
        assertThat(links.get(made).isUp()).isTrue();
        links.down(made);
        assertThat(links.get(made).isUp()).isFalse();
        links.deleteAlternativeName(made, "a-long-name-for-the-cable");
        assertThat(links.find("a-long-name-for-the-cable")).isEmpty();
        links.change(changed, link -> link.alias(""));
        assertThat(links.get(made).alias()).isEmpty();
        links.move("w0", red);
        assertThat(links.find("w0")).isEmpty();
        assertThat(namespaces.keep(Rtnl.open(red)).links().get("w0").mtu()).hasValue(1400);
    }

    @Test
    void aListedLinkCanBeChanged(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Link bridge = links.add(Link.named("br0").kind(Bridge.defaults()));
        Link port = links.add(Link.named("v0").kind(Veth.to("v1")).master("br0"));
        links.change(bridge.mtu(1300).name("br1"));
        links.change(port.mtu(1200).name("w0"));
        assertThat(links.get("br1").index()).isEqualTo(bridge.index());
        assertThat(links.get("w0").mtu()).hasValue(1200);
        assertThat(links.get("w0").master()).isEqualTo(port.master());
    }

    @Test
    void anUpLinkIsRenamedIfTheKernelSupportsIt(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Link bridge = links.add(Link.named("br0").kind(Bridge.defaults()).up());
        try {
            links.change(bridge.mtu(1300).name("br1"));
        } catch (NetlinkException.Busy refused) {
            assertThat(links.get(bridge).name()).hasValue("br0");
            abort("the kernel renames no link that is up");
        }
        assertThat(links.get("br1").index()).isEqualTo(bridge.index());
        assertThat(links.get("br1").isUp()).isTrue();
    }

    @Test
    void aLinkThatGeneratesNoAddressesHasNone(Namespaces namespaces) {
        Rtnl rtnl = namespaces.keep(Rtnl.open(namespaces.unnamed()));
        Link cable = Link.named("v0").up().addressGeneration(AddressGeneration.NONE);
        rtnl.links().add(cable.kind(Veth.to(cable.name("v1"))));
        assertThat(rtnl.links().list(LinkFilter.all().kind("veth"))).hasSize(2).allMatch(Link::isUp);
        assertThat(rtnl.addresses().list()).isEmpty();
    }

    @Test
    void theKernelAppliesTheFilter(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        int given = links.list().size();
        links.add(Link.named("br0").kind(Bridge.defaults()));
        links.add(Link.named("br1").kind(Bridge.defaults()));
        for (int i = 0; i < 8; i++) {
            links.add(Link.named("a" + i).master(i < 5 ? "br0" : "br1").kind(Veth.to("b" + i)));
        }
        assertThat(links.list()).hasSize(given + 18);
        assertThat(links.list(LinkFilter.all().master("br0"))).hasSize(5);
        assertThat(links.list(LinkFilter.all().kind("veth"))).hasSize(16);
        assertThat(links.list(LinkFilter.all().kind("bridge").master("br0"))).isEmpty();
        assertThat(links.list(LinkFilter.all().kind("nosuchkind"))).isEmpty();
        assertThat(links.list(LinkFilter.all().withoutStatistics()))
                .hasSize(given + 18)
                .noneMatch(link -> hasInet6Statistics(link));
        assertThat(links.list()).anyMatch(link -> hasInet6Statistics(link));
        List<Link> seen = new ArrayList<>();
        links.forEach(LinkFilter.all(), link -> {
            seen.add(link);
            return seen.size() < 3;
        });
        assertThat(seen).hasSize(3);
        assertThat(links.list()).hasSize(given + 18);
    }

    @Test
    void anIndexCanBeRequested(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Link made = links.add(
                Link.named("v0").requestIndex(70).kind(Veth.to(Link.named("v1").requestIndex(80))));
        assertThat(made.ifindex()).hasValue(70);
        assertThat(links.get("v1").ifindex()).hasValue(80);
        links.change("v1", link -> link.in(red).requestIndex(90));
        assertThat(namespaces.keep(Rtnl.open(red)).links().get("v1").ifindex()).hasValue(90);
    }

    @Test
    void theKernelChoosesTheNumberInAName(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        Link cable = Link.named("cable%d").kind(Veth.pair());
        links.add(Link.named("cable1").kind(Veth.pair()));
        assertThat(links.add(cable).name()).hasValue("cable0");
        Link up = links.add(cable.up().alias("to the red room"));
        assertThat(up.name()).hasValue("cable2");
        assertThat(up.isUp()).isTrue();
        assertThat(up.alias()).hasValue("to the red room");
        assertThat(links.add(cable.in(red)).name()).hasValue("cable0");
        Link pair = links.add(cable.kind(Veth.to(Link.named("cable%d").up())).up());
        assertThat(List.of(
                        pair.name().orElseThrow(),
                        links.get(pair.link().orElseThrow()).name().orElseThrow()))
                .containsExactlyInAnyOrder("cable3", "cable4");
        assertThat(links.list()).noneMatch(link -> link.name().orElseThrow().startsWith("new-"));
    }

    @Test
    void aLinkThatGetsNoNumberIsNotCreated(Namespaces namespaces) {
        Links links = namespaces.keep(Rtnl.open(namespaces.unnamed())).links();
        List<Link> before = links.list();
        assertThatThrownBy(() -> links.add(Link.named("%d%d").kind(Veth.pair())))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith("cannot add link '%d%d'");
        assertThat(links.list()).hasSameSizeAs(before);
    }

    private static boolean hasInet6Statistics(Link link) {
        return link.get(LinkAttributes.AF_SPEC)
                .flatMap(families -> families.get(LinkFamilies.INET6))
                .filter(inet6 -> inet6.has(LinkInet6.STATS))
                .isPresent();
    }
}
