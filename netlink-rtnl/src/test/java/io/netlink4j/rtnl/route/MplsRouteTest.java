package io.netlink4j.rtnl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MPLS routes against the bytes that {@code ip -f mpls route add} of iproute2 6.1 sends; few kernels have them. */
final class MplsRouteTest {
    private static final LinkReference D0 = LinkReference.of(3);

    static Stream<Arguments> routes() {
        return Stream.of(
                Arguments.of(
                        "100 as to 200/300 via inet 10.0.0.2 dev if3",
                        MplsRoute.of(100).as(200, 300).via("10.0.0.2").link(D0),
                        """
                        1c 14 00 00 fe 03 00 01 00 00 00 00 | AF_MPLS
                        08 00 01 00 00 06 41 00             | RTA_DST
                        0c 00 13 00 00 0c 80 00 00 12 c1 00 | RTA_NEWDST
                        0a 00 12 00 02 00 0a 00 00 02 00 00 | RTA_VIA
                        08 00 04 00 03 00 00 00             | RTA_OIF
                        """),
                Arguments.of(
                        "100 via inet6 fd00::2 dev if3 ttl-propagate disabled",
                        MplsRoute.of(100).via("fd00::2").ttlPropagate(false).link(D0),
                        """
                        1c 14 00 00 fe 03 00 01 00 00 00 00 | AF_MPLS
                        08 00 01 00 00 06 41 00             | RTA_DST
                        16 00 12 00 0a 00 fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 | RTA_VIA
                        05 00 1a 00 00 00 00 00             | RTA_TTL_PROPAGATE
                        08 00 04 00 03 00 00 00             | RTA_OIF
                        """),
                Arguments.of("100 dev if1", MplsRoute.of(100).link(LinkReference.of(1)), """
                    1c 14 00 00 fe 03 00 01 00 00 00 00 | AF_MPLS
                    08 00 01 00 00 06 41 00             | RTA_DST
                    08 00 04 00 01 00 00 00             | RTA_OIF
                    """),
                Arguments.of(
                        "100 nexthop as to 200 via inet 10.0.0.2 dev if3 weight 1"
                                + " nexthop via inet6 fd00::2 dev if3 weight 3",
                        MplsRoute.of(100)
                                .multipath(
                                        NextHop.via("10.0.0.2").link(D0).labels(200),
                                        NextHop.via("fd00::2").link(D0).weight(3)),
                        """
                        1c 14 00 00 fe 03 00 01 00 00 00 00 | AF_MPLS
                        08 00 01 00 00 06 41 00             | RTA_DST
                        40 00 09 00                         | RTA_MULTIPATH
                        1c 00 00 00 03 00 00 00
                        08 00 13 00 00 0c 81 00
                        0a 00 12 00 02 00 0a 00 00 02 00 00
                        20 00 00 02 03 00 00 00
                        16 00 12 00 0a 00 fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00
                        """));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void bytesAndTextAreThoseOfIp(String text, MplsRoute ours, String golden) {
        MplsRoute sent = ours.added(link -> link.ifindex().orElseThrow());
        GoldenBytes.assertSent(sent, golden);
        MplsRoute read = MplsRoute.DESCRIPTOR.decode(GoldenBytes.bytes(golden));
        assertThat(read).isEqualTo(sent).hasToString(text);
        assertThat(read.label()).isEqualTo(100);
        assertThat(ours).hasToString(text);
    }

    @Test
    void deletionNamesTheLabelOnly() {
        GoldenBytes.assertSent(
                MplsRoute.of(100).deleted(), "1c 14 00 00 fe 00 00 00 00 00 00 00 08 00 01 00 00 06 41 00");
        assertThat(GoldenBytes.sent(MplsRoute.of(100)))
                .as("ip -f mpls route get")
                .isEqualTo(GoldenBytes.hex("1c 14 00 00 00 00 00 00 00 00 00 00 08 00 01 00 00 06 41 00"));
    }

    @Test
    void messagesAreToldByTheirFamily() {
        byte[] mpls = HexFormat.of().parseHex(GoldenBytes.sent(MplsRoute.of(100)));
        byte[] ipv4 = HexFormat.of().parseHex(GoldenBytes.sent(Route.to("10.0.0.0/8")));
        int message = Route.DESCRIPTOR.created().number();
        assertThat(MplsRoute.DESCRIPTOR.decode(message, 0, mpls)).isNotNull();
        assertThat(MplsRoute.DESCRIPTOR.decode(message, 0, ipv4)).isNull();
        assertThat(Route.DESCRIPTOR.decode(message, 0, mpls)).isNull();
        assertThat(Route.DESCRIPTOR.decode(message, 0, ipv4)).isNotNull();
        assertThat(Route.DESCRIPTOR.created().schema(true, mpls[0])).isEqualTo(MplsRouteAttributes.SCHEMA);
        assertThat(Route.DESCRIPTOR.created().schema(true, ipv4[0])).isEqualTo(Route.SCHEMA);
    }

    @Test
    void valuesAreRead() {
        MplsRoute route =
                MplsRoute.of(100).as(200).via("10.0.0.2").ttlPropagate(true).protocol(RouteProtocol.BGP);
        assertThat(route.as()).containsExactly(200);
        assertThat(route.gateway()).hasValue(IpAddress.of("10.0.0.2"));
        assertThat(route.ttlPropagate()).hasValue(true);
        assertThat(route.protocol()).isEqualTo(RouteProtocol.BGP);
        assertThat(route.multipath(NextHop.via("10.0.0.3").labels(7)).nextHops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.labels()).containsExactly(7));
        assertThatThrownBy(() -> MplsRoute.of(1 << 20)).hasMessage("an MPLS label is 0 to 1048575, not 1048576");
        assertThatThrownBy(() -> route.multipath()).hasMessageContaining("needs a next hop");
    }
}
