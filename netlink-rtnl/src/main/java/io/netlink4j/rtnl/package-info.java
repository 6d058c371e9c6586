/**
 * rtnetlink of one network namespace: {@link io.netlink4j.rtnl.Rtnl} opens the namespace and returns the collections of links, addresses,
 * routes, neighbours and nsids. The list of all types of objects is here. The objects themselves are in the packages below.
 */
package io.netlink4j.rtnl;
