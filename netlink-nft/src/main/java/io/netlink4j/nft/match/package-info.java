/**
 * What a match compares: the fields of packets, and what they are compared with. Not exported.
 *
 * <p>One line in {@link io.netlink4j.nft.match.Field} is all that a field needs.
 */
package io.netlink4j.nft.match;
