package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.statement.Selector;

/** Data of the route of a packet: {@code rt} of nft. */
public final class Rt {
    static final Rt HEADER = new Rt();

    private Rt() {}

    /** The realm of the route. */
    public Selector classid() {
        return Fields.of(SystemFields.RT_CLASSID);
    }

    /** The IPv4 address of the next hop. */
    public Selector nexthop() {
        return Fields.of(SystemFields.RT_NEXTHOP);
    }

    /** The IPv6 address of the next hop. */
    public Selector nexthop6() {
        return Fields.of(SystemFields.RT_NEXTHOP6);
    }

    /** The largest segment of TCP that fits the route: {@code rt mtu}; at forward, output and postrouting. */
    public Selector mtu() {
        return Fields.of(SystemFields.RT_MTU);
    }

    /** Whether the route goes through IPsec: true or false. */
    public Selector ipsec() {
        return Fields.of(SystemFields.RT_IPSEC);
    }
}
