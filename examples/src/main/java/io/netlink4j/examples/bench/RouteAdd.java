package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import java.util.ArrayList;
import java.util.List;

/** Host routes by the link vb0, acknowledged one by one, or many of them in each call. */
final class RouteAdd implements Workload {
    private static final int USUAL_BATCH = 256;

    private final String name;
    private final int count;
    private final int batch;
    private final Rtnl rtnl = Rtnl.open();
    private final Link cable = rtnl.links().get("vb0");

    private RouteAdd(String name, int count, int batch) {
        this.name = name;
        this.count = count;
        this.batch = batch;
    }

    static RouteAdd oneByOne(int[] numbers) {
        return new RouteAdd("routeadd", numbers[0], 1);
    }

    static RouteAdd batched(int[] numbers) {
        return batched("routeaddbatch", numbers);
    }

    /** Does the same as {@link #batched}: the library asks for the acknowledgement of the last route only. The other program does so here. */
    static RouteAdd lastAcknowledged(int[] numbers) {
        return batched("routeaddlast", numbers);
    }

    private static RouteAdd batched(String name, int[] numbers) {
        return new RouteAdd(name, numbers[0], numbers.length > 1 ? numbers[1] : USUAL_BATCH);
    }

    @Override
    public int warmUp() {
        return 40;
    }

    @Override
    public List<Line> round() {
        Stopwatch watch = new Stopwatch(0);
        if (batch == 1) {
            for (int i = 0; i < count; i++) {
                rtnl.routes().add(route(i));
            }
            return List.of(new Line(name).with("n", count).with("ops/s", watch.perSecond(count)));
        }
        for (int i = 0; i < count; i += batch) {
            addFrom(i);
        }
        return List.of(new Line(name).with("n", count).with("batch", batch).with("ops/s", watch.perSecond(count)));
    }

    private void addFrom(int first) {
        List<Route> routes = new ArrayList<>(batch);
        for (int i = first; i < Math.min(first + batch, count); i++) {
            routes.add(route(i));
        }
        rtnl.routes().addAll(routes).orThrow();
    }

    /** One of the host routes 20.x.y.z. */
    private Route route(int number) {
        return Route.to(IpPrefix.of(new Ipv4Address(20 << 24 | number), 32)).link(cable);
    }

    @Override
    public void clean() {
        List<Route> added = new ArrayList<>();
        rtnl.routes()
                .forEach(
                        RouteFilter.main().family(IpFamily.IPV4),
                        route -> route.destination().isHost() ? added.add(route) : true);
        rtnl.routes().deleteAll(added);
    }

    @Override
    public void close() {
        rtnl.close();
    }
}
