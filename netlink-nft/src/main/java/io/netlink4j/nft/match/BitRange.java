package io.netlink4j.nft.match;

import java.math.BigInteger;

/**
 * The bits of a field in the bytes that are loaded.
 *
 * @param shift the number of bits after it
 * @param width the number of its bits
 */
record BitRange(int shift, int width) {
    static BitRange all(int length) {
        return new BitRange(0, length * Byte.SIZE);
    }

    byte[] mask(int length) {
        return Numbers.of(
                BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE).shiftLeft(shift), length);
    }
}
