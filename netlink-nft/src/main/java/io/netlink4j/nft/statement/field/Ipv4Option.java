package io.netlink4j.nft.statement.field;

import static io.netlink4j.nft.match.ExtensionFields.IPV4_OPTION;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;
import java.util.Locale;

/** An option of the IPv4 header: {@code ip option} of nft. Only IPv4 packets match. */
public enum Ipv4Option {
    /** A route that the packet takes among others. */
    LSRR(131),
    /** Records the route. */
    RR(7),
    /** The route that the packet takes. */
    SSRR(137),
    /** Tells routers to look at the packet. */
    RA(148);

    private final int number;

    Ipv4Option(int number) {
        this.number = number;
    }

    /** The packet has this option. */
    public Match exists() {
        return presence().oneOf(true);
    }

    /** The packet does not have this option. */
    public Match missing() {
        return presence().oneOf(false);
    }

    private Selector presence() {
        return Fields.of(ExtensionFields.presence("ip option " + this, IPV4_OPTION, number));
    }

    /** The length of the option. */
    public Selector length() {
        return number("length", 8, 8);
    }

    /**
     * The place of the next address.
     *
     * @throws IllegalArgumentException if it is {@link #RA}, which has no addresses
     */
    public Selector ptr() {
        requireAddresses("ptr");
        return number("ptr", 16, 8);
    }

    /**
     * The first address. nft knows it since version 1.0.7.
     *
     * @throws IllegalArgumentException if it is {@link #RA}, which has no addresses
     */
    public Selector addr() {
        requireAddresses("addr");
        return Fields.of(ExtensionFields.address("ip option " + this + " addr", IPV4_OPTION, number, 24));
    }

    /**
     * The value of {@link #RA}.
     *
     * @throws IllegalArgumentException if it is another option
     */
    public Selector value() {
        if (this != RA) {
            throw new IllegalArgumentException("The option '" + this + "' has no value; only 'ra' has one.");
        }
        return number("value", 16, 16);
    }

    private void requireAddresses(String field) {
        if (this == RA) {
            throw new IllegalArgumentException("The option 'ra' has no field '" + field + "'.");
        }
    }

    private Selector number(String field, int first, int width) {
        return Fields.of(ExtensionFields.number("ip option " + this + " " + field, IPV4_OPTION, number, first, width));
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
