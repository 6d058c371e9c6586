package io.netlink4j.rtnl.encap;

import static io.netlink4j.rtnl.encap.Seg6Local.Action.END;
import static io.netlink4j.rtnl.encap.Seg6Local.Flavor.PSP;
import static io.netlink4j.rtnl.encap.Seg6Local.Flavor.USD;
import static io.netlink4j.rtnl.encap.Seg6Local.Flavor.USP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.nexthop.NexthopObject;
import io.netlink4j.rtnl.route.NextHop;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import io.netlink4j.testkit.ProvenKeys;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Encapsulations that few kernels have, against the bytes that {@code ip} of iproute2 6.1 sends; those of BPF programs, which {@code ip} loads
 * itself, against bytes made by hand from {@code linux/lwtunnel.h}.
 */
final class EncapsulationTest {
    private static final IpAddress NINE = IpAddress.of("fd00::9");

    /** The numbers of {@code RTA_ENCAP_TYPE} in {@code linux/lwtunnel.h}. */
    private static final Map<String, Integer> TYPES =
            Map.of("ila", 3, "bpf", 6, "seg6local", 7, "rpl", 8, "ioam6", 9, "xfrm", 10);

    static Stream<Arguments> encapsulations() {
        return Stream.of(
                Arguments.of(
                        "ioam6 freq 1/1 mode inline trace prealloc type 0x800000 ns 1 size 12",
                        Ioam6.inline(0x800000, 1, 12),
                        "0800040001000000 0800050001000000 0500010001000000 0c00030000010003 80000000"),
                Arguments.of(
                        "ioam6 freq 2/5 mode encap tundst fd00::9 trace prealloc type 0xd00000 ns 7 size 24",
                        Ioam6.inline(0xd00000, 7, 24).frequency(2, 5).encapTo(NINE),
                        "0800040002000000 0800050005000000 0500010002000000"
                                + " 14000200fd000000000000000000000000000009 0c00030000070006 d0000000"),
                Arguments.of(
                        "ioam6 freq 1/1 mode auto tundst fd00::9 trace prealloc type 0x800002 ns 0 size 12",
                        Ioam6.inline(0x800002, 0, 12).autoTo(NINE),
                        "0800040001000000 0800050001000000 0500010003000000"
                                + " 14000200fd000000000000000000000000000009 0c00030000000003 80000200"),
                // tunsrc came to ip later: by the header.
                Arguments.of(
                        "ioam6 freq 1/1 mode encap tunsrc fd00::8 tundst fd00::9 trace prealloc type 0x800000 ns 0"
                                + " size 4",
                        Ioam6.inline(0x800000, 0, 4).encapTo(NINE).source(IpAddress.of("fd00::8")),
                        "0800040001000000 0800050001000000 0500010002000000"
                                + " 14000200fd000000000000000000000000000009 0c00030000000001 80000000"
                                + " 14000600fd000000000000000000000000000008"),
                Arguments.of(
                        "rpl segs 2 [ fd00::9 fd00::8 ]",
                        Rpl.of("fd00::9", "fd00::8"),
                        "2c0001000004030200000000fd000000000000000000000000000008fd000000000000000000000000000009"),
                Arguments.of(
                        "ila 1:2:3:4 csum-mode adj-transport ident-type luid hook-type input",
                        Ila.to("1:2:3:4")
                                .checksum(Ila.Checksum.ADJ_TRANSPORT)
                                .identifier(Ila.Identifier.LUID)
                                .hook(Ila.Hook.INPUT),
                        "0c0001000001000200030004 0500070000000000 0500080001000000 0500090001000000"),
                Arguments.of(
                        "ila 2001:db8:0:1 csum-mode neutral-map-auto ident-type use-format hook-type output",
                        Ila.to("2001:0db8:0:1")
                                .checksum(Ila.Checksum.NEUTRAL_MAP_AUTO)
                                .identifier(Ila.Identifier.USE_FORMAT)
                                .hook(Ila.Hook.OUTPUT),
                        "0c00010020010db800000001 0500070003000000 0500080020000000 0500090000000000"),
                Arguments.of(
                        "xfrm if_id 3 link_dev if10",
                        XfrmEncap.of(3).link(LinkReference.of(10)),
                        "0800010003000000 080002000a000000"),
                Arguments.of(
                        "seg6local action End flavors psp,usp,usd",
                        Seg6Local.of(END).flavors(PSP, USP, USD),
                        "0800010001000000 0c000b80080001000e000000"),
                Arguments.of(
                        "seg6local action End packets 0 bytes 0 errors 0 flavors psp",
                        Seg6Local.of(END).counted().flavors(PSP),
                        "0800010001000000 28000a80 0c0002000000000000000000 0c0003000000000000000000"
                                + " 0c0004000000000000000000 0c000b800800010002000000"),
                Arguments.of(
                        "seg6local action End flavors psp,next-csid lblen 48 nflen 16",
                        Seg6Local.of(END).flavors(PSP).nextCsid(48, 16),
                        "0800010001000000 1c000b80 0800010012000000 0500020030000000 0500030010000000"),
                Arguments.of(
                        "seg6local action End iif if10",
                        Seg6Local.of(END).incoming(LinkReference.of(10)),
                        "0800010001000000 080006000a000000"),
                Arguments.of(
                        "bpf in a xmit b headroom 14",
                        BpfEncap.incoming(7, "a").and(BpfEncap.sending(8, "b").headroom(14)),
                        "14000180 0800010007000000 0600020061000000 14000380 0800010008000000 0600020062000000"
                                + " 080004000e000000"),
                Arguments.of("bpf out a", BpfEncap.outgoing(7, "a"), "14000280 0800010007000000 0600020061000000"),
                Arguments.of(
                        "seg6local action End.BPF endpoint a",
                        Seg6Local.of(Seg6Local.Action.END_BPF).program(7, "a"),
                        "080001000f000000 14000880 0800010007000000 0600020061000000"));
    }

