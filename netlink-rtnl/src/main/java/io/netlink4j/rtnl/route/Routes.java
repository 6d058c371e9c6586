package io.netlink4j.rtnl.route;

import static io.netlink4j.core.message.MessageHeader.NLM_F_APPEND;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.Flush;
import io.netlink4j.rtnl.internal.ObjectSubscriptions;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The IPv4 and IPv6 routes of a network namespace ({@code RTM_*ROUTE}). */
public final class Routes {
    private final RtnlSender sender;

    /** Made by {@code Rtnl}. */
    @SuppressWarnings("exports")
    public Routes(RtnlSender sender) {
        this.sender = sender;
    }

    /** The routes of the table {@code main}, IPv4 before IPv6; other tables are a matter of a {@link RouteFilter}. */
    public List<Route> list() {
        return list(RouteFilter.main());
    }

    /** The routes that {@code filter} lets through, IPv4 before IPv6; none where the table does not exist. */
    public List<Route> list(RouteFilter filter) {
        List<Route> found = new ArrayList<>();
        for (IpFamily family : filter.families()) {
            int before = found.size();
            dump(filter, family, new RouteVisitor(request(filter, family), found::add, () -> {
                found.subList(before, found.size()).clear();
                return true;
            }));
        }
        return found;
    }

    /**
     * Hands each route that {@code filter} lets through to {@code visitor}, which answers whether to go on, and keeps
     * none. The visitor must not use the same {@code Rtnl}.
     *
     * @throws NetlinkException.DumpInterrupted after the last route, if routes changed meanwhile: some may have come
     *     twice or not at all
     */
    public void forEach(RouteFilter filter, Predicate<? super Route> visitor) {
        for (IpFamily family : filter.families()) {
            RouteVisitor reader = new RouteVisitor(request(filter, family), visitor, () -> false);
            dump(filter, family, reader);
            if (reader.isLeft()) {
                return;
            }
        }
    }

    private Route request(RouteFilter filter, IpFamily family) {
        Route asked = filter.request(family);
        return asked.link()
                .map(link -> asked.dev(LinkReference.of(sender.ifindex(link, () -> "list routes " + filter))))
                .orElse(asked);
    }

    private void dump(RouteFilter filter, IpFamily family, RouteVisitor reader) {
        Request request = new Request(Route.GETROUTE, 0, reader.asked(), () -> "list " + family + " routes " + filter);
        try {
            sender.socket().dump(request, reader);
        } catch (NetlinkException.NotFound none) {
            if (none.errno().filter(Errno.ENOENT::equals).isEmpty()) {
                throw none;
            }
            // The table has never had a route, so the kernel has none of that number.
        }
    }

    /**
     * The way that a packet of this host to an address would take.
     *
     * @throws NetlinkException.Unreachable if no route leads there
     */
    public Route get(IpAddress destination) {
        return get(RouteLookup.to(destination));
    }

    /** The way that a packet of this host to an address, given as a literal, would take. */
    public Route get(String destination) {
        return get(IpAddress.of(destination));
    }

    /**
     * The way that a packet would take.
     *
     * @throws NetlinkException.Unreachable if no route leads there
     */
    public Route get(RouteLookup packet) {
        Request request = new Request(Route.GETROUTE, 0, packet.packet(), () -> "find the route to " + packet);
        return sender.get(request, (type, flags, body) -> Route.DESCRIPTOR.decode(body));
    }

    /**
     * Adds a route.
     *
     * <p>This method and those that change routes one by one answer the route as the kernel has it now, which tells of it ({@code
     * NLM_F_ECHO}): with the link of a gateway, the metric 1024 of IPv6, flags such as {@code linkdown}. That takes
     * about a quarter longer than the addition alone; {@link #addAll} does without it.
     *
     * @throws NetlinkException.AlreadyExists if the table has one to the same network with the same metric
     * @throws NetlinkException.Unreachable if its gateway is on no network of this host
     */
    public Route add(Route route) {
        return put(NLM_F_CREATE | NLM_F_EXCL, "add", route);
    }

    /** Adds routes, many with one system call; a refused one does not keep it from the next. */
    public BatchResult addAll(Collection<Route> routes) {
        return batch(routes, (route, indexes) -> added(NLM_F_CREATE | NLM_F_EXCL, "add", route, indexes));
    }

    /**
     * Changes the route to the same network.
     *
     * @throws NetlinkException.NotFound if there is none
     */
    public Route change(Route route) {
        return put(NLM_F_REPLACE, "change", route);
    }

