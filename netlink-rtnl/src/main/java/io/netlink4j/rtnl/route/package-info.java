/** IPv4 and IPv6 routes, and route lookups ({@code RTM_*ROUTE}). Routing rules are not here. */
package io.netlink4j.rtnl.route;
