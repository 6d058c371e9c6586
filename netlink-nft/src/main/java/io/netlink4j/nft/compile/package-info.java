/**
 * How statements become expressions, for programs that have statements of their own.
 *
 * <p>nft's statements are in {@code statement}.
 */
package io.netlink4j.nft.compile;
