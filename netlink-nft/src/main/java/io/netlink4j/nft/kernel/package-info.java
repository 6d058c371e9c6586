/** The messages of nf_tables, and the readers of rulesets, elements and events. Not exported. */
package io.netlink4j.nft.kernel;
