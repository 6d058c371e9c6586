/** Explains errors: rows for each kind of object, and searches among the objects that the refused one depends on. Not exported. */
package io.netlink4j.nft.error;
