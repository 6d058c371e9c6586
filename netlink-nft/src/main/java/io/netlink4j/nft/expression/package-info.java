/**
 * Expressions, which the kernel executes: one file for each kind, and the code that they share.
 *
 * <p>The translation of statements to expressions is in {@code statement} and {@code compile}.
 */
package io.netlink4j.nft.expression;
