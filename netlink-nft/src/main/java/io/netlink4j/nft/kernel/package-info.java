/** The messages of nf_tables and what reads the ruleset with them. Not exported. */
package io.netlink4j.nft.kernel;
