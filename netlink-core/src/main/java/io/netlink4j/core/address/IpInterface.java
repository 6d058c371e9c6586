package io.netlink4j.core.address;

import java.util.Optional;

/**
 * The address of an interface with the prefix length of its network, such as {@code 192.168.15.1/24}: {@code
 * ifa_prefixlen} of {@code struct ifaddrmsg} and {@code IFA_LOCAL}.
 *
 * <p>Unlike an {@link IpPrefix} it keeps its host bits. It is one address, and {@link #network} returns its network.
 *
 * {@snippet :
 * IpInterface gateway = IpInterface.of("192.168.15.5/24");
 * IpPrefix network = gateway.network(); // 192.168.15.0/24
 * }
 *
 * <p>The order is by address, then by prefix length.
 *
 * @param address the address, with all its bits
 * @param prefixLength the number of leading bits that name the network, from 0 to 32 or 128
 */
public record IpInterface(IpAddress address, int prefixLength) implements Comparable<IpInterface> {

    /**
     * Makes an interface address of that address and prefix length.
     *
     * @throws IllegalArgumentException if the length is not one of the address's family
     */
    public IpInterface {
        IpPrefix.requireLength(address, prefixLength, "interface address");
    }

    /**
     * Reads an address and a decimal prefix length with a slash between them, or an address alone, which then is its
     * whole network (32 or 128), as {@code ip address} does.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static IpInterface of(String literal) {
        Literal read = new Literal(literal, "interface address");
        IpAddress address = read.address();
        return new IpInterface(address, read.prefixLength(address.family()));
    }

    /**
     * The interface address of that address and prefix length.
     *
     * @throws IllegalArgumentException if the length is not one of the address's family
     */
    public static IpInterface of(IpAddress address, int prefixLength) {
        return new IpInterface(address, prefixLength);
    }

    /** The family of the address. */
    public IpFamily family() {
        return address.family();
    }

    /** The network around the address. */
    public IpPrefix network() {
        return IpPrefix.containing(address, prefixLength);
    }

    /**
     * The broadcast address of the network ({@code brd +} of {@code ip address}). IPv6 networks, and IPv4 networks of
     * one or two addresses, have none.
     */
    public Optional<Ipv4Address> broadcast() {
        return network().broadcast();
    }

    @Override
    public int compareTo(IpInterface other) {
        int byAddress = address.compareTo(other.address);
        return byAddress == 0 ? Integer.compare(prefixLength, other.prefixLength) : byAddress;
    }

    /** The canonical text, always with its prefix length. {@link #of(String)} reads it back. */
    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