    /** Adds a route, in the place of the one to the same network with the same metric if there is one. */
    public Route replace(Route route) {
        return put(NLM_F_CREATE | NLM_F_REPLACE, "replace", route);
    }

    /**
     * Adds a route behind those to the same network with the same metric. IPv6 makes one multipath route of them if
     * each has a gateway.
     */
    public Route append(Route route) {
        return put(NLM_F_CREATE | NLM_F_APPEND, "append", route);
    }

    /** Adds a route before those to the same network with the same metric. */
    public Route prepend(Route route) {
        return put(NLM_F_CREATE, "prepend", route);
    }

    /**
     * Deletes the first route of the table that agrees in everything that was set.
     *
     * @throws NetlinkException.NotFound if none does
     */
    public void delete(Route route) {
        Supplier<String> operation = () -> "delete route " + route;
        sender.execute(deleted(route, indexes(operation)));
    }

    /** Deletes routes, many with one system call; a refused one does not keep it from the next. */
    public BatchResult deleteAll(Collection<Route> routes) {
        return batch(routes, Routes::deleted);
    }

    /**
     * Deletes the routes that {@code filter} lets through, as {@code ip route flush} does: again and again until there are none, at most
     * ten times.
     *
     * @return the routes that were there
     * @throws NetlinkException the first refusal, with the others suppressed in it, after every route was tried; or if there are new
     *     routes after ten times
     */
    public List<Route> flush(RouteFilter filter) {
        ToIntFunction<LinkReference> indexes = indexes(() -> "flush routes " + filter);
        return new Flush<Route>(sender, () -> list(filter), route -> deleted(route, indexes))
                .untilEmpty("routes " + filter);
    }

    /**
     * Subscribes to the routes of all tables, on a socket of its own in this namespace: from now on the kernel's messages wait until {@link
     * Subscription#next()} takes them, in their order. The subscription lives until it is closed, whether or not the {@code Rtnl} is.
     *
     * <p>The kernel does not tell of every route that goes: an IPv4 route that vanishes with its link, or with the last address of its link,
     * or when its link is switched off, is not told as deleted. Whoever keeps a view of routes has to follow links and addresses too and to list
     * the routes again.
     *
     * @param groups {@link RtnlGroup#IPV4_ROUTE} or {@link RtnlGroup#IPV6_ROUTE}; both where none is given
     * @throws IllegalArgumentException if routes are not told in a group
     */
    public Subscription<Route> subscribe(RtnlGroup... groups) {
        return ObjectSubscriptions.subscribe(sender.socket(), Route.DESCRIPTOR, groups);
    }

    private Route put(int flags, String verb, Route route) {
        Supplier<String> operation = () -> verb + " route " + route;
        Request request = added(flags, verb, route, indexes(operation));
        List<Route> echoed = sender.echo(
                request, (type, more, body) -> type == Route.NEWROUTE.number() ? Route.DESCRIPTOR.decode(body) : null);
        return echoed.isEmpty() ? installed((Route) request.body()) : echoed.getFirst();
    }

    /** Of an IPv4 route that takes the place of an equal one the kernel tells nothing. */
    private Route installed(Route sent) {
        Predicate<Route> same = found -> found.destination().equals(sent.destination())
                && found.table() == sent.table()
                && found.tos() == sent.tos()
                && found.metric() == sent.metric();
        try {
            Route matched = get(
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

    private static Request added(int flags, String verb, Route route, ToIntFunction<LinkReference> indexes) {
        return new Request(Route.NEWROUTE, flags, RouteSending.added(route, indexes), () -> verb + " route " + route);
    }

    private static Request deleted(Route route, ToIntFunction<LinkReference> indexes) {
        return new Request(Route.DELROUTE, 0, RouteSending.deleted(route, indexes), () -> "delete route " + route);
    }

    private BatchResult batch(
            Collection<Route> routes, BiFunction<Route, ToIntFunction<LinkReference>, Request> asRequest) {
        Map<LinkReference, Integer> known = new HashMap<>();
        ToIntFunction<LinkReference> indexes = link -> known.computeIfAbsent(
                link, name -> sender.ifindex(name, () -> "find the link of a route in " + sender.where()));
        List<Request> requests = new ArrayList<>(routes.size());
        for (Route route : routes) {
            requests.add(asRequest.apply(route, indexes));
        }
        return sender.batch(requests);
    }

    private ToIntFunction<LinkReference> indexes(Supplier<String> operation) {
        return link -> sender.ifindex(link, () -> operation.get() + " in " + sender.where());
    }
}
