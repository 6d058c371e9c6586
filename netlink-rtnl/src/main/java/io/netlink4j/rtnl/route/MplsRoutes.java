package io.netlink4j.rtnl.route;

import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;

/**
 * The MPLS routes of a network namespace, as {@code ip -f mpls route} handles them. The kernel routes packets with a label only from links
 * with the sysctl {@code net.mpls.conf.LINK.input}, and only labels below {@code net.mpls.platform_labels}.
 *
 * {@snippet :
 * rtnl.mplsRoutes().add(MplsRoute.of(100).as(200).via("10.0.0.2"));
 * }
 */
public final class MplsRoutes extends ObjectCollection<MplsRoute, MplsRouteFilter> {
    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public MplsRoutes(RtnlSender sender) {
        super(sender, MplsRoute.DESCRIPTOR);
    }

    @Override
    protected MplsRouteFilter defaultFilter() {
        return MplsRouteFilter.all();
    }

    /**
     * The route for a label ({@code RTM_GETROUTE}).
     *
     * @throws io.netlink4j.core.error.NetlinkException.Unreachable if there is none
     */
    public MplsRoute get(int label) {
        Request request =
                new Request(descriptor().requested(), 0, MplsRoute.of(label), () -> "find the MPLS route of " + label);
        return sender().get(request, descriptor()::decodeCreated);
    }

    @Override
    @SuppressWarnings("exports")
    protected MplsRoute outgoing(Operation operation, MplsRoute route, LinkIndexes indexes) {
        return operation == Operation.DELETE ? MplsRoute.of(route.label()).deleted() : route.added(indexes);
    }
}