    @ParameterizedTest
    @MethodSource("encapsulations")
    void bytesAndTextAreThoseOfIp(String text, KnownEncapsulation<?> ours, String hex) {
        String golden = hex.replace(" ", "");
        assertThat(attributes(GoldenBytes.sent(ours))).isEqualTo(attributes(golden));
        ProvenKeys.golden(ours.toDump());
        Encapsulation read = Encapsulation.of(
                ours.type(), new Nest(ours.schema(), Content.of(HexFormat.of().parseHex(golden))));
        assertThat(read).hasSameClassAs(ours).isEqualTo(ours).hasToString(text);
    }

    @ParameterizedTest
    @MethodSource("encapsulations")
    void routesAndHopsHaveThem(String text, KnownEncapsulation<?> ours, String hex) {
        Route route = Route.to("fd1a::/64").link("d0").encap(ours);
        assertThat(route.encap()).hasValue(ours);
        assertThat(route).asString().contains("encap " + text);
        String word = text.replaceFirst(" .*", "");
        Route sent = Route.to("fd1a::/64").encap(ours);
        assertThat(GoldenBytes.sent(sent)).contains("06001500%02x00".formatted(TYPES.get(word)));
        assertThat(sent.toDump())
                .contains("(LWTUNNEL_ENCAP_"
                        + word.replace("seg6local", "seg6_local").toUpperCase(Locale.ROOT) + ")");
        ProvenKeys.golden(sent.toDump());
        NextHop hop = NextHop.via("fd00::2").encap(ours);
        assertThat(hop.encap()).hasValue(ours);
        assertThat(hop).asString().contains("encap " + text);
    }

    /** The numbers of {@code linux/seg6_local.h}; the kernel has no End.BM, End.S, End.AS and End.AM yet. */
    @Test
    void actionsHaveTheNumbersOfTheHeader() {
        List<String> header = List.of(
                "END",
                "END_X",
                "END_T",
                "END_DX2",
                "END_DX6",
                "END_DX4",
                "END_DT6",
                "END_DT4",
                "END_B6",
                "END_B6_ENCAP",
                "END_BM",
                "END_S",
                "END_AS",
                "END_AM",
                "END_BPF",
                "END_DT46");
        for (Seg6Local.Action action : Seg6Local.Action.values()) {
            Seg6Local local = Seg6Local.of(action);
            GoldenBytes.assertSent(local, "08 00 01 00 %02x 00 00 00".formatted(action.number()));
            assertThat(local.toDump())
                    .contains("%d (SEG6_LOCAL_ACTION_%s)".formatted(action.number(), header.get(action.number() - 1)));
        }
    }

    @Test
    void optionsOfTunnelsAreNotSentToKernelsThatMayStop() {
        for (String release : List.of("6.15.0", "6.18.44-fc", "6.19-rc1")) {
            assertThatThrownBy(() -> IpOptions.check(release))
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageContaining("is not sent to Linux " + release);
        }
        for (String release : List.of("5.10.0-33-amd64", "6.1.0", "6.12.41+deb13-amd64", "7.0.0", "unknown")) {
            assertThatCode(() -> IpOptions.check(release)).doesNotThrowAnyException();
        }
    }

