package io.netlink4j.rtnl;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressLabel;
import io.netlink4j.rtnl.bridge.BridgePortMessage;
import io.netlink4j.rtnl.bridge.BridgeVlanMessage;
import io.netlink4j.rtnl.bridge.VxlanVniMessage;
import io.netlink4j.rtnl.counters.LinkCounters;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.neighbour.FdbEntry;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourTable;
import io.netlink4j.rtnl.nexthop.NexthopObject;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.route.MplsRoute;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.rule.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code NETLINK_ROUTE} and all its objects. */
final class RtnlProtocol {
    /** Its messages and refusals are made when they are needed: a program may use one type of objects only. */
    static final Protocol PROTOCOL = Protocol.of("NETLINK_ROUTE", 0, RtnlProtocol::messages, RtnlProtocol::explain);

    private RtnlProtocol() {}

    /** All types of objects. A new one has one line here. */
    static List<ObjectDescriptor<?>> descriptors() {
        return List.of(
                Link.DESCRIPTOR,
                Address.DESCRIPTOR,
                Route.DESCRIPTOR,
                Neighbour.DESCRIPTOR,
                FdbEntry.DESCRIPTOR,
                RoutingRule.DESCRIPTOR,
                MplsRoute.DESCRIPTOR,
                NexthopObject.DESCRIPTOR,
                BridgeVlanMessage.DESCRIPTOR,
                VxlanVniMessage.DESCRIPTOR,
                NeighbourTable.DESCRIPTOR,
                AddressLabel.DESCRIPTOR,
                LinkCounters.DESCRIPTOR,
                Nsid.DESCRIPTOR);
    }

    /** All types of objects that events are about. The messages of bridge ports have the numbers of a link's. */
    static List<ObjectDescriptor<?>> reported() {
        List<ObjectDescriptor<?>> all = new ArrayList<>(descriptors());
        all.add(BridgePortMessage.DESCRIPTOR);
        return all;
    }

    private static List<MessageType> messages() {
        return descriptors().stream()
                .flatMap(descriptor -> descriptor.messages().stream())
                .distinct()
                // They have the numbers of a link's.
                .map(BridgePortMessage::beside)
                .toList();
    }

    private static @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        return ObjectDescriptor.explainer(reported()).explain(request, errno, report);
    }
}
