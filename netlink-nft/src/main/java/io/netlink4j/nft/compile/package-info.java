/**
 * The translation of statements to expressions, for programs with statements of their own.
 *
 * <p>nft's statements are in {@code statement}.
 */
package io.netlink4j.nft.compile;
