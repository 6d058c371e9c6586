package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that need hardware or programs, against the bytes that {@code ip link set} of iproute2 6.1 sends after the header. */
final class LinkSettingsTest {
    /** A nest with and without {@code NLA_F_NESTED} is the same to the kernel; {@code ip} leaves it out in old ones. */
    static Stream<Arguments> settings() {
        VirtualFunction three = VirtualFunction.of(3);
        return Stream.of(
                function(
                        three.macAddress("02:00:00:00:00:07"),
                        "30001680 2c000180 28000100 03000000 020000000007" + "00".repeat(26)),
                function(three.vlan(10, 2), "18001680 14000180 10000200 03000000 0a000000 02000000"),
                function(
                        three.providerVlan(10, 0),
                        "20001680 1c000180 18000c80 14000100 03000000 0a000000 00000000 88a80000"),
                function(three.rates(50, 200), "18001680 14000180 10000600 03000000 32000000 c8000000"),
                function(three.spoofCheck(true), "14001680 10000180 0c000400 03000000 01000000"),
                function(three.rssQuery(true), "14001680 10000180 0c000700 03000000 01000000"),
                function(three.state(VirtualFunction.State.AUTO), "14001680 10000180 0c000500 03000000 00000000"),
                function(three.state(VirtualFunction.State.ENABLE), "14001680 10000180 0c000500 03000000 01000000"),
                function(three.state(VirtualFunction.State.DISABLE), "14001680 10000180 0c000500 03000000 02000000"),
                function(three.trusted(true), "14001680 10000180 0c000900 03000000 01000000"),
                function(
                        three.nodeGuid(0x0011223344556677L),
                        "1c001680 18000180 14000a00 03000000 00000000 7766554433221100"),
                function(
                        three.portGuid(0x0011223344556677L),
                        "1c001680 18000180 14000b00 03000000 00000000 7766554433221100"),
                Arguments.of(
                        Link.indexed(3).xdp(LinkXdp.none().mode(LinkXdp.Mode.GENERIC)),
                        "14002b80 08000100 ffffffff 08000300 02000000"),
                Arguments.of(
                        Link.indexed(3).xdp(LinkXdp.program(7).mode(LinkXdp.Mode.DRIVER)),
                        "14002b80 08000100 07000000 08000300 05000000"),
                Arguments.of(
                        Link.indexed(3)
                                .xdp(LinkXdp.program(7)
                                        .mode(LinkXdp.Mode.HARDWARE)
                                        .always()),
                        "14002b80 08000100 07000000 08000300 08000000"),
                Arguments.of(
                        Link.indexed(3).xdp(LinkXdp.program(7).replacing(6)),
                        "1c002b80 08000100 07000000 08000300 10000000 08000800 06000000"),
                Arguments.of(Link.indexed(3).protoDownReason(3, true), "14003780 08000100 08000000 08000200 08000000"),
                Arguments.of(Link.indexed(3).protoDownReason(3, false), "14003780 08000100 08000000 08000200 00000000"),
                Arguments.of(Link.indexed(3).with(LinkAttributes.NET_NS_PID, 1), "08001300 01000000"),
                // By hand, as the next two: ip cannot.
                Arguments.of(Link.indexed(3).with(LinkAttributes.WEIGHT, 64), "08000f00 40000000"),
                Arguments.of(Link.indexed(3).with(LinkAttributes.TARGET_NETNSID, 2), "08002e00 02000000"),
                Arguments.of(Link.indexed(3).carrier(false), "05002100 00000000"));
    }

    private static Arguments function(VirtualFunction function, String hex) {
        return Arguments.of(Link.indexed(3).virtualFunction(function), hex);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void bytesAreThoseOfIp(Link link, String hex) {
        GoldenBytes.assertSent(link, "00000000 03000000 00000000 00000000" + hex);
    }

    @Test
    void functionsAreRead() {
        VirtualFunction set = VirtualFunction.of(3)
                .macAddress("02:00:00:00:00:07")
                .vlan(10, 2)
                .rates(50, 200)
                .spoofCheck(true)
                .trusted(false)
                .rssQuery(true)
                .state(VirtualFunction.State.ENABLE);
        Link link =
                Link.indexed(3).virtualFunction(VirtualFunction.of(2).vlan(0)).virtualFunction(set);
        Link read = new Link(Content.of(HexFormat.of().parseHex(GoldenBytes.sent(link))));
        assertThat(read.virtualFunctions()).extracting(VirtualFunction::number).containsExactly(2, 3);
        VirtualFunction found = read.virtualFunctions().get(1);
        assertThat(found).isEqualTo(set);
        assertThat(found.macAddress()).hasValue(MacAddress.of("02:00:00:00:00:07"));
        assertThat(found.vlan()).hasValue(10);
        assertThat(found.priority()).isEqualTo(2);
        assertThat(found.rates()).hasValue(new VirtualFunction.Rates(50, 200));
        assertThat(found.spoofCheck()).hasValue(true);
        assertThat(found.trusted()).hasValue(false);
        assertThat(found.rssQuery()).hasValue(true);
        assertThat(found.state()).hasValue(VirtualFunction.State.ENABLE);
        assertThat(read.virtualFunctions().get(0).vlan()).isEmpty();
        assertThat(read.virtualFunctions().get(0).state()).isEmpty();
    }

    /** A function that was read has its VLAN twice. */
    @Test
    void aVlanReplacesAnother() {
        VirtualFunction provided = VirtualFunction.of(3).providerVlan(10, 2);
        assertThat(provided.vlan()).hasValue(10);
        assertThat(provided.priority()).isEqualTo(2);
        assertThat(provided.isProviderVlan()).isTrue();
        assertThat(provided.vlan(20)).isEqualTo(VirtualFunction.of(3).vlan(20));
        assertThat(VirtualFunction.of(3).vlan(20).providerVlan(10, 2)).isEqualTo(provided);
        assertThat(provided.vlan(0).vlan()).isEmpty();
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> VirtualFunction.of(-1)).hasMessageContaining("0 to 65535, not -1");
        assertThatThrownBy(() -> VirtualFunction.of(1).vlan(4096)).hasMessageContaining("0 to 4095, not 4096");
        assertThatThrownBy(() -> VirtualFunction.of(1).vlan(1, 8)).hasMessageContaining("0 to 7, not 8");
        assertThatThrownBy(() -> Link.named("a").protoDownReason(32, true)).hasMessageContaining("0 to 31, not 32");
    }
}
