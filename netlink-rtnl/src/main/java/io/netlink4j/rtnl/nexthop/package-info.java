/** Nexthop objects and groups of them, which routes share. */
package io.netlink4j.rtnl.nexthop;
