package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkTest {
    private static final String REPORTED = """
        00 00 01 00 07 00 00 00 43 10 01 00 00 00 00 00 | ifinfomsg: ether, index 7, UP BROADCAST MULTICAST LOWER_UP RUNNING
        07 00 03 00 76 30 00 00                         | IFLA_IFNAME "v0"
        08 00 04 00 dc 05 00 00                         | IFLA_MTU 1500
        05 00 10 00 06 00 00 00                         | IFLA_OPERSTATE UP
        0a 00 01 00 02 00 00 00 00 01 00 00             | IFLA_ADDRESS
        08 00 0a 00 03 00 00 00                         | IFLA_MASTER 3
        08 00 05 00 08 00 00 00                         | IFLA_LINK 8
        08 00 2c 01 2a 00 00 00                         | an attribute that is not known
        """;

    @Test
    void onlySetAttributesAreSent() {
        Link link = Link.named("v0").up().mtu(1400).kind(Bridge.defaults().forwardDelay(Duration.ofSeconds(4)));
        GoldenBytes.assertSent(link, """
            00 00 00 00 00 00 00 00 01 00 00 00 01 00 00 00 | ifinfomsg: IFF_UP in flags and change
            07 00 03 00 76 30 00 00                         | IFLA_IFNAME "v0"
            08 00 04 00 78 05 00 00                         | IFLA_MTU 1400
            1c 00 12 80                                     | IFLA_LINKINFO
            0b 00 01 00 62 72 69 64 67 65 00 00             |   IFLA_INFO_KIND "bridge"
            0c 00 02 80                                     |   IFLA_INFO_DATA
            08 00 01 00 90 01 00 00                         |     IFLA_BR_FORWARD_DELAY 400
            """);
    }

    @Test
    void thePeerOfAVethIsALinkInTheOptions() {
        Link link = Link.named("v0").kind(Veth.to(Link.named("v1").mtu(9000)));
        GoldenBytes.assertSent(link, """
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 | ifinfomsg
            07 00 03 00 76 30 00 00                         | IFLA_IFNAME "v0"
            38 00 12 80                                     | IFLA_LINKINFO
            09 00 01 00 76 65 74 68 00 00 00 00             |   IFLA_INFO_KIND "veth"
            28 00 02 80                                     |   IFLA_INFO_DATA
            24 00 01 80                                     |     VETH_INFO_PEER
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 |       ifinfomsg
            07 00 03 00 76 31 00 00                         |       IFLA_IFNAME "v1"
            08 00 04 00 28 23 00 00                         |       IFLA_MTU 9000
            """);
    }

    @Test
    void reportedOnlyAttributesAreNotSent() {
        Link link = Link.DESCRIPTOR.decode(GoldenBytes.bytes(REPORTED));
        assertThat(GoldenBytes.sent(link))
                .doesNotContain(GoldenBytes.hex("05 00 10 00 06 00 00 00 | IFLA_OPERSTATE"))
                .contains(GoldenBytes.hex("08 00 2c 01 2a 00 00 00 | not known"));
    }

    @Test
    void aReportedLinkIsReadInFull() {
        Link link = Link.DESCRIPTOR.decode(GoldenBytes.bytes(REPORTED));
        assertThat(link.ifindex()).hasValue(7);
        assertThat(link.name()).hasValue("v0");
        assertThat(link.mtu()).hasValue(1500);
        assertThat(link.isUp()).isTrue();
        assertThat(link.flags())
                .containsExactly(
                        LinkFlag.BROADCAST, LinkFlag.MULTICAST, LinkFlag.UP, LinkFlag.LOWER_UP, LinkFlag.RUNNING);
        assertThat(link.operationalState()).isEqualTo(OperationalState.UP);
        assertThat(link.master()).hasValue(LinkReference.of(3));
        assertThat(link.get(Attribute.of(300, "IFLA_NEWER", Codecs.U32))).hasValue(42L);
        assertThat(link)
                .hasToString("7: v0@if8: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master if3 state UP"
                        + " link/ether 02:00:00:00:00:01");
    }

    @Test
    void aCreatedCopyCarriesItsSettableFlagsAndNoIndex() {
        Link request = LinkCreationRequest.request(Link.DESCRIPTOR.decode(GoldenBytes.bytes(REPORTED)));
        assertThat(request.ifindex()).isEmpty();
        assertThat(request.get(LinkAttributes.FLAGS)).isEqualTo(LinkFlag.UP.bit() | LinkFlag.MULTICAST.bit());
        assertThat(request.get(LinkAttributes.CHANGE)).isEqualTo(LinkFlag.SETTABLE);
        assertThat(LinkCreationRequest.request(Link.named("x").requestIndex(9)).ifindex())
                .hasValue(9);
    }

    @Test
    void aMasterIsResolvedWhenItIsSent() {
        Link link = Link.named("v0").master("br0");
        assertThat(link.master()).hasValue(LinkReference.of("br0"));
        assertThat(link.references()).hasSize(1);
        Link resolved = link.resolved((key, reference) -> 17);
        assertThat(resolved.master()).hasValue(LinkReference.of(17));
        assertThat(resolved.references()).isEmpty();
        assertThat(Link.indexed(4).master(Link.indexed(5)).master()).hasValue(LinkReference.of(5));
    }

    @Test
    void referencesInOptionsAreResolved() {
        Link link = Link.named("v0").kind(Veth.to(Link.named("v1").master("br0")));
        Link resolved = link.resolved((key, reference) -> 17);
        assertThat(((Veth) resolved.kind().orElseThrow()).peer().orElseThrow().master())
                .hasValue(LinkReference.of(17));
    }

    @Test
    void unmentionedFlagsStayUnchanged() {
        Link link = Link.named("v0").up().flag(LinkFlag.NOARP, false);
        assertThat(link.get(LinkAttributes.FLAGS)).isEqualTo(LinkFlag.UP.bit());
        assertThat(link.get(LinkAttributes.CHANGE)).isEqualTo(LinkFlag.UP.bit() | LinkFlag.NOARP.bit());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link.flag(LinkFlag.RUNNING, true))
                .withMessage("only the kernel sets the flag RUNNING of a link");
    }

    @Test
    void anUnknownKindKeepsItsOptions() {
        byte[] options = GoldenBytes.bytes("06 00 01 00 05 00 00 00");
        Link link = Link.named("v5").kind(UnknownKind.of("amt", options));
        assertThat(link.kind()).get().isInstanceOf(UnknownKind.class);
        assertThat(link.kind().orElseThrow().data().toByteArray()).isEqualTo(options);
        assertThat(((UnknownKind) link.kind().orElseThrow()).get(Attribute.of(1, "IFLA_AMT_MODE", Codecs.U16)))
                .hasValue(5);
        assertThat(link.kind(Bridge.defaults()).kind().orElseThrow()).hasToString("bridge");
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "a-name-that-is-too-long, 'it has 23 bytes, and 15 is the most'",
        "., it means a directory",
        ".., it means a directory",
        "a/b, it contains '/'",
        "a b, it contains white space",
        "a:b, it contains ':'"
    })
    void invalidNamesAreRefused(String name, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Link.indexed(1).name(name))
                .withMessageStartingWith("'" + name + "' is no name for a link: ")
                .withMessageContaining(reason.replace("'it", "it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "eth0.100", "fünfzehnbytes1", "vv%d", "wg-1_x@y"})
    void validNamesAreAccepted(String name) {
        assertThat(Link.named(name).name()).hasValue(name);
    }

    @Test
    void textsAreSafeForATerminal() {
        String odd = "\u001b[1m\n\udcff";
        Link link = Link.indexed(7)
                .with(LinkAttributes.QDISC, odd)
                .alias(odd)
                .kind(UnknownKind.of(odd))
                .master(LinkReference.of(odd))
                .link(LinkReference.of(odd));
        Link port = Link.indexed(7).with(LinkAttributes.LINKINFO, LinkInfo.NONE.with(LinkInfo.SLAVE_KIND, odd));
        for (Object shown : List.of(
                link,
                port,
                link.kind().orElseThrow(),
                port.get(LinkAttributes.LINKINFO).orElseThrow(),
                LinkFilter.all().kind(odd).master(LinkReference.of(odd)),
                LinkReference.of(odd),
                LinkReference.CODEC.text(LinkReference.of(odd)))) {
            assertThat(shown.toString()).isEqualTo(Printable.of(shown.toString()));
        }
        assertThat(link.toString()).contains("qdisc \\x1b[1m\\x0a\\udcff", "alias \\x1b[1m\\x0a\\udcff");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnknownKind.of(odd).peer(link))
                .withMessage("a link of kind '\\x1b[1m\\x0a\\udcff' has no peer");
    }

    @Test
    void aLongNameIsAnAlternativeName() {
        Link link = Link.named("a-name-that-is-too-long");
        assertThat(link.has(LinkAttributes.IFNAME)).isFalse();
        assertThat(link.get(LinkAttributes.ALT_IFNAME)).hasValue("a-name-that-is-too-long");
        assertThatIllegalArgumentException().isThrownBy(() -> LinkReference.of("x".repeat(128)));
        assertThat(LinkReference.of("x".repeat(127)).label()).isEqualTo("link '" + "x".repeat(127) + "'");
    }

    @Test
    void statisticsOfOlderAndNewerKernelsAreRead() {
        byte[] fewer = GoldenBytes.bytes("01" + "00".repeat(7) + "02" + "00".repeat(7));
        LinkStatistics read = LinkStatistics.CODEC.read(MemorySegment.ofArray(fewer), 0, fewer.length);
        assertThat(read.rxPackets()).isEqualTo(1);
        assertThat(read.txPackets()).isEqualTo(2);
        assertThat(read.rxOtherhostDropped()).isZero();
        byte[] more = new byte[30 * Long.BYTES];
        more[24 * Long.BYTES] = 9;
        assertThat(LinkStatistics.CODEC
                        .read(MemorySegment.ofArray(more), 0, more.length)
                        .rxOtherhostDropped())
                .isEqualTo(9);
    }

    @Test
    void anUnknownStateIsReadAsUnknown() {
        Link link = Link.DESCRIPTOR.decode(GoldenBytes.bytes(REPORTED.replace("05 00 10 00 06", "05 00 10 00 2a")));
        assertThat(link.operationalState()).isEqualTo(OperationalState.UNKNOWN);
    }

    @Test
    void aTruncatedHeaderIsMalformed() {
        assertThatThrownBy(() -> Link.DESCRIPTOR.decode(new byte[15]))
                .isInstanceOf(NetlinkException.Malformed.class)
                .hasMessage("link of 15 bytes: its header takes 16");
    }

    @Test
    void textOfARequest() {
        assertThat(Link.named("v0")
                        .master("br0")
                        .up()
                        .kind(Veth.to(Link.named("v1").up())))
                .hasToString("v0: <UP> master br0 veth peer v1: <UP>");
        assertThat(Link.named("br0")
                        .kind(Bridge.defaults()
                                .helloTime(Duration.ofMillis(1500))
                                .vlanFiltering(true)))
                .hasToString("br0: <> bridge hello_time 150 vlan_filtering 1");
        assertThat(Link.named("a").alternativeName("b").alternativeName("c").alternativeNames())
                .isEqualTo(List.of("b", "c"));
    }
}
