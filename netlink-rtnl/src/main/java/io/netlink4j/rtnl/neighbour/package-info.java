/** Neighbours of ARP and of IPv6 neighbour discovery ({@code RTM_*NEIGH}). The forwarding tables of bridges are not here. */
package io.netlink4j.rtnl.neighbour;
