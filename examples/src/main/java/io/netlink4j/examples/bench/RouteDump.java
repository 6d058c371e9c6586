package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteAttributes;
import io.netlink4j.rtnl.route.RouteFilter;
import java.util.List;
import java.util.stream.Stream;

/** All IPv4 routes that are there, several times. */
final class RouteDump implements Workload {
    private static final int WARM_UP = 100;

    private final int count;
    private final Rtnl rtnl = Rtnl.open();

    RouteDump(int[] numbers) {
        this.count = numbers[0];
    }

    @Override
    public int warmUp() {
        return WARM_UP / count + 1;
    }

    @Override
    public List<Line> round() {
        return Stream.generate(this::dump).limit(count).toList();
    }

    private Line dump() {
        Stopwatch watch = new Stopwatch(0);
        Tally tally = new Tally();
        rtnl.routes().forEach(RouteFilter.allTables().family(IpFamily.IPV4), tally::count);
        long allocated = watch.allocatedBytes();
        return new Line("routedump")
                .with("n", tally.routes)
                .with("routes/s", watch.perSecond(tally.routes))
                .with("B/route", allocated / Math.max(tally.routes, 1))
                .with("sum", tally.sum);
    }

    /** Reads of each route what the bare C program reads. */
    private static final class Tally {
        private long routes;
        private long sum;

        boolean count(Route route) {
            routes++;
            sum += route.get(RouteAttributes.DST).map(Object::hashCode).orElse(0);
            sum += route.get(RouteAttributes.OIF).map(Object::hashCode).orElse(0);
            return true;
        }
    }

    @Override
    public void close() {
        rtnl.close();
    }
}
