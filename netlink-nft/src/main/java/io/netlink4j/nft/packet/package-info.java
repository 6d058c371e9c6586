/**
 * Values that describe packets and connections: families, protocols, message types, states.
 *
 * <p>Nothing here knows rules. Hooks and priorities, which are about chains, are in {@code object}.
 */
package io.netlink4j.nft.packet;
