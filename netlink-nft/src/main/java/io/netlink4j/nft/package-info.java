/**
 * The ruleset of nftables: a connection that reads it and changes it in transactions.
 *
 * <p>{@link io.netlink4j.nft.Nft} is where programs begin. The objects that it reads and that transactions take are in {@code object} and
 * {@code set}, the words of rules in {@code statement}.
 */
package io.netlink4j.nft;
