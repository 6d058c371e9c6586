/** What the kernel's errors mean: rows for each kind of object, and what is known of the objects around a refused one. Not exported. */
package io.netlink4j.nft.error;
