package io.netlink4j.core.address;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IPv6 address, the kernel's {@code struct in6_addr}.
 *
 * <p>An IPv4-mapped address such as {@code ::ffff:10.0.0.1} is an IPv6 address and stays one; {@link #mappedIpv4()}
 * tells which IPv4 address is inside. None of the predicates looks through the mapping, as the kernel's do not.
 *
 * @param high the first 64 bits as a number, the first byte of the address in the highest byte
 * @param low the last 64 bits, likewise
 */
public record Ipv6Address(long high, long low) implements IpAddress {

    static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);
    static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);

    private static final long MAPPED = 0xffffL;

    /**
     * Reads any of the forms of RFC 4291, section 2.2: eight groups of up to four hexadecimal digits, at most one
     * {@code ::} for one or more groups of zeros, and dotted decimal for the last two groups.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Ipv6Address of(String literal) {
        return Ipv6Reader.parse(new Literal(literal, "IPv6 address"), 0, literal.length());
    }

    /**
     * Takes an address from its 16 bytes in network order, mapped ones included.
     *
     * @throws IllegalArgumentException if there are not 16 of them
     */
    public static Ipv6Address of(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("An IPv6 address has 16 bytes, so " + bytes.length + " bytes are none.");
        }
        return new Ipv6Address(Bytes.toLong(bytes, 0, 8), Bytes.toLong(bytes, 8, 8));
    }

    /** The IPv4-mapped form of an address, {@code ::ffff:0:0/96} of RFC 4291, section 2.5.5.2. */
    public static Ipv6Address mapped(Ipv4Address address) {
        return new Ipv6Address(0, (MAPPED << 32) | Integer.toUnsignedLong(address.bits()));
    }

    /** The IPv4 address inside, if this is an IPv4-mapped address ({@code ::ffff:0:0/96}). */
    public Optional<Ipv4Address> mappedIpv4() {
        return isMapped() ? Optional.of(new Ipv4Address((int) low)) : Optional.empty();
    }

    boolean isMapped() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    @Override
    public IpFamily family() {
        return IpFamily.IPV6;
    }

    @Override
    public byte[] toByteArray() {
        byte[] bytes = new byte[16];
        Bytes.put(high, bytes, 0, 8);
        Bytes.put(low, bytes, 8, 8);
        return bytes;
    }

    /**
     * The same address as the JDK knows it, without a host name and without a scope id.
     *
     * <p>It is an {@link Inet6Address} for an IPv4-mapped address too, where
     * {@link java.net.InetAddress#getByAddress(byte[])} would answer an IPv4 address.
     */
    @Override
    public Inet6Address toInetAddress() {
        try {
            return Inet6Address.getByAddress(null, toByteArray(), -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("The JDK refused the 16 bytes of " + this + ".", e);
        }
    }

    @Override
    public boolean isUnspecified() {
        return (high | low) == 0;
    }

    @Override
    public boolean isLoopback() {
        return high == 0 && low == 1;
    }

    @Override
    public boolean isMulticast() {
        return high >>> 56 == 0xff;
    }

    @Override
    public boolean isLinkLocal() {
        return high >>> 54 == 0xfe80 >>> 6;
    }

    @Override
    public boolean isPrivate() {
        return high >>> 57 == 0xfc >>> 1;
    }

    @Override
    public Ipv6Address plus(long steps) {
        long sum = low + steps;
        boolean wrapped = steps < 0 ? Long.compareUnsigned(sum, low) > 0 : Long.compareUnsigned(sum, low) < 0;
        if (!wrapped) {
            return new Ipv6Address(high, sum);
        }
        if (high == (steps < 0 ? 0 : -1)) {
            throw new ArithmeticException("There is no IPv6 address " + steps + " steps from " + this + ".");
        }
        return new Ipv6Address(steps < 0 ? high - 1 : high + 1, sum);
    }

    @Override
    public Ipv6Address next() {
        return plus(1);
    }

    @Override
    public int compareTo(IpAddress other) {
        return switch (other) {
            case Ipv4Address v4 -> 1;
            case Ipv6Address v6 ->
                high == v6.high ? Long.compareUnsigned(low, v6.low) : Long.compareUnsigned(high, v6.high);
        };
    }

    /**
     * The text of RFC 5952: lower case, no leading zeros, {@code ::} for the first of the longest runs of two or more
     * zero groups, and the mixed form {@code ::ffff:10.0.0.1} for IPv4-mapped addresses only.
     */
    @Override
    public String toString() {
        return Ipv6Text.append(new StringBuilder(39), this).toString();
    }
}
