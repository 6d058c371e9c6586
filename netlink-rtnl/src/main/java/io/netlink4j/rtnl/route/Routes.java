package io.netlink4j.rtnl.route;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.util.function.Predicate;

/**
 * The IPv4 and IPv6 routes of a network namespace ({@code RTM_*ROUTE}). Lists hold IPv4 routes before IPv6 routes; a table that does not exist
 * has none.
 *
 * <p>{@link #add}, {@link #replace} and {@link #change} answer the route as the kernel echoes it ({@code NLM_F_ECHO}): with the link of a
 * gateway, the metric 1024 of IPv6, flags such as {@code linkdown}. That takes about a quarter longer than the request alone; {@link #addAll}
 * does without it. {@link #delete} deletes the first route of the table that agrees in everything that was set.
 */
public final class Routes extends ObjectCollection<Route, RouteFilter> {
    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public Routes(RtnlSender sender) {
        super(sender, Route.DESCRIPTOR);
    }

    @Override
    protected RouteFilter defaultFilter() {
        return RouteFilter.main();
    }

    @Override
    protected RouteFilter widestFilter(Route route) {
        return RouteFilter.allTables().family(route.family()).table(route.table());
    }

    /** A table that never had a route is none of the kernel. */
    @Override
    protected boolean isEmpty(NetlinkException.NotFound refusal) {
        return refusal.errno().filter(Errno.ENOENT::equals).isPresent();
    }

    /**
     * The way that a packet of this host to an address would take.
     *
     * @throws NetlinkException.Unreachable if no route leads there
     */
    public Route lookup(IpAddress destination) {
        return lookup(RouteLookup.to(destination));
    }

    /** The way that a packet of this host to an address, given as a literal, would take. */
    public Route lookup(String destination) {
        return lookup(IpAddress.of(destination));
    }

    /**
     * The way that a packet would take.
     *
     * @throws NetlinkException.Unreachable if no route leads there
     */
    public Route lookup(RouteLookup packet) {
        Request request = new Request(Route.GETROUTE, 0, packet.packet(), () -> "find the route to " + packet);
        return sender().get(request, descriptor()::decodeCreated);
    }

    /**
     * Adds a route behind those to the same network with the same metric. IPv6 makes one multipath route of them if
     * each has a gateway.
     */
    public Route append(Route route) {
        return put(Operation.APPEND, route);
    }

    /** Adds a route before those to the same network with the same metric. */
    public Route prepend(Route route) {
        return put(Operation.PREPEND, route);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The kernel does not tell of every route that goes: an IPv4 route that vanishes with its link, with the last address of its link, or when
     * its link is switched off, is not told as deleted. A view of routes has to follow links and addresses too, and to list the routes again.
     */
    @Override
    public Subscription<Route> subscribe(RtnlGroup... groups) {
        return super.subscribe(groups);
    }

    /** The kernel does not echo an IPv4 route that takes the place of an equal one. */
    @Override
    protected Route installed(Route sent) {
        Predicate<Route> same = found -> found.destination().equals(sent.destination())
                && found.table() == sent.table()
                && found.tos() == sent.tos()
                && found.metric() == sent.metric();
        try {
            Route matched = lookup(
                    RouteLookup.to(sent.destination().address()).tos(sent.tos()).matchedRoute());
            if (same.test(matched)) {
                return matched;
            }
        } catch (NetlinkException nowhere) {
            // Or to where no packet goes: then it is found in the list.
        }
        RouteFilter likely =
                RouteFilter.main().family(sent.family()).table(sent.table()).type(sent.type());
        return list(likely).stream().filter(same).findFirst().orElse(sent);
    }

    @Override
    @SuppressWarnings("exports")
    protected Route outgoing(Operation operation, Route route, LinkIndexes indexes) {
        return operation == Operation.DELETE
                ? RouteCompletion.deleted(route, indexes)
                : RouteCompletion.added(route, indexes);
    }
}
