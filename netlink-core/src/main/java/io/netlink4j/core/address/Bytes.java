package io.netlink4j.core.address;

/** Numbers in network byte order, of any length up to eight bytes. */
final class Bytes {

    private Bytes() {}

    static long toLong(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = (value << Byte.SIZE) | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }

    static void put(long value, byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            bytes[offset + i] = (byte) (value >>> (Byte.SIZE * (length - 1 - i)));
        }
    }
}
