package io.netlink4j.core.address;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A link-layer address: the six bytes of an Ethernet MAC address, or as many as the link's type has, such as four for
 * an IPv4 tunnel, eight for IEEE 802.15.4 and twenty for InfiniBand.
 *
 * <p>The kernel sends it as plain bytes in {@code IFLA_ADDRESS} or {@code NDA_LLADDR}, up to {@code MAX_ADDR_LEN},
 * which is 32. It is never empty: a link without a link-layer address has no value of this type.
 *
 * <p>The order is that of the unsigned bytes, and of two where one is the beginning of the other, the shorter comes
 * first.
 */
public final class MacAddress implements Comparable<MacAddress> {

    private static final int ETHERNET = 6;
    private static final int LONGEST = 32;
    private static final int GROUP_BIT = 0x01;
    private static final int LOCAL_BIT = 0x02;
    private static final HexFormat TEXT = HexFormat.ofDelimiter(":");

    private static final byte[] NONE = {};

    /** The first eight bytes, the very first one in the high bits. So almost no address needs an array. */
    private final long first;

    private final byte[] rest;
    private final int length;

    private MacAddress(long first, byte[] rest, int length) {
        this.first = first;
        this.rest = rest;
        this.length = length;
    }

    /**
     * Reads 1 to 32 pairs of hexadecimal digits of either case with a colon between each two:
     * {@code 52:54:00:12:34:56}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static MacAddress of(String literal) {
        Literal read = new Literal(literal, "MAC address");
        int length = literal.length();
        if (length == 0) {
            throw read.wrong("it is empty");
        }
        if (length > LONGEST * 3 - 1) {
            throw read.wrong("it is longer than 32 bytes");
        }
        byte[] bytes = new byte[(length + 1) / 3];
        for (int at = 0; at < length; at++) {
            char c = literal.charAt(at);
            if (at % 3 == 2 ? c != ':' : !HexFormat.isHexDigit(c)) {
                throw read.unexpected(at);
            }
        }
        if (length % 3 != 2) {
            throw read.wrong("it ends where " + (length % 3 == 0 ? "two digits" : "a second digit") + " should be");
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) HexFormat.fromHexDigits(literal, 3 * i, 3 * i + 2);
        }
        return of(bytes);
    }

    /**
     * Makes an address from a copy of its bytes.
     *
     * @throws IllegalArgumentException if there are none, or more than 32
     */
    public static MacAddress of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /**
     * Makes an address from a copy of {@code length} bytes from {@code offset} on.
     *
     * @throws IllegalArgumentException if there are none, or more than 32
     */
    public static MacAddress of(byte[] bytes, int offset, int length) {
        if (length <= 0 || length > LONGEST) {
            throw new IllegalArgumentException("A MAC address has 1 to 32 bytes, so " + length + " bytes are none.");
        }
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | (i < length ? bytes[offset + i] & 0xff : 0);
        }
        byte[] rest = length > Long.BYTES ? Arrays.copyOfRange(bytes, offset + Long.BYTES, offset + length) : NONE;
        return new MacAddress(first, rest, length);
    }

    /** A new random Ethernet address: 46 random bits, locally administered, unicast. */
    public static MacAddress random() {
        byte[] bytes = new byte[ETHERNET];
        Randomness.SOURCE.nextBytes(bytes);
        bytes[0] = (byte) ((bytes[0] & ~GROUP_BIT) | LOCAL_BIT);
        return of(bytes);
    }

    /** The number of bytes: 6 for Ethernet, never 0, never more than 32. */
    public int length() {
        return length;
    }

    /** The bytes in the order of the text, in a new array. */
    public byte[] toByteArray() {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = i < Long.BYTES ? (byte) (first >>> (Long.SIZE - Byte.SIZE * (i + 1))) : rest[i - Long.BYTES];
        }
        return bytes;
    }

    /**
     * Whether it is an Ethernet address of a group, broadcast included; addresses of other lengths have no such bit.
     */
    public boolean isMulticast() {
        return hasBit(GROUP_BIT);
    }

    /** Whether it is an Ethernet address that no vendor assigned; addresses of other lengths have no such bit. */
    public boolean isLocallyAdministered() {
        return hasBit(LOCAL_BIT);
    }

    private boolean hasBit(int bit) {
        return length == ETHERNET && (first >>> (Long.SIZE - Byte.SIZE) & bit) != 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        int order = Long.compareUnsigned(first, other.first);
        if (order == 0) {
            order = Arrays.compareUnsigned(rest, other.rest);
        }
        return order != 0 ? order : Integer.compare(length, other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MacAddress mac
                && first == mac.first
                && length == mac.length
                && Arrays.equals(rest, mac.rest);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first) + Arrays.hashCode(rest);
    }

    /** The canonical text: lower-case pairs with colons. {@link #of(String)} reads it back. */
    @Override
    public String toString() {
        return TEXT.formatHex(toByteArray());
    }

    /** Seeded with the first random address, so that other programs never need entropy. */
    private static final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();
    }
}
