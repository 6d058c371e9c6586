/**
 * The translation of statements to expressions. It is public for programs that implement their own statements.
 *
 * <p>nft's statements are in {@code statement}.
 */
package io.netlink4j.nft.compile;
