package io.netlink4j.nft.match;

import java.math.BigInteger;
import java.util.Arrays;

/** Unsigned numbers of any length in network byte order. Addresses, ports and names are compared in this form. */
public final class Numbers {
    private Numbers() {}

    public static byte[] of(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = (byte) (value >>> (Byte.SIZE * i));
        }
        return bytes;
    }

    public static byte[] of(BigInteger value, int length) {
        byte[] bytes = new byte[length];
        byte[] digits = value.toByteArray();
        int count = Math.min(length, digits.length);
        System.arraycopy(digits, digits.length - count, bytes, length - count, count);
        return bytes;
    }

    /** The number with this number of leading bits set. */
    static byte[] mask(int bits, int length) {
        byte[] mask = new byte[length];
        Arrays.fill(mask, 0, bits / Byte.SIZE, (byte) 0xff);
        if (bits % Byte.SIZE != 0) {
            mask[bits / Byte.SIZE] = (byte) (0xff00 >>> (bits % Byte.SIZE));
        }
        return mask;
    }

    /** The number with all bits after the first {@code bits} set. */
    static byte[] fill(byte[] number, int bits) {
        byte[] mask = mask(bits, number.length);
        byte[] filled = number.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] |= (byte) ~mask[i];
        }
        return filled;
    }
}
