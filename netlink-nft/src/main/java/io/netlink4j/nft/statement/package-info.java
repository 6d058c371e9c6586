/**
 * The words of nft's manual, of which rules are made: matches, address translation, verdicts, logs, limits.
 *
 * <p>{@link io.netlink4j.nft.statement.Statements} has factory methods for all of them, for {@code import static}. The expressions that
 * they become are in {@code expression}.
 */
package io.netlink4j.nft.statement;
