package io.netlink4j.nft.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IpProtocol;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as the kernel was seen to take and send them, and what is refused before it gets them. */
final class FlowTest {
    private static final FlowTuple TUPLE = FlowTuple.tcp("127.0.0.1", 40133, "127.0.0.1", 8133);

    @Test
    void aRequestForAFlow() {
        assertThat(HexFormat.of().formatHex(Flow.named(TUPLE).toByteArray()))
                .isEqualTo("02000000" + "34000180" + "14000180" + "080001007f000001" + "080002007f000001" + "1c000280"
                        + "0500010006000000" + "060002009cc50000" + "060003001fc50000");
    }

    @Test
    void aMarkIsInNetworkByteOrder() {
        assertThat(HexFormat.of().formatHex(Flow.named(TUPLE).mark(42).toByteArray()))
                .endsWith("080008000000002a");
    }

    @Test
    void aConditionThatEveryFlowMeetsIsRefused() {
        assertThatThrownBy(() -> FlowFilter.all().status())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a status without bits selects all flows");
        assertThatThrownBy(() -> FlowFilter.all().mark(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mask without bits selects all flows");
    }

    @Test
    void aFlowFromTheKernel() {
        Flow flow = Flow.DESCRIPTOR.decode(HexFormat.of()
                .parseHex("02000000" + "34000180" + "14000180" + "080001007f000001" + "080002007f000001" + "1c000280"
                        + "0500010006000000" + "060002009cc50000" + "060003001fc50000" + "080003000000018e"
                        + "0800080000000000" + "08000c00c86e6097" + "0800070000" + "06977f" + "30000480" + "2c000180"
                        + "0500010003000000" + "050002000a000000" + "050003000a000000" + "0600040023000000"
                        + "0600050023000000" + "1c000980" + "0c0001000000000000000003" + "0c00020000000000000000a6"));
        assertThat(flow.original()).isEqualTo(TUPLE);
        assertThat(flow.tcpState()).contains(TcpFlowState.ESTABLISHED);
        assertThat(flow.timeout()).contains(Duration.ofSeconds(431999));
        assertThat(flow.originalCounters()).contains(new FlowCounters(3, 166));
        assertThat(flow.status()).containsExactlyInAnyOrder(CtStatus.SEEN_REPLY, CtStatus.ASSURED, CtStatus.CONFIRMED);
        assertThat(flow.isSourceTranslated() || flow.isDestinationTranslated()).isFalse();
    }

    @Test
    void answersHaveExchangedEnds() {
        assertThat(TUPLE.reversed()).isEqualTo(FlowTuple.tcp("127.0.0.1", 8133, "127.0.0.1", 40133));
        FlowTuple ping = FlowTuple.ping(IpAddress.of("fe80::1"), IpAddress.of("fe80::2"), 7);
        assertThat(ping.reversed().icmpType()).contains(129);
        assertThat(ping.reversed().reversed()).isEqualTo(ping);
        FlowTuple other = FlowTuple.of(IpProtocol.GRE, IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2"));
        assertThat(other.reversed()).hasToString("src=10.0.0.2 dst=10.0.0.1");
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> FlowTuple.tcp("10.0.0.1", 1, "::1", 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FlowTuple.tcp("10.0.0.1", 65536, "10.0.0.2", 2))
                .isInstanceOf(IllegalArgumentException.class);
        Flow flow = Flow.of(TUPLE);
        assertThatThrownBy(() -> flow.timeout(Duration.ofMillis(1500))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flow.mark(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flow.zone(65536)).isInstanceOf(IllegalArgumentException.class);
        BitSet labels = new BitSet();
        labels.set(128);
        assertThatThrownBy(() -> flow.labels(labels)).isInstanceOf(IllegalArgumentException.class);
    }
}
