package io.netlink4j.nft.statement;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.set.NamedSet;

/** Matches on the IPv4 header ({@code struct iphdr}). Only IPv4 packets match. */
public final class Ip {
    static final Ip HEADER = new Ip();

    private Ip() {}

    /** The source address, for other comparisons, sets and maps. */
    public Selector saddr() {
        return new Selector(NetworkFields.IP_SADDR);
    }

    /** The version, which is 4. */
    public Selector version() {
        return new Selector(NetworkFields.IP_VERSION);
    }

    /** The length of the header in units of 4 bytes. */
    public Selector hdrlength() {
        return new Selector(NetworkFields.IP_HDRLENGTH);
    }

    /** The differentiated services code point: a number, or a name such as {@code "cs1"}. */
    public Selector dscp() {
        return new Selector(NetworkFields.IP_DSCP);
    }

    /** The explicit congestion notification: a number, or {@code "ce"}. */
    public Selector ecn() {
        return new Selector(NetworkFields.IP_ECN);
    }

    /** The offset of the fragment in units of 8 bytes, with the flags in the upper 3 bits: {@code frag-off}. */
    public Selector fragOff() {
        return new Selector(NetworkFields.IP_FRAG_OFF);
    }

    /** The checksum of the header. */
    public Selector checksum() {
        return new Selector(NetworkFields.IP_CHECKSUM);
    }

    /** The time to live. */
    public Selector ttl() {
        return new Selector(NetworkFields.IP_TTL);
    }

    /** The identification of fragments. */
    public Selector id() {
        return new Selector(NetworkFields.IP_ID);
    }

    /** The length of the packet, with the header. */
    public Selector length() {
        return new Selector(NetworkFields.IP_LENGTH);
    }

    /**
     * The source address is one of these: addresses, prefixes or ranges, such as {@code 10.0.0.1}, {@code 10.0.0.0/8} and {@code
     * 10.0.0.1-10.0.0.9}; or it is in the set with this name, as
     * in {@code "@blocked"}.
     *
     * @throws IllegalArgumentException if a text is none of these, of the other IP version, or a prefix with host bits
     */
    public Match saddr(String first, String... more) {
        return saddr().oneOf(first, (Object[]) more);
    }

    /** The source address is one of these. */
    public Match saddr(Ipv4Address first, Ipv4Address... more) {
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
     * @throws IllegalArgumentException if the keys of the set are no IPv4 addresses
     */
    public Match saddr(NamedSet set) {
        return saddr().in(set);
    }

    /** The destination address, for other comparisons, sets and maps. */
    public Selector daddr() {
        return new Selector(NetworkFields.IP_DADDR);
    }

    /**
     * The destination address is one of these: addresses, prefixes or ranges, such as {@code 10.0.0.1}, {@code 10.0.0.0/8} and {@code
     * 10.0.0.1-10.0.0.9}; or it is in the set with this name, as
     * in {@code "@blocked"}.
     *
     * @throws IllegalArgumentException if a text is none of these, of the other IP version, or a prefix with host bits
     */
    public Match daddr(String first, String... more) {
        return daddr().oneOf(first, (Object[]) more);
    }

    /** The destination address is one of these. */
    public Match daddr(Ipv4Address first, Ipv4Address... more) {
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
     * @throws IllegalArgumentException if the keys of the set are no IPv4 addresses
     */
    public Match daddr(NamedSet set) {
        return daddr().in(set);
    }

    /** The protocol that the packet carries, for other comparisons, sets and maps. */
    public Selector protocol() {
        return new Selector(NetworkFields.IP_PROTOCOL);
    }

    /** The protocol that the packet carries is one of these. */
    public Match protocol(IpProtocol first, IpProtocol... more) {
        return protocol().oneOf(first, (Object[]) more);
    }
}
