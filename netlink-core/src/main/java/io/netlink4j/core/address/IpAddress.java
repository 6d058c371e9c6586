package io.netlink4j.core.address;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An IP address: either an {@link Ipv4Address} or an {@link Ipv6Address}, and never one disguised as the other.
 *
 * <p>It has no host name, no scope id and no prefix length. The link of a link-local address is given separately, and
 * an address with a prefix length is an {@link IpInterface}.
 *
 * {@snippet :
 * IpAddress gateway = IpAddress.of("192.168.15.5");
 * String kind = switch (gateway) {
 *     case Ipv4Address v4 -> "four bytes: " + Integer.toHexString(v4.bits());
 *     case Ipv6Address v6 -> "sixteen bytes: " + Long.toHexString(v6.high());
 * };
 * }
 *
 * <p>The order is that of the unsigned bits, with every IPv4 address before every IPv6 address.
 */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

    /**
     * Reads an address literal: four decimal numbers without leading zeros, or any of the IPv6 forms of RFC 4291,
     * section 2.2.
     *
     * @throws IllegalArgumentException if the text is anything else, such as a host name, a short form ({@code 127.1}),
     *     or an address with brackets, a scope id, a prefix length or whitespace
     */
    static IpAddress of(String literal) {
        return new Literal(literal, "IP address").bareAddress();
    }

    /**
     * Makes an address from its bytes in network order.
     *
     * @throws IllegalArgumentException if there are neither 4 nor 16 of them
     */
    static IpAddress of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> Ipv4Address.of(bytes);
            case 16 -> Ipv6Address.of(bytes);
            default ->
                throw new IllegalArgumentException(
                        "An IP address has 4 or 16 bytes, so " + bytes.length + " bytes are none.");
        };
    }

    /** Converts a JDK address. Its host name is ignored, and so is the scope id of an {@link Inet6Address}. */
    static IpAddress from(InetAddress address) {
        return of(address.getAddress());
    }

    /** The address of all zeros: {@code 0.0.0.0} or {@code ::}. */
    static IpAddress unspecified(IpFamily family) {
        return switch (family) {
            case IPV4 -> Ipv4Address.UNSPECIFIED;
            case IPV6 -> Ipv6Address.UNSPECIFIED;
        };
    }

    /** The address of this host to itself: {@code 127.0.0.1} or {@code ::1}. */
    static IpAddress loopback(IpFamily family) {
        return switch (family) {
            case IPV4 -> Ipv4Address.LOOPBACK;
            case IPV6 -> Ipv6Address.LOOPBACK;
        };
    }

    /** The family, which follows from the type. */
    IpFamily family();

    /** The 4 or 16 bytes in network order, in a new array. */
    byte[] toByteArray();

    /** The same address as the JDK knows it, of the same family, without a host name and without a scope id. */
    InetAddress toInetAddress();

    /** Whether all bits are zero: {@code 0.0.0.0} or {@code ::}, which stand for "any" or "none". */
    boolean isUnspecified();

    /** Whether packets to it never leave the host: {@code 127.0.0.0/8} or {@code ::1}. */
    boolean isLoopback();

    /** Whether it names a group of hosts: {@code 224.0.0.0/4} or {@code ff00::/8}. */
    boolean isMulticast();

    /** Whether it is valid on one link only: {@code 169.254.0.0/16} or {@code fe80::/10}. */
    boolean isLinkLocal();

    /**
     * Whether it is unicast for use inside a site: RFC 1918 ({@code 10.0.0.0/8}, {@code 172.16.0.0/12},
     * {@code 192.168.0.0/16}) or RFC 4193 ({@code fc00::/7}).
     */
    boolean isPrivate();

    /**
     * The address {@code steps} after this one, or before it if the number is negative.
     *
     * @throws ArithmeticException if there is no such address in this family
     */
    IpAddress plus(long steps);

    /**
     * The address after this one.
     *
     * @throws ArithmeticException if this is the last one of its family
     */
    IpAddress next();

    /** The canonical text: dotted decimal, or RFC 5952. {@link #of(String)} reads it back. */
    @Override
    String toString();
}
