/** Encapsulations of routes and nexthops: the headers that packets get on their way. */
package io.netlink4j.rtnl.encap;
