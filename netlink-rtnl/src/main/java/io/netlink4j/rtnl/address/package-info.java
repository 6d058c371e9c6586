/** IPv4 and IPv6 addresses of links ({@code RTM_*ADDR}). Literals such as {@code 10.0.0.1/24} are types of the core module. */
package io.netlink4j.rtnl.address;
