package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.Neighbours;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Link-layer addresses with another length than those of the link are refused. The kernel would truncate them. */
@KernelTest
@NeedsCommand("ip")
final class LinkAddressLengthIT {
    private static final MacAddress SIX = MacAddress.of("02:00:00:00:00:06");
    private static final MacAddress EIGHT = MacAddress.of("02:00:00:00:00:00:00:08");
    private static final MacAddress TWO = MacAddress.of("02:02");
    private static final String SHORT = "the MAC address is too short for the link (EINVAL)";
    private static final String LONG = "the MAC address is too long for the link (EINVAL)";

    private static void refused(ThrowingCallable request, String why) {
        assertThatThrownBy(request)
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageStartingWith("cannot ")
                .hasMessageContaining(" in namespace ")
                .hasMessageContaining(why);
    }

    @Test
    void addressOfANewLink(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Links links = room.links();
        links.add(Link.named("v0").kind(Veth.to("v1")));
        for (Link link : Stream.of(Veth.to("y"), Bridge.defaults(), UnknownKind.of("ifb"), UnknownKind.of("macvlan"))
                .map(kind -> Link.named("x").kind(kind))
                .map(link -> link.kind().orElseThrow().kind().equals("macvlan") ? link.link("v0") : link)
                .toList()) {
            refused(
                    () -> links.add(link.macAddress(EIGHT)),
                    "02:00:00:00:00:00:00:08 has 8 bytes, and addresses of the link have 6: " + LONG);
            refused(() -> links.add(link.macAddress(TWO)), SHORT);
            refused(() -> links.add(link.with(LinkAttributes.BROADCAST, EIGHT)), LONG);
            refused(() -> links.add(link.with(LinkAttributes.BROADCAST, TWO)), SHORT);
            assertThat(links.find("x")).isEmpty();
            assertThat(links.add(link.macAddress(SIX)).macAddress()).hasValue(SIX);
            links.delete("x");
        }
        refused(() -> links.add(Link.named("x").kind(Veth.to(Link.named("y").macAddress(EIGHT)))), LONG);
        assertThat(links.find("y")).isEmpty();
    }

    @Test
    void addressOfAChangedLink(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        Links links = room.links();
        links.add(Link.named("v0").macAddress(SIX).kind(Veth.to("v1")));
        Link listed = links.get("v0");
        LinkReference v0 = LinkReference.of("v0");
        refused(() -> links.macAddress(v0, EIGHT), LONG);
        refused(() -> links.macAddress(v0, TWO), SHORT);
        refused(() -> links.macAddress(listed, EIGHT), LONG);
        refused(() -> links.change(listed.macAddress(EIGHT)), LONG);
        refused(() -> links.change(listed.macAddress(TWO)), SHORT);
        refused(() -> links.change(Link.named("v0").mtu(1300).macAddress(EIGHT)), LONG);
        for (MacAddress broadcast : List.of(EIGHT, TWO)) {
            refused(
                    () -> links.change("v0", link -> link.with(LinkAttributes.BROADCAST, broadcast)),
                    "for the link (EINVAL)");
            refused(() -> links.change(listed.with(LinkAttributes.BROADCAST, broadcast)), "for the link (EINVAL)");
        }
        assertThat(links.get("v0")).isEqualTo(listed);
        links.change("v0", link -> link.with(LinkAttributes.BROADCAST, SIX));
        assertThat(room.one("link show dev v0").get("broadcast").asString()).isEqualTo(SIX.toString());
    }

    @Test
    void addressOfANeighbour(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.links().add(Link.named("v0").up().kind(Veth.to("v1")));
        int index = room.links().index("v0");
        Neighbours neighbours = room.rtnl().neighbours();
        for (Neighbour entry : List.of(
                Neighbour.of("10.0.0.2").link("v0"), Neighbour.of("fd00::2").link(LinkReference.of(index)))) {
            refused(() -> neighbours.add(entry.at(EIGHT)), LONG);
            refused(() -> neighbours.add(entry.at(TWO)), SHORT);
            refused(() -> neighbours.replace(entry.at(EIGHT)), LONG);
            refused(
                    () -> neighbours
                            .addAll(List.of(entry.at(SIX), entry.at(EIGHT)))
                            .orThrow(),
                    LONG);
            refused(() -> neighbours.change(entry.at(EIGHT)), LONG);
            assertThat(neighbours.get(entry).mac()).hasValue(SIX);
            neighbours.delete(entry.at(EIGHT)); // Any error of the kernel about the address is fine.
        }
        assertThatThrownBy(() -> neighbours.add(
                        Neighbour.of("10.0.0.2").link(LinkReference.of(4711)).at(EIGHT)))
                .isInstanceOf(NetlinkException.NotFound.class);
    }

    /** The kernel reports and accepts an empty {@code NDA_LLADDR} there. */
    @Test
    void addressOfALinkWithoutLinkLayerAddresses(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        if (Command.runIn(room.namespace().name().orElseThrow(), "ip", "tuntap", "add", "t0", "mode", "tun")
                        .status()
                != 0) {
            abort("there are no tun devices");
        }
        room.links().up("t0");
        Neighbours neighbours = room.rtnl().neighbours();
        Neighbour entry = Neighbour.of("10.0.0.2").link("t0");
        String none = "the link has no link-layer address, and cannot get 02:00:00:00:00:06 (EINVAL)";
        refused(() -> neighbours.add(entry.at(SIX)), none);
        refused(() -> room.links().change("t0", link -> link.with(LinkAttributes.BROADCAST, SIX)), none);
        refused(() -> room.links().macAddress(LinkReference.of("t0"), SIX), none);
        room.ip("neigh add 10.0.0.2 dev t0 nud permanent lladdr 02");
        Neighbour listed = neighbours.list("t0").getFirst();
        neighbours.delete(listed);
        neighbours.add(listed);
        assertThat(neighbours.list("t0")).singleElement().hasToString(listed.toString());
    }

    @ParameterizedTest
    @VariesByKernel
    @ValueSource(
            strings = {
                "type gre local 192.0.2.1, 4",
                "type ip6gre local 2001:db8::1 remote 2001:db8::2, 16",
                "type wireguard, 0",
                "type xfrm if_id 7, 0",
                "type vxlan external gpe dstport 4790, 0",
                "type geneve external, 6"
            })
    void addressOfALinkThatIsNotEthernet(String kindAndLength, Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        String kind = kindAndLength.substring(0, kindAndLength.lastIndexOf(','));
        int length = Integer.parseInt(kindAndLength.substring(kindAndLength.lastIndexOf(' ') + 1));
        try {
            room.ip("link add name x " + kind);
        } catch (AssertionError lacking) {
            abort("the kernel has no such kind");
        }
        Links links = room.links();
        Link listed = links.get("x");
        assertThat(LinkAddressLength.of(listed)).isEqualTo(length);
        MacAddress other = length == 6 ? EIGHT : SIX;
        refused(() -> links.change(listed.with(LinkAttributes.BROADCAST, other)), "(EINVAL)");
        links.delete(listed);
        refused(() -> links.add(listed.macAddress(other)), "(EINVAL)");
        assertThat(links.find("x")).isEmpty();
        links.add(listed.up());
        if (length == 4) {
            Neighbours neighbours = room.rtnl().neighbours();
            Neighbour entry = Neighbour.of("10.0.0.2").link("x");
            refused(() -> neighbours.add(entry.at(SIX)), LONG);
            neighbours.add(entry.at("c0:00:02:02"));
            assertThat(neighbours.get(entry).mac()).hasValue(MacAddress.of("c0:00:02:02"));
        }
    }
}
