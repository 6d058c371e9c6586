package io.netlink4j.core.address;

import java.util.Optional;

/**
 * A network: all addresses that share their leading bits, such as {@code 10.0.0.0/8}; the destination of a route or the
 * operand of a match.
 *
 * <p>The bits after the prefix must be zero: {@code 10.1.0.0/8} is refused, not silently corrected. {@link #containing}
 * returns the network around an address. An address with a prefix length that keeps its host bits is an {@link
 * IpInterface}.
 *
 * {@snippet :
 * IpPrefix pool = IpPrefix.of("192.168.15.0/24");
 * IpAddress first = pool.host(1);
 * boolean inside = pool.contains(IpAddress.of("192.168.15.200"));
 * }
 *
 * <p>The order is by address, and a network comes before those inside it.
 *
 * @param address the first address, whose host bits are zero
 * @param prefixLength the number of leading bits that count, from 0 to 32 or 128
 */
public record IpPrefix(IpAddress address, int prefixLength) implements Comparable<IpPrefix> {

    private static final int SHORTEST_WITHOUT_BROADCAST = 31;

    /**
     * Makes the network of that address and prefix length.
     *
     * @throws IllegalArgumentException if the length is not one of the address's family, or if the address has host
     *     bits; the message says which network was probably meant
     */
    public IpPrefix {
        requireLength(address, prefixLength, "prefix");
        IpAddress first = Masks.first(address, prefixLength);
        if (!first.equals(address)) {
            throw new IllegalArgumentException("'" + address + "/" + prefixLength
                    + "' is no prefix: bits after the first " + prefixLength + " are set; "
                    + first + "/" + prefixLength + " was probably meant");
        }
    }

    /**
     * Reads an address and a decimal prefix length with a slash between them, or an address alone for the network of
     * just that address, as {@code ip route} does.
     *
     * @throws IllegalArgumentException if the text is anything else, or if the address has host bits
     */
    public static IpPrefix of(String literal) {
        Literal read = new Literal(literal, "prefix");
        IpAddress address = read.address();
        return new IpPrefix(address, read.prefixLength(address.family()));
    }

    /**
     * The network of that address and prefix length.
     *
     * @throws IllegalArgumentException if the length is not one of the address's family, or if the address has host
     *     bits
     */
    public static IpPrefix of(IpAddress address, int prefixLength) {
        return new IpPrefix(address, prefixLength);
    }

    /** The network of just that address: a prefix length of 32 or 128. */
    public static IpPrefix of(IpAddress address) {
        return new IpPrefix(address, address.family().bits());
    }

    /**
     * The network of that prefix length that the address lies in; its host bits are cleared.
     *
     * @throws IllegalArgumentException if the length is not one of the address's family
     */
    public static IpPrefix containing(IpAddress address, int prefixLength) {
        requireLength(address, prefixLength, "prefix");
        return new IpPrefix(Masks.first(address, prefixLength), prefixLength);
    }

    /**
     * The network of all addresses of a family, the destination of a default route: {@code 0.0.0.0/0} or {@code ::/0}.
     */
    public static IpPrefix any(IpFamily family) {
        return new IpPrefix(IpAddress.unspecified(family), 0);
    }

    /** The family of the addresses in it. */
    public IpFamily family() {
        return address.family();
    }

    /** The first address, the same as {@link #address()}. */
    public IpAddress first() {
        return address;
    }

    /** The last address, whose host bits are all ones. */
    public IpAddress last() {
        return Masks.last(address, prefixLength);
    }

    /** The netmask: {@code 255.255.255.0} for a prefix length of 24. */
    public IpAddress mask() {
        return Masks.mask(family(), prefixLength);
    }

    /**
     * The broadcast address, which is the last one; IPv6 and IPv4 networks of one or two addresses (RFC 3021) have
     * none.
     */
    public Optional<Ipv4Address> broadcast() {
        return prefixLength < SHORTEST_WITHOUT_BROADCAST && last() instanceof Ipv4Address v4
                ? Optional.of(v4)
                : Optional.empty();
    }

    /**
     * The address that many steps after the first one.
     *
     * @throws IndexOutOfBoundsException if it would not lie in this network
     */
    public IpAddress host(long index) {
        int hostBits = family().bits() - prefixLength;
        if (index < 0 || (hostBits < Long.SIZE - 1 && index >>> hostBits != 0)) {
            throw new IndexOutOfBoundsException("There is no address " + index + " in " + this + ".");
        }
        return address.plus(index);
    }

    /** Whether the address is of this family and lies in this network. */
    public boolean contains(IpAddress other) {
        return Masks.agree(address, other, prefixLength);
    }

    /** Whether every address of that network lies in this one. */
    public boolean contains(IpPrefix other) {
        return prefixLength <= other.prefixLength && contains(other.address);
    }

    /** Whether any address lies in both, which is when one contains the other. */
    public boolean overlaps(IpPrefix other) {
        return contains(other) || other.contains(this);
    }

    /** Whether it holds one address only. */
    public boolean isHost() {
        return prefixLength == family().bits();
    }

    /** Whether it holds all addresses of its family, as the destination of a default route does. */
    public boolean isAny() {
        return prefixLength == 0;
    }

    @Override
    public int compareTo(IpPrefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress == 0 ? Integer.compare(prefixLength, other.prefixLength) : byAddress;
    }

    /** The canonical text, always with its prefix length. {@link #of(String)} reads it back. */
    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }

    static void requireLength(IpAddress address, int prefixLength, String what) {
        int longest = address.family().bits();
        if (prefixLength < 0 || prefixLength > longest) {
            throw new IllegalArgumentException("'" + address + "/" + prefixLength + "' is no " + what
                    + ": the prefix length " + prefixLength + " is "
                    + (prefixLength < 0 ? "under 0" : "over " + longest));
        }
    }
}
