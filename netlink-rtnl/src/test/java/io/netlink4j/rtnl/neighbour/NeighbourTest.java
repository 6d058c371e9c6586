package io.netlink4j.rtnl.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NeighbourTest {
    private static final Neighbour BLUE = Neighbour.of("192.168.15.2").at("02:00:00:00:00:02");

    @Test
    void bytesOfAnEntryThatIsAdded() {
        assertThat(BLUE.flags(NeighbourFlag.ROUTER, NeighbourFlag.MANAGED)
                        .link(LinkReference.of(7))
                        .sent(NeighbourState.PERMANENT)
                        .toByteArray())
                .isEqualTo(bytes(
                        "02 00 00 00  07 00 00 00  80 00 80 00", // struct ndmsg: inet, link 7, permanent, router
                        "08 00 01 00  c0 a8 0f 02", // NDA_DST
                        "0a 00 02 00  02 00 00 00 00 02 00 00", // NDA_LLADDR, padded
                        "08 00 0f 00  01 00 00 00")); // NDA_FLAGS_EXT: managed
        assertThat(BLUE.sent(NeighbourState.NONE).state()).isEqualTo(NeighbourState.NONE);
        assertThat(BLUE.state(NeighbourState.STALE)
                        .sent(NeighbourState.PERMANENT)
                        .state())
                .isEqualTo(NeighbourState.STALE);
        assertThat(BLUE.proxy().link(LinkReference.of(7)).key().toByteArray())
                .isEqualTo(bytes("02 00 00 00  07 00 00 00  00 00 08 00", "08 00 01 00  c0 a8 0f 02"));
    }

    /** As {@code bridge fdb flush dev br0 vlan 5 permanent extern_learn} of iproute2 6.1 sends it. */
    @Test
    void bytesOfARequestThatFlushes() {
        Neighbour pattern = Neighbour.any()
                .with(NeighbourAttributes.FAMILY, Neighbour.AF_BRIDGE)
                .with(NeighbourAttributes.LINK, 2)
                .with(NeighbourAttributes.STATE, NeighbourState.PERMANENT.bit())
                .with(NeighbourAttributes.FLAGS, NeighbourFlag.SELF.bit() | NeighbourFlag.EXTERN_LEARN.bit())
                .with(NeighbourAttributes.VLAN, 5)
                .with(NeighbourAttributes.NDM_FLAGS_MASK, NeighbourFlag.EXTERN_LEARN.bit())
                .with(NeighbourAttributes.NDM_STATE_MASK, NeighbourState.PERMANENT.bit());
        GoldenBytes.assertSent(pattern, """
            07 00 00 00 02 00 00 00 80 00 12 00 | struct ndmsg
            06 00 05 00 05 00 00 00 | NDA_VLAN
            05 00 11 00 10 00 00 00 | NDA_NDM_FLAGS_MASK
            06 00 10 00 80 00 00 00 | NDA_NDM_STATE_MASK
            """);
    }

    @Test
    void theLinkByNameOrByIndex() {
        assertThat(BLUE.link()).isEmpty();
        assertThat(BLUE.link("eth0").link()).hasValue(LinkReference.of("eth0"));
        assertThat(BLUE.link("eth0").link(LinkReference.of(3)).link()).hasValue(LinkReference.of(3));
        assertThat(BLUE.link(LinkReference.of(3)).link("eth0").link()).hasValue(LinkReference.of("eth0"));
        assertThat(BLUE.link("eth0").link(LinkReference.of(3))).isEqualTo(BLUE.link(LinkReference.of(3)));
        assertThat(BLUE.link("eth0")).isNotEqualTo(BLUE.link("eth1"));
        assertThat(HeaderLink.resolve(BLUE.link("eth0"), NeighbourAttributes.LINK, name -> 3))
                .isEqualTo(BLUE.link(LinkReference.of(3)));
    }

    @Test
    void printsLikeIp() {
        assertThat(BLUE.link("eth0")).hasToString("192.168.15.2 dev eth0 lladdr 02:00:00:00:00:02 PERMANENT");
        assertThat(Neighbour.of("fd00::1").proxy().link(LinkReference.of(7))).hasToString("fd00::1 dev if7 proxy");
        assertThat(BLUE.flags(NeighbourFlag.EXTERN_LEARN, NeighbourFlag.ROUTER)
                        .state(NeighbourState.REACHABLE)
                        .protocol(RouteProtocol.STATIC))
                .hasToString("192.168.15.2 lladdr 02:00:00:00:00:02 router extern_learn REACHABLE proto static");
        assertThat(NeighbourFilter.proxies().link("eth0").states(NeighbourState.STALE))
                .hasToString("proxy dev eth0 nud stale");
    }

    @Test
    void readsAnEntryOfAForwardingTable() {
        Neighbour entry = Neighbour.DESCRIPTOR.decode(bytes(
                "07 00 00 00  09 00 00 00  80 00 02 00", // AF_BRIDGE, link 9, permanent, self
                "0a 00 02 00  33 33 00 00 00 01 00 00",
                "08 00 01 00  0a 00 00 09", // NDA_DST
                "08 00 08 00  03 00 00 00", // NDA_IFINDEX: the outgoing link of the tunnel
                "06 00 05 00  0a 00 00 00",
                "08 00 09 00  04 00 00 00"));
        assertThat(entry.family()).isEmpty();
        assertThat(entry.mac()).hasValue(MacAddress.of("33:33:00:00:00:01"));
        assertThat(entry.address()).hasValue(IpAddress.of("10.0.0.9"));
        assertThat(entry.link()).hasValue(LinkReference.of(9));
        assertThat(entry.get(NeighbourAttributes.IFINDEX)).hasValue(LinkReference.of(3));
        assertThat(entry).hasToString("33:33:00:00:00:01 dev if9 dst 10.0.0.9 vlan 10 self master if4 permanent");
        assertThat(entry.sent(NeighbourState.PERMANENT)).isEqualTo(entry);
    }

    @Test
    void anEntryWithoutALinkLayerAddress() {
        Neighbour entry = Neighbour.DESCRIPTOR.decode(
                bytes("02 00 00 00  07 00 00 00  40 00 00 00", "08 00 01 00  c0 a8 0f 02", "04 00 02 00"));
        assertThat(entry.mac()).isEmpty();
        assertThat(entry.state()).isEqualTo(NeighbourState.NOARP);
        assertThat(entry.family()).hasValue(IpFamily.IPV4);
    }

    @Test
    void invalidBytesAreMalformed() {
        assertThatThrownBy(() -> Neighbour.DESCRIPTOR.decode(new byte[11]))
                .isInstanceOf(NetlinkException.Malformed.class);
        Neighbour state = Neighbour.DESCRIPTOR.decode(bytes("02 00 00 00  07 00 00 00  03 00 00 00"));
        assertThatThrownBy(state::state)
                .isInstanceOf(NetlinkException.Malformed.class)
                .hasMessage("no neighbour is in the state 0x3");
        assertThat(state.toString()).contains("ndm_state=3");
    }

    private static byte[] bytes(String... lines) {
        return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
    }
}
