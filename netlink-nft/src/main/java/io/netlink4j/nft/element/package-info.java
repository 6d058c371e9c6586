/** How the kernel is told of the elements of a set: which messages, which elements, and which of them fit. Not exported. */
package io.netlink4j.nft.element;
