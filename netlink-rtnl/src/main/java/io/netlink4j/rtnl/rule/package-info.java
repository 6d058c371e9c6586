/** Routing rules: they select the table for the route of a packet ({@code RTM_*RULE}). Rules of nftables are not here. */
package io.netlink4j.rtnl.rule;
