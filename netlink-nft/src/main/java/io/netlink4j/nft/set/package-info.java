/**
 * Sets, maps and their elements.
 *
 * <p>An element does not know its set. The encoding of elements for the kernel is not here.
 */
package io.netlink4j.nft.set;
