package io.netlink4j.nft.statement;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.set.NamedSet;

/** Matches on the IPv6 header ({@code struct ipv6hdr}). Only IPv6 packets match. */
public final class Ip6 {
    static final Ip6 HEADER = new Ip6();

    private Ip6() {}

    /** The source address, for other comparisons, sets and maps. */
    public Selector saddr() {
        return new Selector(NetworkFields.IP6_SADDR);
    }

    /** The version, which is 6. */
    public Selector version() {
        return new Selector(NetworkFields.IP6_VERSION);
    }

    /** The differentiated services code point: a number, or a name such as {@code "cs1"}. */
    public Selector dscp() {
        return new Selector(NetworkFields.IP6_DSCP);
    }

    /** The explicit congestion notification: a number, or {@code "ce"}. */
    public Selector ecn() {
        return new Selector(NetworkFields.IP6_ECN);
    }

    /** The label of the flow, 20 bits. */
    public Selector flowlabel() {
        return new Selector(NetworkFields.IP6_FLOWLABEL);
    }

    /** The hop limit. */
    public Selector hoplimit() {
        return new Selector(NetworkFields.IP6_HOPLIMIT);
    }

    /** The length of the packet, without the header. */
    public Selector length() {
        return new Selector(NetworkFields.IP6_LENGTH);
    }

    /**
     * The source address is one of these: addresses, prefixes or ranges, such as {@code fd00::1}, {@code fd00::/8} and {@code
     * fd00::1-fd00::9}; or it is in the set with this name, as
     * in {@code "@blocked"}.
     *
     * @throws IllegalArgumentException if a text is none of these, of the other IP version, or a prefix with host bits
     */
    public Match saddr(String first, String... more) {
        return saddr().oneOf(first, (Object[]) more);
    }

    /** The source address is one of these. */
    public Match saddr(Ipv6Address first, Ipv6Address... more) {
        return saddr().oneOf(first, (Object[]) more);
    }

    /**
     * The source address is in one of these networks.
     *
     * @throws IllegalArgumentException if one is of the other IP version
     */
    public Match saddr(IpPrefix first, IpPrefix... more) {
        return saddr().oneOf(first, (Object[]) more);
    }

    /**
     * The source address is in one of these ranges.
     *
     * @throws IllegalArgumentException if one is of the other IP version
     */
    public Match saddr(AddressRange first, AddressRange... more) {
        return saddr().oneOf(first, (Object[]) more);
    }

    /**
     * The source address is in this set.
     *
     * @throws IllegalArgumentException if the keys of the set are no IPv6 addresses
     */
    public Match saddr(NamedSet set) {
        return saddr().in(set);
    }

    /** The destination address, for other comparisons, sets and maps. */
    public Selector daddr() {
        return new Selector(NetworkFields.IP6_DADDR);
    }

    /**
     * The destination address is one of these: addresses, prefixes or ranges, such as {@code fd00::1}, {@code fd00::/8} and {@code
     * fd00::1-fd00::9}; or it is in the set with this name, as
     * in {@code "@blocked"}.
     *
     * @throws IllegalArgumentException if a text is none of these, of the other IP version, or a prefix with host bits
     */
    public Match daddr(String first, String... more) {
        return daddr().oneOf(first, (Object[]) more);
    }

    /** The destination address is one of these. */
    public Match daddr(Ipv6Address first, Ipv6Address... more) {
        return daddr().oneOf(first, (Object[]) more);
    }

    /**
     * The destination address is in one of these networks.
     *
     * @throws IllegalArgumentException if one is of the other IP version
     */
    public Match daddr(IpPrefix first, IpPrefix... more) {
        return daddr().oneOf(first, (Object[]) more);
    }

    /**
     * The destination address is in one of these ranges.
     *
     * @throws IllegalArgumentException if one is of the other IP version
     */
    public Match daddr(AddressRange first, AddressRange... more) {
        return daddr().oneOf(first, (Object[]) more);
    }

    /**
     * The destination address is in this set.
     *
     * @throws IllegalArgumentException if the keys of the set are no IPv6 addresses
     */
    public Match daddr(NamedSet set) {
        return daddr().in(set);
    }

    /** The header that follows, for other comparisons, sets and maps. */
    public Selector nexthdr() {
        return new Selector(NetworkFields.IP6_NEXTHDR);
    }

    /** The header after the IPv6 header is one of these. */
    public Match nexthdr(IpProtocol first, IpProtocol... more) {
        return nexthdr().oneOf(first, (Object[]) more);
    }
}
