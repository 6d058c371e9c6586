package io.netlink4j.nft.match;

import java.nio.ByteOrder;

/** The byte order of a field in a register. */
public enum ByteOrdering {
    /** The highest byte first, as in a packet. */
    NETWORK,
    /** Host byte order, for numbers of the kernel. */
    HOST;

    /** Converts a number from network byte order to this order. */
    public byte[] of(byte[] number) {
        return of(number, ByteOrder.nativeOrder());
    }

    byte[] of(byte[] number, ByteOrder machine) {
        if (this == NETWORK || machine == ByteOrder.BIG_ENDIAN) {
            return number;
        }
        byte[] reversed = new byte[number.length];
        for (int i = 0; i < number.length; i++) {
            reversed[i] = number[number.length - 1 - i];
        }
        return reversed;
    }
}
