package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import java.lang.foreign.MemorySegment;

/** Attributes written one after the other: what an expression is made of, without a copy per attribute. */
final class ExpressionBytes {
    private final byte[] bytes;
    private final AttributeWriter out;

    /** Attributes that take {@code size} bytes; where that is exact, they are not copied. */
    ExpressionBytes(int size) {
        bytes = new byte[AttributeHeader.align(size)];
        out = new AttributeWriter(MemorySegment.ofArray(bytes));
    }

    <T> ExpressionBytes put(Attribute<T> key, T value) {
        out.put(key, value);
        return this;
    }

    Content content() {
        return Content.of(out.position() == bytes.length ? bytes : out.toByteArray());
    }
}
