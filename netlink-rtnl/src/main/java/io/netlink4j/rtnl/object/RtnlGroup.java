package io.netlink4j.rtnl.object;

import io.netlink4j.core.object.MulticastGroup;

/**
 * The multicast groups of {@code NETLINK_ROUTE}: {@code RTNLGRP_*} of {@code linux/rtnetlink.h}, without those of DECnet.
 *
 * <p>{@code Rtnl.subscribe} accepts the groups of links, addresses, IP and MPLS routes, neighbours, rules, nexthops, VLANs and nsids. Use the numbers of the others with {@link
 * io.netlink4j.core.NetlinkSocket#subscribe(io.netlink4j.core.Decoder, int...)}.
 */
public enum RtnlGroup implements MulticastGroup {
    /** Links, and ports of bridges. */
    LINK(1),
    /** Unused by current kernels. */
    NOTIFY(2),
    /** Neighbours of all families, also entries of the forwarding tables of bridges. */
    NEIGH(3),
    /** Queueing disciplines, traffic classes and filters. */
    TC(4),
    /** IPv4 addresses. */
    IPV4_IFADDR(5),
    /** IPv4 multicast routes. */
    IPV4_MROUTE(6),
    /** IPv4 routes. */
    IPV4_ROUTE(7),
    /** IPv4 routing rules. */
    IPV4_RULE(8),
    /** IPv6 addresses. */
    IPV6_IFADDR(9),
    /** IPv6 multicast routes. */
    IPV6_MROUTE(10),
    /** IPv6 routes. */
    IPV6_ROUTE(11),
    /** The state of links in IPv6: {@code RTM_NEWLINK} of the family {@code AF_INET6}. */
    IPV6_IFINFO(12),
    /** Prefixes that routers advertise. */
    IPV6_PREFIX(18),
    /** IPv6 routing rules. */
    IPV6_RULE(19),
    /** Options of router advertisements for programs, such as name servers. */
    ND_USEROPT(20),
    /** Phonet addresses. */
    PHONET_IFADDR(21),
    /** Phonet routes. */
    PHONET_ROUTE(22),
    /** Data center bridging. */
    DCB(23),
    /** Values below {@code net.ipv4.conf}. */
    IPV4_NETCONF(24),
    /** Values below {@code net.ipv6.conf}. */
    IPV6_NETCONF(25),
    /** Entries of the multicast tables of bridges. */
    MDB(26),
    /** MPLS routes. */
    MPLS_ROUTE(27),
    /** Nsids of other namespaces. */
    NSID(28),
    /** Values below {@code net.mpls.conf}. */
    MPLS_NETCONF(29),
    /** IPv4 multicast routing: cache misses. */
    IPV4_MROUTE_R(30),
    /** IPv6 multicast routing: cache misses. */
    IPV6_MROUTE_R(31),
    /** Nexthop objects. */
    NEXTHOP(32),
    /** VLANs of bridges and their ports. */
    BRVLAN(33),
    /** MCTP addresses. */
    MCTP_IFADDR(34),
    /** VNIs of VXLAN links with a VNI filter. */
    TUNNEL(35),
    /** Changes of the statistics that hardware counts. */
    STATS(36),
    /** IPv4 multicast groups that links joined. */
    IPV4_MCADDR(37),
    /** IPv6 multicast groups that links joined. */
    IPV6_MCADDR(38),
    /** IPv6 anycast addresses. */
    IPV6_ACADDR(39);

    private final int number;

    RtnlGroup(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    /** The name of the kernel, such as {@code RTNLGRP_LINK}. */
    @Override
    public String toString() {
        return "RTNLGRP_" + name();
    }
}
