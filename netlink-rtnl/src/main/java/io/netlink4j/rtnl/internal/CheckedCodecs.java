package io.netlink4j.rtnl.internal;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.util.function.UnaryOperator;

/** Codecs that reject, when a value is set, what fits the wire type but the kernel would truncate or refuse. */
public final class CheckedCodecs {
    private static final int ETHERNET_ADDRESS = 6;

    /** A unicast MAC address of 6 bytes. */
    public static final Codec<MacAddress> UNICAST = checked(Codecs.MAC, CheckedCodecs::unicast);

    private CheckedCodecs() {}

    /** A number from {@code low} to {@code high}. {@code what} names it in the message. */
    public static Codec<Integer> range(Codec<Integer> number, int low, int high, String what) {
        return checked(number, value -> inRange(value, low, high, what));
    }

    /** As above, for the numbers of 32 bits, which are {@code long}. */
    public static Codec<Long> range(Codec<Long> number, long low, long high, String what) {
        return checked(number, value -> inRange(value, low, high, what));
    }

    /** An address of one family. */
    public static Codec<IpAddress> address(Class<? extends IpAddress> family) {
        return checked(Codecs.ADDRESS, address -> {
            if (!family.isInstance(address)) {
                throw new IllegalArgumentException(address + " is of the other family");
            }
            return address;
        });
    }

    /**
     * Returns {@code value}.
     *
     * @param what names the value in the message
     * @throws IllegalArgumentException if it is not from {@code low} to {@code high}
     */
    public static int inRange(int value, int low, int high, String what) {
        return (int) inRange((long) value, (long) low, (long) high, what);
    }

    /**
     * Refuses a range whose last number is less than its first.
     *
     * @param what names the numbers in the message
     * @throws IllegalArgumentException if {@code last} is less than {@code first}
     */
    public static void inOrder(int first, int last, String what) {
        if (last < first) {
            throw new IllegalArgumentException(what + " " + first + "-" + last + " are in the wrong order");
        }
    }

    private static long inRange(long value, long low, long high, String what) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(what + " is " + low + " to " + high + ", not " + value);
        }
        return value;
    }

    private static <T> Codec<T> checked(Codec<T> codec, UnaryOperator<T> check) {
        return codec.map(UnaryOperator.identity(), check);
    }

    private static MacAddress unicast(MacAddress address) {
        boolean isZero = true;
        for (byte part : address.toByteArray()) {
            isZero &= part == 0;
        }
        if (address.length() != ETHERNET_ADDRESS || address.isMulticast() || isZero) {
            throw new IllegalArgumentException(address + " is not the MAC address of one Ethernet device");
        }
        return address;
    }
}
