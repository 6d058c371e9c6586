package io.netlink4j.rtnl.route;

import io.netlink4j.core.collection.ObjectFilter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Selects MPLS routes. */
public final class MplsRouteFilter extends ObjectFilter<MplsRoute> {
    private static final MplsRouteFilter ALL = new MplsRouteFilter(List.of());

    private MplsRouteFilter(List<Condition<MplsRoute>> conditions) {
        super(MplsRoute.any(), conditions);
    }

    /** All MPLS routes. */
    public static MplsRouteFilter all() {
        return ALL;
    }

    /** A filter that also requires an origin. */
    public MplsRouteFilter protocol(RouteProtocol protocol) {
        return new MplsRouteFilter(
                and(Condition.of("proto " + protocol, route -> route.protocol().equals(protocol))));
    }

    /** Rejects the routes of other families, with which a kernel without MPLS replies. */
    @Override
    protected boolean mayAccept(MplsRoute asked, MemorySegment message, long body) {
        return message.get(ValueLayout.JAVA_BYTE, body) == MplsRouteAttributes.AF_MPLS;
    }
}
