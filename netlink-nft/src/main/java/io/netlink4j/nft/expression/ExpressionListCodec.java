package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.attribute.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of expressions, each in {@code NFTA_LIST_ELEM}. It is written in one pass, since every rule has one. */
final class ExpressionListCodec implements Codec<List<Expression>> {
    private static final int NFTA_LIST_ELEM = 1;

    private final Codec<List<Expression>> plain = Codecs.list(ExpressionCodec.ELEMENT, NFTA_LIST_ELEM);

    @Override
    public String type() {
        return plain.type();
    }

    @Override
    public List<Expression> read(MemorySegment memory, long offset, int length) {
        return plain.read(memory, offset, length);
    }

    @Override
    public int length(List<Expression> values) {
        int length = 0;
        for (Expression value : values) {
            length += AttributeHeader.NLA_HDRLEN + AttributeHeader.align(ExpressionCodec.ELEMENT.length(value));
        }
        return length;
    }

    @Override
    public void write(List<Expression> values, MemorySegment memory, long offset) {
        byte[] bytes = new byte[length(values)];
        encode(values, bytes, 0);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, offset, bytes.length);
    }

    /** Writes the elements into zero bytes of {@code target}, and returns their length. */
    static int encode(List<Expression> values, byte[] target, int position) {
        int at = position;
        for (Expression value : values) {
            int element = ExpressionCodec.put(value, target, at + AttributeHeader.NLA_HDRLEN);
            AttributeHeader.putHeader(target, at, NFTA_LIST_ELEM | AttributeHeader.NLA_F_NESTED, element);
            at += AttributeHeader.NLA_HDRLEN + AttributeHeader.align(element);
        }
        return at - position;
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public @Nullable Schema schema(MemorySegment memory, long offset, long end) {
        return plain.schema(memory, offset, end);
    }

    @Override
    public Collection<Schema> schemas() {
        return plain.schemas();
    }

    @Override
    public List<Reference> references(List<Expression> values) {
        for (Expression value : values) {
            if (value instanceof NetlinkObject<?> object && !object.references().isEmpty()) {
                return plain.references(values);
            }
        }
        return List.of();
    }
}
