/**
 * The objects of a table: chains, rules, named objects and flowtables, and the table itself.
 *
 * <p>Sets and maps are in {@code set}. The parts of rules are in {@code statement} and {@code expression}.
 */
package io.netlink4j.nft.object;