    /** Only encodes the requests: nothing is sent to this kernel, which may be such a one. */
    @ParameterizedTest
    @MethodSource("withOptionsOfTunnels")
    void noRequestWithThemIsEncodedForSuchAKernel(NetlinkObject<?> object) {
        try {
            IpOptions.check(System.getProperty("os.version"));
        } catch (NetlinkException.NotSupported stops) {
            assertThatThrownBy(() -> GoldenBytes.sent(object)).hasMessage(stops.getMessage());
            return;
        }
        assertThatCode(() -> GoldenBytes.sent(object)).doesNotThrowAnyException();
    }

    static Stream<NetlinkObject<?>> withOptionsOfTunnels() {
        return Stream.of(
                        IpEncap.to("10.0.0.9").vxlan(1),
                        IpEncap.to("fd00::9").geneve(1, 2, new byte[4]),
                        IpEncap.to("10.0.0.9").erspan(1))
                .flatMap(encap -> Stream.of(
                        encap,
                        Route.to("10.1.0.0/16").encap(encap),
                        Route.to("10.1.0.0/16")
                                .multipath(NextHop.via("10.0.0.2").encap(encap), NextHop.via("10.0.0.3")),
                        NexthopObject.via("10.0.0.2").encap(encap)));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> Ioam6.inline(1 << 24, 1, 12)).hasMessageContaining("the type of a trace is 1 to");
        assertThatThrownBy(() -> Ioam6.inline(1, 1, 13)).hasMessageContaining("a multiple of 4, not 13");
        assertThatThrownBy(() -> Ioam6.inline(1, 1, 12).frequency(3, 2)).hasMessageContaining("1 to 2, not 3");
        IpEncap ip = IpEncap.to("10.0.0.9");
        assertThatThrownBy(() -> ip.geneve(1, 2, new byte[3])).hasMessageContaining("a multiple of 4 bytes, 4 to 124");
        assertThatThrownBy(() -> ip.geneve(1, 256, new byte[4])).hasMessageContaining("0 to 255, not 256");
        assertThatThrownBy(() -> ip.geneve(1 << 16, 2, new byte[4])).hasMessageContaining("0 to 65535");
        assertThatThrownBy(() -> ip.vxlan(1L << 32)).hasMessageContaining("u32");
        assertThatThrownBy(() -> ip.erspan(1 << 20)).hasMessageContaining("0 to 1048575");
        assertThatThrownBy(() -> ip.erspan(64, 0)).hasMessageContaining("0 to 63");
        assertThatThrownBy(() -> ip.erspan(0, 2)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> Ila.to("1:2:3")).hasMessageContaining("four groups");
        assertThatThrownBy(() -> Ila.to("1:2:3:12345")).hasMessageContaining("four groups");
        assertThatThrownBy(() -> Rpl.of("10.0.0.1")).hasMessageContaining("an IPv6 address");
        assertThatThrownBy(() -> XfrmEncap.of(0)).hasMessageContaining("is not 0");
        assertThatThrownBy(() -> Seg6Local.of(END).nextCsid(48, 12)).hasMessageContaining("multiples of 8");
        assertThatThrownBy(() -> Seg6Local.of(END).nextCsid(120, 16)).hasMessageContaining("at most 128 together");
    }

    @Test
    void valuesAreRead() {
        Ioam6 trace = Ioam6.inline(0x800000, 9, 16).encapTo(NINE).source(IpAddress.of("fd00::1"));
        assertThat(trace.mode()).hasValue(Ioam6.Mode.ENCAP);
        assertThat(trace.destination()).hasValue(NINE);
        assertThat(trace.source()).hasValue(IpAddress.of("fd00::1"));
        assertThat(trace.trace()).hasValue(new Ioam6.Trace(0x800000, 9, 16));
        assertThat(Ila.to("2001:db8:0:1").locator()).isEqualTo("2001:db8:0:1");
        assertThat(Seg6Local.of(END).nextCsid(32, 16).flavors()).containsExactly(Seg6Local.Flavor.NEXT_CSID);
        assertThat(Seg6Local.of(END).counted().counters()).hasValue(new Seg6Local.Counters(0, 0, 0));
        assertThat(Seg6Local.of(END).counters()).isEmpty();
    }

    /** The attributes by number: their order means nothing. */
    private static Map<Integer, String> attributes(String hex) {
        Map<Integer, String> found = new TreeMap<>();
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int at = 0; at < bytes.length; ) {
            int length = Byte.toUnsignedInt(bytes[at]);
            found.put((int) bytes[at + 2], HexFormat.of().formatHex(bytes, at, at + length));
            at += (length + 3) / 4 * 4;
        }
        return found;
    }
}
