/**
 * The fields of packets and the values that matches compare them with. Not exported.
 *
 * <p>A field takes one line in {@link io.netlink4j.nft.match.Field}.
 */
package io.netlink4j.nft.match;
