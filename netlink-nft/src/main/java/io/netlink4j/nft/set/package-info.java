/**
 * Sets, maps and their elements.
 *
 * <p>An element has no reference to its set. The encoding of elements for the kernel is in {@code element}.
 */
package io.netlink4j.nft.set;
