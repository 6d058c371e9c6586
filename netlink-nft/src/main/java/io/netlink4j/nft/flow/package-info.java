/**
 * Flows: the connections that the kernel tracks, and how it translates their addresses ({@code conntrack(8)}, {@code ctnetlink}). {@link
 * io.netlink4j.nft.flow.Flows} is where to begin.
 */
package io.netlink4j.nft.flow;
