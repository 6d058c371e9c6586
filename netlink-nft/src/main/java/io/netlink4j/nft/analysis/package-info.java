/**
 * Reads the expressions of a rule: the protocols that they imply, the contents of registers, the sets and chains that they use. Not
 * exported.
 */
package io.netlink4j.nft.analysis;
