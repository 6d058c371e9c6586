package io.netlink4j.core.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 address, the kernel's {@code struct in_addr}.
 *
 * @param bits the 32 bits as a number, the first byte of the text in the highest byte: {@code 10.0.0.1} is
 *     {@code 0x0a000001} on every machine
 */
public record Ipv4Address(int bits) implements IpAddress {

    static final Ipv4Address UNSPECIFIED = new Ipv4Address(0);
    static final Ipv4Address LOOPBACK = new Ipv4Address(0x7f000001);

    private static final long MAX = 0xffffffffL;

    /**
     * Reads four decimal numbers from 0 to 255, without leading zeros, with a dot between each two.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Ipv4Address of(String literal) {
        return new Ipv4Address(Ipv4Text.parse(new Literal(literal, "IPv4 address"), 0, literal.length()));
    }

    /**
     * Takes an address from its 4 bytes in network order.
     *
     * @throws IllegalArgumentException if there are not 4 of them
     */
    public static Ipv4Address of(byte[] bytes) {
        if (bytes.length != 4) {
            throw new IllegalArgumentException("An IPv4 address has 4 bytes, so " + bytes.length + " bytes are none.");
        }
        return new Ipv4Address((int) Bytes.toLong(bytes, 0, 4));
    }

    @Override
    public IpFamily family() {
        return IpFamily.IPV4;
    }

    @Override
    public byte[] toByteArray() {
        byte[] bytes = new byte[4];
        Bytes.put(bits, bytes, 0, 4);
        return bytes;
    }

    @Override
    public Inet4Address toInetAddress() {
        try {
            return (Inet4Address) InetAddress.getByAddress(toByteArray());
        } catch (UnknownHostException e) {
            throw new AssertionError("The JDK refused the 4 bytes of " + this + ".", e);
        }
    }

    @Override
    public boolean isUnspecified() {
        return bits == 0;
    }

    @Override
    public boolean isLoopback() {
        return bits >>> 24 == 127;
    }

    @Override
    public boolean isMulticast() {
        return bits >>> 28 == 0xe;
    }

    @Override
    public boolean isLinkLocal() {
        return bits >>> 16 == 0xa9fe;
    }

    @Override
    public boolean isPrivate() {
        return bits >>> 24 == 10 || bits >>> 20 == 0xac1 || bits >>> 16 == 0xc0a8;
    }

    @Override
    public Ipv4Address plus(long steps) {
        long from = Integer.toUnsignedLong(bits);
        if (steps < -from || steps > MAX - from) {
            throw new ArithmeticException("There is no IPv4 address " + steps + " steps from " + this + ".");
        }
        return new Ipv4Address((int) (from + steps));
    }

    @Override
    public Ipv4Address next() {
        return plus(1);
    }

    @Override
    public int compareTo(IpAddress other) {
        return switch (other) {
            case Ipv4Address v4 -> Integer.compareUnsigned(bits, v4.bits);
            case Ipv6Address v6 -> -1;
        };
    }

    @Override
    public String toString() {
        return Ipv4Text.append(new StringBuilder(15), bits).toString();
    }
}
