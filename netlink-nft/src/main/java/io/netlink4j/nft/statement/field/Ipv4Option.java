package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;
import java.util.Locale;

/** An option of the IPv4 header: {@code ip option} of nft. Only IPv4 packets match. */
public enum Ipv4Option {
    /** A route that the packet takes among others. */
    LSRR,
    /** Records the route. */
    RR,
    /** The route that the packet takes. */
    SSRR,
    /** Tells routers to look at the packet. */
    RA;

    /** The packet has this option. */
    public Match exists() {
        return presence().oneOf(true);
    }

    /** The packet does not have this option. */
    public Match missing() {
        return presence().oneOf(false);
    }

    private Selector presence() {
        return Fields.of(ExtensionFields.named("ip option " + this));
    }

    /** The length of the option. */
    public Selector length() {
        return field("length");
    }

    /**
     * The place of the next address.
     *
     * @throws IllegalArgumentException if it is {@link #RA}, which has no addresses
     */
    public Selector ptr() {
        requireAddresses("ptr");
        return field("ptr");
    }

    /**
     * The first address. nft knows it since version 1.0.7.
     *
     * @throws IllegalArgumentException if it is {@link #RA}, which has no addresses
     */
    public Selector addr() {
        requireAddresses("addr");
        return field("addr");
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
        return field("value");
    }

    private void requireAddresses(String field) {
        if (this == RA) {
            throw new IllegalArgumentException("The option 'ra' has no field '" + field + "'.");
        }
    }

    private Selector field(String field) {
        return Fields.of(ExtensionFields.named("ip option " + this + " " + field));
    }

    /** nft's name for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
