/**
 * What the kernel executes: one file for each kind of expression, and what these share.
 *
 * <p>Expressions are written and read as they are. Which of them a statement becomes is decided in {@code statement} and {@code compile}.
 */
package io.netlink4j.nft.expression;
