/** Prints rulesets in the syntax of nft. Not exported. */
package io.netlink4j.nft.text;
