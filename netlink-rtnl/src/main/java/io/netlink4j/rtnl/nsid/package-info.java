/** The numbers by which network namespaces call each other ({@code RTM_*NSID}). Handles of namespaces are in the core module. */
package io.netlink4j.rtnl.nsid;
