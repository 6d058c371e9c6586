package io.netlink4j.rtnl.route;

import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.rtnl.internal.LinkIndexes;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.link.kind.Vrf;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.object.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The IPv4 and IPv6 routes of a network namespace ({@code RTM_*ROUTE}). Lists contain IPv4 routes before IPv6 routes. The list of a table
 * that does not exist is empty.
 *
 * <p>{@link #add}, {@link #replace} and {@link #change} return the route as the kernel echoes it ({@code NLM_F_ECHO}): with the link of a
 * gateway, the metric 1024 of IPv6, flags such as {@code linkdown}. The echo adds about a quarter to the time of a request; {@link #addAll}
 * does not request it. {@link #delete} deletes the first route of the table that matches everything that was set.
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
    protected RouteFilter prepared(RouteFilter filter) {
        return filter.prepared(this::table);
    }

    /** The table of a VRF. */
    private int table(LinkReference vrf) {
        return new Links(sender())
                .get(vrf)
                .kind()
                .flatMap(kind -> kind instanceof Vrf found ? found.table() : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(vrf.label() + " is no VRF"))
                .intValue();
    }

    @Override
    public List<Route> flush(RouteFilter filter) {
        if (filter.isCached()) {
            throw new IllegalArgumentException("cannot " + sentence("flush", filter)
                    + ": the parameters net.ipv4.route.flush and net.ipv6.route.flush drop what the kernel learned");
        }
        return super.flush(filter);
    }

    @Override
    protected RouteFilter widestFilter(Route route) {
        return RouteFilter.allTables().family(route.family()).table(route.table());
    }

    /**
     * The route to the network of {@code wanted} with its source, metric, type of service and table. An IPv6 route also has its nexthop object, or its gateways and links
     * as far as they are set, and the metric 1024 if none is set.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    @Override
    public Route get(Route wanted) {
        Supplier<String> operation = () -> "find " + describe(wanted);
        Route resolved = resolved(wanted, operation);
        return list(widestFilter(wanted)).stream()
                .filter(found -> RouteCompletion.isMeant(resolved, found))
                .findFirst()
                .orElseThrow(() -> NetlinkException.refused(
                        operation.get() + " in " + sender().where(), Errno.ENOENT, "it does not exist"));
    }

    /** The kernel does not know a table that never had a route. */
    @Override
    protected boolean isEmpty(NetlinkException.NotFound refusal) {
        return refusal.errno().filter(Errno.ENOENT::equals).isPresent();
    }

    /**
     * Looks up the route of a packet from this host to an address.
     *
     * @throws NetlinkException.Unreachable if no route leads there
     */
    public Route lookup(IpAddress destination) {
        return lookup(RouteLookup.to(destination));
    }

    /** Looks up the route of a packet from this host to an address, given as a literal. */
    public Route lookup(String destination) {
        return lookup(IpAddress.of(destination));
    }

    /**
     * Looks up the route of a packet.
     *
     * @throws NetlinkException.Unreachable if no route leads there
     */
    public Route lookup(RouteLookup packet) {
        Request request = new Request(Route.GETROUTE, 0, packet.packet(), () -> "find the route to " + packet);
        Route found = sender().get(request, descriptor()::decodeCreated);
        return packet.isConnected()
                ? found.source().map(source -> lookup(packet.from(source))).orElse(found)
                : found;
    }

    /**
     * Adds a route after those to the same network with the same metric. IPv6 combines them into one multipath route if each has a gateway.
     */
    public Route append(Route route) {
        return put(Operation.APPEND, route);
    }

    /** Adds a route before those to the same network with the same metric. */
    public Route prepend(Route route) {
        return put(Operation.PREPEND, route);
    }

    /**
     * Whether there is a route to the network of {@code route} with its metric, type of service and table, whatever its gateway is, so that
     * {@link #add} would be refused. The route must be complete, as for {@code add}.
     *
     * <p>For IPv4 the kernel is asked, as {@code ip route test} does. For IPv6 the routes are listed: there the kernel adds a route that it
     * is asked for in that way.
     */
    public boolean test(Route route) {
        if (route.family() == IpFamily.IPV6) {
            return list(widestFilter(route)).stream().anyMatch(found -> RouteCompletion.isKeyOf(route, found));
        }
        try {
            put(Operation.TEST, route);
            return true;
        } catch (NetlinkException.AlreadyExists there) {
            return true;
        } catch (NetlinkException.NotFound none) {
            return false;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The kernel does not report every deletion. No event follows if an IPv4 route vanishes because its link is deleted or goes down, or
     * because the last address of its link is deleted. To track routes, subscribe to links and addresses too, and list the routes again.
     */
    @Override
    public Subscription<Route> subscribe(MulticastGroup... groups) {
        return super.subscribe(groups);
    }

    /** The kernel does not echo an IPv4 route that replaces an equal one. */
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
            // No packet can go to this destination, so the route is found in the list.
        }
        RouteFilter likely =
                RouteFilter.main().family(sent.family()).table(sent.table()).type(sent.type());
        return list(likely).stream().filter(same).findFirst().orElse(sent);
    }

    @Override
    @SuppressWarnings("exports")
    protected Route outgoing(Operation operation, Route route, LinkIndexes indexes) {
        if (operation == Operation.DELETE) {
            return RouteCompletion.deleted(route, indexes);
        }
        RouteCompletion.checkMeant(route);
        return RouteCompletion.added(route, indexes);
    }
}
