/** Nsids: the numbers that network namespaces have for each other ({@code RTM_*NSID}). Handles of namespaces are in the core module. */
package io.netlink4j.rtnl.nsid;
