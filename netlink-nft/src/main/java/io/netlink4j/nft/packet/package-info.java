/**
 * Values that describe packets and connections: families, protocols, message types, states.
 *
 * <p>Rules are not here. Hooks and priorities of chains are in {@code object}.
 */
package io.netlink4j.nft.packet;
