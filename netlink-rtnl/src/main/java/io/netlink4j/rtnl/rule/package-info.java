/** Routing rules, which select the table that a packet's route is looked up in ({@code RTM_*RULE}). Rules of nftables are not here. */
package io.netlink4j.rtnl.rule;
