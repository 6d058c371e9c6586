/**
 * The words of nft's manual, of which rules are made: matches, address translation, verdicts, logs, limits.
 *
 * <p>{@link io.netlink4j.nft.statement.Statements} has all of them, for {@code import static}. What they become is in {@code expression}.
 */
package io.netlink4j.nft.statement;
