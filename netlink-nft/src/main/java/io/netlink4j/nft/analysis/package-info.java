/**
 * What the expressions of a rule say: which protocols a packet has, what the registers hold, which sets and chains are used. Not
 * exported.
 */
package io.netlink4j.nft.analysis;
