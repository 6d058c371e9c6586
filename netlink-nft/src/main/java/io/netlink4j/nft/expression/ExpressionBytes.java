package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import java.lang.foreign.MemorySegment;

/** A buffer for the attributes of an expression, which are written without a copy for each. */
final class ExpressionBytes {
    private final byte[] bytes;
    private final AttributeWriter out;

    /** A buffer of {@code size} bytes. If the size is exact, the result is not copied. */
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
