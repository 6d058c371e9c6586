package io.netlink4j.rtnl.lab;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.route.Route;

/** Sends the requests that connect the nodes of a lab. */
final class LabConnections {
    private LabConnections() {}

    /** A veth pair with one end in each node, both up. */
    static void cable(LabNode first, String firstLink, LabNode second, String secondLink) {
        Link far = Link.named(secondLink).in(second.namespace()).up();
        first.rtnl().links().add(Link.named(firstLink).up().kind(Veth.to(far)));
    }

    static void bridge(LabNode node, String name) {
        node.rtnl().links().add(Link.named(name).kind(Bridge.defaults()).up());
    }

    /** A veth pair between a bridge and a member. The port is named after the member. */
    static void port(LabNode bridge, String name, LabNode member) {
        Link far = Link.named(name).in(member.namespace()).up();
        bridge.rtnl().links().add(Link.named(member.name()).master(name).up().kind(Veth.to(far)));
        bridge.addPort(member.name());
    }

    static void forward(LabNode node) {
        node.namespace().sysctl().ipv4Forwarding(true);
        try {
            node.namespace().sysctl().ipv6Forwarding(true);
        } catch (NetlinkException.NotFound noIpv6) {
            // A kernel without IPv6 does not forward it.
        }
    }

    static void route(LabNode node, String destination, String gateway) {
        IpFamily family = IpAddress.of(gateway).family();
        Route route = destination.equals("default") ? Route.toDefault(family) : Route.to(destination);
        node.rtnl().routes().add(route.via(gateway));
    }
}
