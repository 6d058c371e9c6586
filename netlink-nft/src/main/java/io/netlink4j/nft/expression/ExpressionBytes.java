package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Content;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A buffer for the attributes of an expression, which are written without a copy for each. */
final class ExpressionBytes {
    private static final VarHandle BE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** {@code NFT_DATA_VALUE_MAXLEN}. */
    private static final int LONGEST_VALUE = 64;

    private byte[] bytes;
    private int length;

    /** A buffer of {@code size} bytes. If the size is exact, the result is not copied. */
    ExpressionBytes(int size) {
        bytes = new byte[AttributeHeader.align(size)];
    }

    <T> ExpressionBytes put(Attribute<T> key, T value) {
        ensure(AttributeHeader.length(key, value));
        length = AttributeHeader.put(bytes, length, key, value);
        return this;
    }

    /** A number of 32 bits in network byte order. Every rule has many of them, so they are written without a codec. */
    ExpressionBytes be32(Attribute<?> key, int value) {
        ensure(AttributeHeader.NLA_HDRLEN + Integer.BYTES);
        AttributeHeader.putHeader(bytes, length, key.number(), Integer.BYTES);
        BE32.set(bytes, length + AttributeHeader.NLA_HDRLEN, value);
        length += AttributeHeader.NLA_HDRLEN + Integer.BYTES;
        return this;
    }

    /** The value of a register, at most 64 bytes, written without an object for it. */
    ExpressionBytes data(Attribute<Data> key, byte[] value) {
        if (value.length > LONGEST_VALUE) {
            return put(key, Data.value(value)); // which the kernel refuses, or which is no attribute at all
        }
        int inner = AttributeHeader.NLA_HDRLEN + AttributeHeader.align(value.length);
        ensure(AttributeHeader.NLA_HDRLEN + inner);
        AttributeHeader.putHeader(bytes, length, key.number() | AttributeHeader.NLA_F_NESTED, inner);
        length += AttributeHeader.NLA_HDRLEN;
        AttributeHeader.putHeader(bytes, length, Data.VALUE.number(), value.length);
        System.arraycopy(value, 0, bytes, length + AttributeHeader.NLA_HDRLEN, value.length);
        length += inner;
        return this;
    }

    Content content() {
        return Content.of(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
