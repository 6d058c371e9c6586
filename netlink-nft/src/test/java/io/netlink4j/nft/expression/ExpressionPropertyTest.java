package io.netlink4j.nft.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpressionPropertyTest {
    private record Element(String name, byte[] data) {}

    private record Part(int number, byte[] payload) {}

    @Property
    void sendsDecodedExpressionsBackUnchanged(@ForAll("elements") List<Element> elements) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        for (Element element : elements) {
            long nest = out.begin(1 | AttributeHeader.NLA_F_NESTED);
            out.put(ExpressionCodec.NAME, element.name());
            out.put(ExpressionCodec.DATA.number() | AttributeHeader.NLA_F_NESTED, element.data());
            out.end(nest);
        }
        byte[] sent = out.toByteArray();

        assertThat(ExpressionListTest.bytes(ExpressionListTest.read(sent))).isEqualTo(sent);
    }

    @Property
    void decodesArbitraryBytesOrThrowsMalformed(@ForAll byte[] bytes) {
        try {
            List<Expression> read = ExpressionListTest.read(bytes);
            assertThat(ExpressionListTest.read(ExpressionListTest.bytes(read))).isEqualTo(read);
            read.forEach(expression -> assertThat(text(expression)).isNotEmpty());
        } catch (NetlinkException.Malformed expected) {
            assertThat(expected).hasMessageContaining("bytes");
        }
    }

    @Property
    void printsArbitraryAttributesOrThrowsMalformed(@ForAll("elements") List<Element> elements) {
        for (Element element : elements) {
            Expression unknown = UnknownExpression.of(element.name(), element.data());
            byte[] list = ExpressionListTest.bytes(List.of(unknown));
            ExpressionListTest.read(list)
                    .forEach(expression -> assertThat(text(expression)).isNotEmpty());
        }
    }

    private static String text(Expression expression) {
        try {
            return expression.toString();
        } catch (NetlinkException.Malformed wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    @Provide
    Arbitrary<List<Element>> elements() {
        Arbitrary<String> known = Arbitraries.of(
                "payload",
                "meta",
                "cmp",
                "range",
                "bitwise",
                "byteorder",
                "lookup",
                "immediate",
                "counter",
                "ct",
                "nat",
                "masq",
                "redir",
                "reject",
                "log",
                "limit",
                "quota",
                "objref",
                "fib",
                "rt",
                "socket",
                "hash",
                "numgen",
                "exthdr",
                "dynset",
                "notrack",
                "connlimit",
                "last",
                "queue",
                "dup",
                "fwd",
                "flow_offload",
                "tproxy",
                "synproxy",
                "osf",
                "xfrm",
                "tunnel",
                "inner");
        Arbitrary<String> name = Arbitraries.oneOf(
                known, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(31));
        return Combinators.combine(name, attributes()).as(Element::new).list().ofMaxSize(6);
    }

    private static Arbitrary<byte[]> attributes() {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, 12);
        Arbitrary<byte[]> payload = Arbitraries.bytes().array(byte[].class).ofMaxSize(24);
        return Combinators.combine(number, payload)
                .as(Part::new)
                .list()
                .ofMaxSize(4)
                .map(parts -> {
                    AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[128]));
                    parts.forEach(part -> out.put(part.number(), part.payload()));
                    return out.toByteArray();
                });
    }
}
