package io.netlink4j.nft.compile;

/**
 * The bytecode that statements become: that which nft of a version makes of the same text. A rule of one profile matches the same packets as
 * one of the other, and nft lists both alike. No profile needs a newer kernel: {@code range} and the flags of checksums are older than Linux
 * 5.0.
 *
 * <table>
 * <caption>What differs</caption>
 * <tr><th>statement</th><th>{@link #NFT_1_0_6}</th><th>{@link #NFT_1_1}</th></tr>
 * <tr><td>{@code tcp dport 80-90}</td><td>two {@code cmp}</td><td>one {@code range}</td></tr>
 * <tr><td>{@code ip dscp { 1, 3-5 }}</td><td>compares the bits where they are in the header</td><td>shifts them to the lowest bit
 * first</td></tr>
 * <tr><td>{@code udp dport set 53}</td><td>updates the checksum at its offset</td><td>has the kernel update the checksum if the
 * datagram has one</td></tr>
 * <tr><td>{@code vlan pcp set 5}</td><td>writes one byte</td><td>writes two bytes</td></tr>
 * </table>
 *
 * <p>What a version of nft compiles wrongly has the bytecode that was meant: numbers of several bytes in concatenations and marks (1.0.6), and
 * bits of several bytes in ranges, such as {@code ip6 dscp { 1, 3-5 }} (1.1). Sets have the same attributes in each profile.
 */
public enum Profile {
    /** nft 1.0.6, which Debian 12 has. */
    NFT_1_0_6,
    /** nft 1.1, tested against 1.1.3. */
    NFT_1_1;

    /** What rules have that nobody asked for in another profile. */
    public static final Profile DEFAULT = NFT_1_0_6;

    /** Whether a range is compared by one expression, {@code range}, rather than by a comparison with each of its ends. */
    public boolean hasRanges() {
        return this != NFT_1_0_6;
    }

    /** Whether bits of a header that are looked up in ranges of an anonymous set are shifted, so that its keys are numbers. */
    public boolean shiftsBitsForRanges() {
        return this != NFT_1_0_6;
    }

    /** Whether the checksum of UDP is left to the kernel, which knows datagrams without one ({@code NFT_PAYLOAD_L4CSUM_PSEUDOHDR}). */
    public boolean knowsDatagramsWithoutChecksum() {
        return this != NFT_1_0_6;
    }

    /** Whether parts of a link header are written as words of 16 bits, as those of a header with a checksum are in each profile. */
    public boolean writesWordsOfLinkHeaders() {
        return this != NFT_1_0_6;
    }
}
