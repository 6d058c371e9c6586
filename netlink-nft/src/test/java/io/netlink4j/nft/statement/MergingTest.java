package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import org.junit.jupiter.api.Test;

/** Comparisons of neighbouring bytes are merged if the meaning stays the same. Comparisons of protocols are added once. */
class MergingTest {
    private static final String TCP = "[meta l4proto>r1] [cmp eq r1 0x00000006] ";

    private static String bytecode(RulePart... rule) {
        return Sample.of(NfFamily.IP, "f", rule).bytecode();
    }

    @Test
    void mergesComparisonsOfNeighbouringBytes() {
        assertThat(bytecode(tcp().dport(2), tcp().sport(1))).isEqualTo(TCP + "[pl 4b@th+0>r1] [cmp eq r1 0x02000100]");
    }

    /** nft 1.0.6 merges these, and so lets packets from port 1 to port 3 pass. */
    @Test
    void doesNotMergeNegations() {
        assertThat(bytecode(tcp().sport(1).not(), tcp().dport(2).not()))
                .isEqualTo(TCP + "[pl 2b@th+0>r1] [cmp neq r1 0x00000100] [pl 2b@th+2>r1] [cmp neq r1 0x00000200]");
    }

    /** nft 1.0.6 moves the second comparison before the counter, which then counts fewer packets. */
    @Test
    void doesNotMoveComparisonsBeforeACounter() {
        assertThat(bytecode(th().sport(1), counter(), th().dport(2)))
                .isEqualTo("[pl 2b@th+0>r1] [cmp eq r1 0x00000100] [counter pkts 0 bytes 0] "
                        + "[pl 2b@th+2>r1] [cmp eq r1 0x00000200]");
    }

    @Test
    void mergesComparisonsAcrossOtherStatements() {
        assertThat(bytecode(th().sport(1), iifname("a*"), th().dport(2), accept()))
                .isEqualTo("[pl 4b@th+0>r1] [cmp eq r1 0x02000100] [meta iifname>r1] [cmp eq r1 0x00000061] [imm r0"
                        + " accept]");
    }

    @Test
    void doesNotMergeLongComparisons() {
        assertThat(bytecode(ip().saddr("10.0.0.1"), ip().daddr("10.0.0.2"))).doesNotContain("8b");
    }

    @Test
    void doesNotMergeExpressionsOfTheUser() {
        Payload first = Payload.load(PayloadBase.TRANSPORT, 0, 2, 1);
        Payload second = Payload.load(PayloadBase.TRANSPORT, 2, 2, 1);
        Cmp compare = Cmp.of(Comparison.EQUAL, 1, (byte) 0, (byte) 1);

        assertThat(Sample.of(NfFamily.IP, "f", first, compare, second, compare)
                        .compile()
                        .expressions())
                .containsExactly(first, compare, second, compare);
    }

    @Test
    void learnsProtocolsFromExpressions() {
        Compilation rule = Sample.of(
                        NfFamily.INET,
                        "f",
                        Meta.load(MetaKey.NFPROTO, 1),
                        Cmp.of(Comparison.EQUAL, 1, (byte) 2),
                        Payload.load(PayloadBase.NETWORK, 9, 1, 1),
                        Cmp.of(Comparison.EQUAL, 1, (byte) 6),
                        tcp().dport(80),
                        ip().saddr("10.0.0.1"))
                .compile();

        assertThat(rule.expressions()).hasSize(8);
        assertThat(rule.network()).contains(IpFamily.IPV4);
        assertThat(rule.transports()).containsExactly(IpProtocol.TCP);
    }

    @Test
    void comparesTheEtherTypeInTablesOfFrames() {
        assertThat(Sample.of(NfFamily.BRIDGE, "f", ip().saddr("10.0.0.0/8"), tcp().dport(80))
                        .bytecode())
                .isEqualTo("[meta protocol>r1] [cmp eq r1 0x00000008] [pl 1b@nh+12>r1] [cmp eq r1 0x0000000a] " + TCP
                        + "[pl 2b@th+2>r1] [cmp eq r1 0x00005000]");
    }
}
