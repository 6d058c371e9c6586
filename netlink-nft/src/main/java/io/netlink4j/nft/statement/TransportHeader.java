package io.netlink4j.nft.statement;

import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.set.NamedSet;

/**
 * Matches on the header of TCP, of UDP, or of any transport protocol with ports.
 *
 * <p>{@code tcp()} and {@code udp()} match packets of that protocol only. {@code th()} compares the bytes in which these protocols have
 * their ports; the rule must match the protocol before.
 */
public sealed class TransportHeader permits TcpHeader {
    static final TransportHeader UDP = new TransportHeader(TransportFields.UDP_SPORT, TransportFields.UDP_DPORT);
    static final TransportHeader ANY = new TransportHeader(TransportFields.TH_SPORT, TransportFields.TH_DPORT);

    private final Field source;
    private final Field destination;

    TransportHeader(Field source, Field destination) {
        this.source = source;
        this.destination = destination;
    }

    /**
     * The source port is one of these.
     *
     * @throws IllegalArgumentException if one is not in 0 to 65535
     */
    public Match sport(int first, int... more) {
        return sport().is(first, more);
    }

    /** The source port is in one of these ranges. */
    public Match sport(PortRange first, PortRange... more) {
        return sport().is(first, more);
    }

    /**
     * The source port is one of these: ports and ranges such as {@code 80} and {@code 8000-8080}; or it is in the set with this
     * name, as in {@code "@web"}.
     *
     * @throws IllegalArgumentException if a text is none of these
     */
    public Match sport(String first, String... more) {
        return sport().is(first, more);
    }

    /**
     * The source port is in this set.
     *
     * @throws IllegalArgumentException if the keys of the set are no ports
     */
    public Match sport(NamedSet set) {
        return sport().in(set);
    }

    /** The source port, for other comparisons. */
    public Ports sport() {
        return new Ports(source);
    }

    /**
     * The destination port is one of these.
     *
     * @throws IllegalArgumentException if one is not in 0 to 65535
     */
    public Match dport(int first, int... more) {
        return dport().is(first, more);
    }

    /** The destination port is in one of these ranges. */
    public Match dport(PortRange first, PortRange... more) {
        return dport().is(first, more);
    }

    /**
     * The destination port is one of these: ports and ranges such as {@code 80} and {@code 8000-8080}; or it is in the set with this
     * name, as in {@code "@web"}.
     *
     * @throws IllegalArgumentException if a text is none of these
     */
    public Match dport(String first, String... more) {
        return dport().is(first, more);
    }

    /**
     * The destination port is in this set.
     *
     * @throws IllegalArgumentException if the keys of the set are no ports
     */
    public Match dport(NamedSet set) {
        return dport().in(set);
    }

    /** The destination port, for other comparisons. */
    public Ports dport() {
        return new Ports(destination);
    }
}
