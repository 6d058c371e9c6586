package io.netlink4j.nft;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import java.util.Arrays;
import java.util.HexFormat;

/** A range of keys, both ends included, for sets of ranges. */
public final class Interval implements Comparable<Interval> {
    private static final int HIGHEST_PORT = 0xffff;

    private final byte[] first;
    private final byte[] last;

    private Interval(byte[] first, byte[] last) {
        this.first = first;
        this.last = last;
    }

    /**
     * The keys from {@code first} to {@code last}, in network byte order.
     *
     * @throws IllegalArgumentException where they are not equally long or the first is greater than the last
     */
    public static Interval of(byte[] first, byte[] last) {
        if (first.length != last.length) {
            throw new IllegalArgumentException(
                    "the ends of a range are of " + first.length + " and of " + last.length + " bytes");
        }
        if (Arrays.compareUnsigned(first, last) > 0) {
            throw new IllegalArgumentException("the range " + hex(first) + "-" + hex(last) + " ends before it begins");
        }
        return new Interval(first.clone(), last.clone());
    }

    /** The addresses from {@code first} to {@code last}. */
    public static Interval of(IpAddress first, IpAddress last) {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " ends before it begins");
        }
        return new Interval(first.toByteArray(), last.toByteArray());
    }

    /** The address alone. */
    public static Interval of(IpAddress address) {
        return of(address, address);
    }

    /** The addresses of a network. */
    public static Interval of(IpPrefix prefix) {
        return of(prefix.first(), prefix.last());
    }

    /** The ports from {@code first} to {@code last}. */
    public static Interval ports(int first, int last) {
        if (first < 0 || first > last || last > HIGHEST_PORT) {
            throw new IllegalArgumentException("a range of ports is within 0-65535, unlike " + first + "-" + last);
        }
        return new Interval(
                new byte[] {(byte) (first >> 8), (byte) first}, new byte[] {(byte) (last >> 8), (byte) last});
    }

    /** The lowest key. */
    public byte[] first() {
        return first.clone();
    }

    /** The highest key. */
    public byte[] last() {
        return last.clone();
    }

    /** Whether it goes on to the highest key that there is. */
    boolean isOpen() {
        for (byte part : last) {
            if (part != (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    /** The first key behind it; only where it is not open. */
    byte[] next() {
        byte[] next = last.clone();
        for (int i = next.length - 1; i >= 0 && ++next[i] == 0; i--) {
            // the carry goes to the byte before
        }
        return next;
    }

    /** By the first key, then by the last. */
    @Override
    public int compareTo(Interval other) {
        int result = Arrays.compareUnsigned(first, other.first);
        return result != 0 ? result : Arrays.compareUnsigned(last, other.last);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interval that && Arrays.equals(first, that.first) && Arrays.equals(last, that.last);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + Arrays.hashCode(last);
    }

    /** The keys as hexadecimal numbers: {@code 0a000000-0affffff}. */
    @Override
    public String toString() {
        return hex(first) + "-" + hex(last);
    }

    private static String hex(byte[] key) {
        return HexFormat.of().formatHex(key);
    }
}
