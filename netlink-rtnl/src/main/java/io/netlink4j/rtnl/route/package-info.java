/** IPv4 and IPv6 routes, and lookups of the way that a packet takes ({@code RTM_*ROUTE}). Routing rules are not here. */
package io.netlink4j.rtnl.route;
