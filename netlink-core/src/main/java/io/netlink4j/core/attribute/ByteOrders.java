package io.netlink4j.core.attribute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in arrays, in either byte order. */
final class ByteOrders {
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, NATIVE);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, NATIVE);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, NATIVE);

    private ByteOrders() {}

    static short shortAt(byte[] bytes, int offset, ByteOrder order) {
        short value = (short) SHORTS.get(bytes, offset);
        return order == NATIVE ? value : Short.reverseBytes(value);
    }

    static int intAt(byte[] bytes, int offset, ByteOrder order) {
        int value = (int) INTS.get(bytes, offset);
        return order == NATIVE ? value : Integer.reverseBytes(value);
    }

    static long longAt(byte[] bytes, int offset, ByteOrder order) {
        long value = (long) LONGS.get(bytes, offset);
        return order == NATIVE ? value : Long.reverseBytes(value);
    }
}
