/**
 * Values that describe packets and connections, and options that statements name: families, protocols, message types, states, flags,
 * levels.
 *
 * <p>Rules are not here. Hooks and priorities of chains are in {@code object}.
 */
package io.netlink4j.nft.packet;
