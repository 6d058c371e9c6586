/** The counters of links by groups. */
package io.netlink4j.rtnl.counters;
