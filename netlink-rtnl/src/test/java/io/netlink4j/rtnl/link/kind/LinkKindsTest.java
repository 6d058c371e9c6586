package io.netlink4j.rtnl.link.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Netkit;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.link.Veth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LinkKindsTest {
    static Stream<LinkKind> typed() {
        return Stream.of(
                Bareudp.of(6635, 0x8847),
                Bond.of(Bond.Mode.LACP),
                Bridge.defaults(),
                Dummy.defaults(),
                Erspan.defaults().key(1),
                Geneve.of(5),
                Gre.defaults().key(1),
                Gretap.defaults(),
                Gtp.of(Gtp.Role.GGSN),
                Hsr.of("a", "b"),
                Ifb.defaults(),
                Ip6erspan.defaults(),
                Ip6gre.defaults(),
                Ip6gretap.defaults(),
                Ip6tnl.defaults(),
                Ipip.defaults(),
                Ipvlan.defaults(),
                Ipvtap.defaults(),
                Macsec.defaults(),
                Netkit.pair(),
                Nlmon.defaults(),
                Sit.defaults(),
                Team.defaults(),
                Vrf.of(10),
                Vti.defaults(),
                Vti6.defaults(),
                Wireguard.defaults(),
                Xfrm.of(7),
                Macvlan.defaults(),
                Macvtap.defaults(),
                Veth.pair(),
                Vlan.of(5),
                Vxlan.of(5));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void aLinkReturnsItsTypedKind(LinkKind kind) {
        Link link = Link.named("x").kind(kind);
        assertThat(link.kind()).hasValue(kind);
        assertThat(link.kind().orElseThrow()).isInstanceOf(kind.getClass());
        UnknownKind untyped = new UnknownKind(kind.kind(), kind.data());
        assertThat(Link.named("x").kind(untyped).kind()).hasValue(kind);
    }

    @Test
    void unsetOptionsAreEmpty() {
        assertThat(Vlan.defaults().gvrp()).isEmpty();
        assertThat(Vlan.defaults().gvrp(false).gvrp()).hasValue(false);
        assertThat(Vlan.defaults().gvrp(false).mvrp()).isEmpty();
        assertThat(Vlan.defaults().protocol()).isEmpty();
        assertThat(Vxlan.defaults().learning()).isEmpty();
        assertThat(Vxlan.defaults().learning(false).learning()).hasValue(false);
        assertThat(Macvlan.defaults().flags()).isEmpty();
        assertThat(Macvlan.defaults().sources()).isEmpty();
        assertThat(Vxlan.of(1).data().byteLength()).isEqualTo(8);
    }

    @Test
    void anAddressOfTheOtherFamilyReplacesTheFirst() {
        Vxlan vxlan = Vxlan.of(1).remote(IpAddress.of("192.0.2.1")).remote(IpAddress.of("2001:db8::1"));
        assertThat(vxlan.remote()).hasValue(IpAddress.of("2001:db8::1"));
        assertThat(vxlan.remote(IpAddress.of("192.0.2.1")))
                .isEqualTo(Vxlan.of(1).remote(IpAddress.of("192.0.2.1")));
    }

    @Test
    void aModeOfANewerKernelIsEmpty() {
        Macvlan macvlan = Macvlan.defaults().with(MacvlanKind.MODE, 64L);
        assertThat(macvlan.mode()).isEqualTo(Optional.empty());
        assertThat(macvlan).hasToString("macvlan mode [64]");
        assertThat(Vlan.of(5).with(Vlan.PROTOCOL, 0x9100)).hasToString("vlan protocol [37120] id 5");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("a VLAN id is 0 to 4094, not 4095", () -> Vlan.of(4095)),
                refused("a VLAN id is 0 to 4094, not -1", () -> Vlan.of(-1)),
                refused(
                        "the priority in a VLAN tag is 0 to 7, not 8",
                        () -> Vlan.of(5).ingressPriorities(Map.of(8, 1))),
                refused(
                        "the priority in a VLAN tag is 0 to 7, not 8",
                        () -> Vlan.of(5).egressPriorities(Map.of(1, 8))),
                refused(
                        "-1 is not in the range 0..4294967295 of u32",
                        () -> Vlan.of(5).egressPriorities(Map.of(-1, 7))),
                refused("a VNI is 0 to 16777215, not 16777216", () -> Vxlan.of(1 << 24)),
                refused("a VNI is 0 to 16777215, not -1", () -> Vxlan.of(-1)),
                refused(
                        "a flow label is 0 to 1048575, not 1048576",
                        () -> Vxlan.of(1).flowLabel(1 << 20)),
                refused("a port is 0 to 65535, not 65536", () -> Vxlan.of(1).destinationPort(65536)),
                refused("a hop limit is 0 to 255, not 256", () -> Vxlan.of(1).ttl(256)),
                refused(
                        "a type of service is 0 to 255, not 256",
                        () -> Vxlan.of(1).tos(256)),
                refused(
                        "The ports 2-1 are in the wrong order; 1-2 was probably meant.",
                        () -> Vxlan.of(1).sourcePorts(new PortRange(2, 1))),
                refused(
                        "PT0.5S is no whole number of 1000 ms, which the kernel counts",
                        () -> Vxlan.of(1).ageing(Duration.ofMillis(500))),
                refused(
                        "-1 is not in the range 0..4294967295 of u32",
                        () -> Vxlan.of(1).maxAddresses(-1)),
                refused(
                        "4294967296 is not in the range 0..4294967295 of u32",
                        () -> Macvlan.defaults().broadcastQueueLength(1L << 32)),
                refused(
                        "01:00:5e:00:00:01 is not the MAC address of one Ethernet device",
                        () -> Macvlan.defaults().addSource(MacAddress.of("01:00:5e:00:00:01"))),
                refused(
                        "00:00:00:00:00:00 is not the MAC address of one Ethernet device",
                        () -> Macvtap.defaults().sources(List.of(MacAddress.of("00:00:00:00:00:00")))));
    }

    private static Arguments refused(String sentence, ThrowingCallable call) {
        return Arguments.of(sentence, call);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void valuesOutOfRangeAreRefusedWithAMessage(String sentence, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }
}
