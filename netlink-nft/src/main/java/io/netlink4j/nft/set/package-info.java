/**
 * Sets, maps and their elements.
 *
 * <p>An element does not know its set. How the kernel is told of elements is not here, since programs need not know it.
 */
package io.netlink4j.nft.set;
