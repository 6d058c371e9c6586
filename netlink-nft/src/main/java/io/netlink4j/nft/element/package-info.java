/** Encodes the elements of a set for the kernel, decodes them, and checks that they fit the set. Not exported. */
package io.netlink4j.nft.element;
