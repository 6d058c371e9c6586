/**
 * What is said of packets and their connections: families, protocols, addresses, ports, types and states.
 *
 * <p>Nothing here knows rules. Hooks and priorities, which are about chains, are in {@code object}.
 */
package io.netlink4j.nft.packet;
