package io.netlink4j.core.address;

import java.util.Optional;

/**
 * One address or all addresses between two of the same family, both included; need not be a network.
 *
 * @param first the lowest address
 * @param last the highest address, not below the first
 */
public record AddressRange(IpAddress first, IpAddress last) {

    /**
     * The addresses between those two.
     *
     * @throws IllegalArgumentException if they are of two families, or in the wrong order
     */
    public AddressRange {
        if (first.family() != last.family()) {
            throw new IllegalArgumentException(
                    "No addresses lie between " + first + " and " + last + ": they are of two families.");
        }
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("The addresses " + first + "-" + last + " are in the wrong order; "
                    + last + "-" + first + " was probably meant.");
        }
    }

    /** That address alone. */
    public static AddressRange of(IpAddress address) {
        return new AddressRange(address, address);
    }

    /** All addresses of that network, the first and the last one too. */
    public static AddressRange of(IpPrefix network) {
        return new AddressRange(network.first(), network.last());
    }

    /**
     * The addresses between those two.
     *
     * @throws IllegalArgumentException if they are of two families, or in the wrong order
     */
    public static AddressRange of(IpAddress first, IpAddress last) {
        return new AddressRange(first, last);
    }

    /**
     * Reads {@code 10.0.0.1}, {@code 10.0.0.1-10.0.0.9} or {@code 10.0.0.0/24}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static AddressRange of(String text) {
        int dash = text.indexOf('-');
        if (dash >= 0) {
            return new AddressRange(IpAddress.of(text.substring(0, dash)), IpAddress.of(text.substring(dash + 1)));
        }
        return text.indexOf('/') >= 0 ? of(IpPrefix.of(text)) : of(IpAddress.of(text));
    }

    /** The family of both ends. */
    public IpFamily family() {
        return first.family();
    }

    /** Whether it is one address only. */
    public boolean isSingle() {
        return first.equals(last);
    }

    /** The network that has just these addresses; empty where none has. */
    public Optional<IpPrefix> network() {
        for (int length = family().bits(); length >= 0; length--) {
            IpPrefix candidate = IpPrefix.containing(first, length);
            if (!candidate.first().equals(first)) {
                return Optional.empty();
            }
            if (candidate.last().equals(last)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** {@code 10.0.0.1} or {@code 10.0.0.1-10.0.0.9}. {@link #of(String)} reads it back. */
    @Override
    public String toString() {
        return isSingle() ? first.toString() : first + "-" + last;
    }
}
