package io.netlink4j.nft.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.nft.packet.NfFamily;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionListTest {
    private static final HexFormat HEX = HexFormat.of();

    static byte[] bytes(List<Expression> expressions) {
        byte[] bytes = new byte[Expression.LIST.length(expressions)];
        Expression.LIST.write(expressions, MemorySegment.ofArray(bytes), 0);
        return bytes;
    }

    static List<Expression> read(byte[] bytes) {
        return Expression.LIST.read(MemorySegment.ofArray(bytes), 0, bytes.length);
    }

    @Test
    void encodesNameAndAttributes() {
        assertThat(HEX.formatHex(bytes(List.of(Payload.load(PayloadBase.NETWORK, 12, 3, 1)))))
                .isEqualTo("34000180" + "0c0001007061796c6f616400" + "24000280" + "0800010000000001"
                        + "0800020000000001" + "080003000000000c" + "0800040000000003");
        assertThat(HEX.formatHex(bytes(List.of(Counter.zero()))))
                .isEqualTo("14000180" + "0c000100636f756e74657200" + "04000280");
    }

    @Test
    void omitsDataOfExpressionsWithoutAttributes() {
        assertThat(HEX.formatHex(bytes(List.of(Notrack.plain())))).isEqualTo("10000180" + "0c0001006e6f747261636b00");
        assertThat(read(bytes(List.of(Notrack.plain())))).containsExactly(Notrack.plain());
    }

    @Test
    void decodesEachTypedExpression() {
        List<Expression> all = List.of(
                Payload.load(PayloadBase.TRANSPORT, 2, 2, 1),
                Payload.write(1, PayloadBase.NETWORK, 8, 2, 1, 10, 0),
                Meta.load(MetaKey.OIFNAME, 1),
                Meta.set(MetaKey.MARK, 1),
                Cmp.of(Comparison.NOT_EQUAL, 1, (byte) 1, (byte) 2, (byte) 3),
                Range.outside(1, new byte[] {0, 1}, new byte[] {0, 9}),
                Bitwise.and(1, (byte) 0xff, (byte) 0xf0),
                Byteorder.toNetwork(1, 8, 8),
                Lookup.notIn("blocked", 1).setId(3),
                Lookup.map("verdicts", 1, 0),
                Immediate.value(2, (byte) 4, (byte) 0),
                Immediate.verdict(Verdict.jump("web")),
                Counter.of(5, 600),
                Ct.load(CtKey.STATE, 1),
                Ct.set(CtKey.MARK, 1),
                Nat.destination(NfFamily.IP).addresses(1, 2).ports(3, 4).flags(NatFlags.RANDOM),
                Masq.plain().flags(NatFlags.PERSISTENT),
                Redir.plain().port(1).flags(NatFlags.PROTO_SPECIFIED),
                Reject.tcpReset(),
                Log.plain().prefix("x ").level(7),
                Limit.packets(10, Duration.ofSeconds(1), 5),
                Quota.over(1 << 20),
                Objref.of(1, "hits"),
                Fib.load(Fib.DADDR | Fib.IIF, Fib.RESULT_ADDRTYPE, 1),
                Rt.load(4, 1),
                Socket.load(0, 1),
                Hash.jenkins(2, 4, 2, 1),
                Numgen.random(3, 1),
                Exthdr.load(0, 44, 4, 4, 1),
                Dynset.update("seen", 1).timeout(Duration.ofSeconds(10)));

        List<Expression> read = read(bytes(all));

        assertThat(read).isEqualTo(all);
        assertThat(read).noneMatch(UnknownExpression.class::isInstance);
        assertThat(bytes(read)).isEqualTo(bytes(all));
    }

    @Test
    void keepsUnknownExpressions() {
        byte[] strange = HEX.parseHex("1c000100" + "08000100666f6f00" + "10000200" + "0c00630001020304050607aa");
        List<Expression> read = read(strange);

        assertThat(read.getFirst()).isInstanceOf(UnknownExpression.class);
        assertThat(read.getFirst().name()).isEqualTo("foo");
        assertThat(read.getFirst().toByteArray()).isEqualTo(HEX.parseHex("0c00630001020304050607aa"));
        byte[] written = bytes(read);
        assertThat(HEX.formatHex(written, 4, written.length)).isEqualTo(HEX.formatHex(strange, 4, strange.length));
    }

    @Test
    void keepsKnownExpressionsWithUnexpectedAttributes() {
        byte[] strange =
                HEX.parseHex("1c000180" + "09000100" + "6d657461" + "00000000" + "04000200" + "08006300" + "01020304");
        List<Expression> read = read(strange);

        assertThat(read.getFirst()).isInstanceOf(UnknownExpression.class);
        assertThat(read.getFirst().name()).isEqualTo("meta");
        assertThat(bytes(read)).isEqualTo(strange);
    }

    @Test
    void keepsUnknownAttributes() {
        byte[] newer = HEX.parseHex("24000180" + "09000100" + "6d657461" + "00000000" + "14000280" + "0800020000000003"
                + "08004d00cafebabe");
        List<Expression> read = read(newer);

        assertThat(read.getFirst()).isInstanceOf(Meta.class);
        assertThat(((Meta) read.getFirst()).key()).isEqualTo(MetaKey.MARK);
        assertThat(bytes(read)).isEqualTo(newer);
    }

    @Test
    void formatsTheReportedOffsetAsAPath() {
        Attribute<List<Expression>> key = Attribute.of(4, "NFTA_RULE_EXPRESSIONS", Expression.LIST);
        Schema.Builder keys = Schema.builder("rule");
        keys.add(key);
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[16]));
        out.put(key, List.of(Counter.zero(), Counter.zero(), Payload.load(new PayloadBase(77), 0, 1, 1)));
        // after two counters, the element's header, the name, the data's header and the register
        long target = 4 + 2 * 20 + 4 + 12 + 4 + 8;

        assertThat(keys.build().path(out.memory(), 0, out.position(), target))
                .isEqualTo("NFTA_RULE_EXPRESSIONS[2].NFTA_EXPR_DATA.NFTA_PAYLOAD_BASE");
        assertThat(keys.build().path(out.memory(), 0, out.position(), 4 + 20)).isEqualTo("NFTA_RULE_EXPRESSIONS[1]");
    }

    @Test
    void refusesValuesOfTheWrongType() {
        assertThat(catchThrowable(() -> Bitwise.mask(1, new byte[4], new byte[2])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> Log.plain().prefix("x".repeat(128))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127");
    }
}
