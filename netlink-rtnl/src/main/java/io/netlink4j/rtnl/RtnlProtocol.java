package io.netlink4j.rtnl;

import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.rule.RoutingRule;
import java.util.List;

/** {@code NETLINK_ROUTE} and all its objects. A new type of objects has one line here. */
final class RtnlProtocol {
    static final List<ObjectDescriptor<?>> DESCRIPTORS = List.of(
            Link.DESCRIPTOR, //
            Address.DESCRIPTOR,
            Route.DESCRIPTOR,
            Neighbour.DESCRIPTOR,
            RoutingRule.DESCRIPTOR,
            Nsid.DESCRIPTOR);

    static final Protocol PROTOCOL = Protocol.of(
            "NETLINK_ROUTE",
            0,
            DESCRIPTORS.stream()
                    .flatMap(descriptor -> descriptor.messages().stream())
                    .toList(),
            ObjectDescriptor.explainer(DESCRIPTORS));

    private RtnlProtocol() {}
}
