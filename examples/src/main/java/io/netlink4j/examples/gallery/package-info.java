/**
 * Common nftables rulesets as Java programs write them: firewalls, address translation, services, limits, routing, frames. Each is a method
 * that adds its tables to a transaction. A resource of the tests has the same ruleset in the syntax of nft.
 */
package io.netlink4j.examples.gallery;
