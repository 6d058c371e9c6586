package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import java.util.List;
import java.util.stream.IntStream;

/** A large table: routes added in batches, all of them in one list, then deleted. Once, for the memory that it takes. */
final class RouteTable implements Workload {
    private static final int BATCH = 4096;
    private static final int MEBIBYTE = 1 << 20;

    private final int count;
    private final Rtnl rtnl = Rtnl.open();
    private final Link cable;

    RouteTable(int[] numbers) {
        this.count = numbers[0];
        rtnl.links().add(Link.named("rt0").up().kind(Veth.to(Link.named("rt1").up())));
        this.cable = rtnl.links().get("rt0");
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public List<Line> round() {
        return List.of();
    }

    @Override
    public List<Line> last() {
        return List.of(add(), list(), delete());
    }

    private Line add() {
        Stopwatch watch = new Stopwatch(0);
        for (int first = 0; first < count; first += BATCH) {
            rtnl.routes()
                    .addAll(IntStream.range(first, Math.min(first + BATCH, count))
                            .mapToObj(this::route)
                            .toList())
                    .orThrow();
        }
        return new Line("added").with("n", count).with("routes/s", watch.perSecond(count));
    }

    private Line list() {
        Stopwatch watch = new Stopwatch(0);
        List<Route> routes = rtnl.routes().list(RouteFilter.main().family(IpFamily.IPV4));
        long rate = watch.perSecond(routes.size());
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Line("listed")
                .with("n", routes.size())
                .with("routes/s", rate)
                .with("MiB", (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE)
                .with("of", runtime.maxMemory() / MEBIBYTE);
    }

    private Line delete() {
        Stopwatch watch = new Stopwatch(0);
        int deleted = rtnl.routes()
                .flush(RouteFilter.main().family(IpFamily.IPV4).link("rt0"))
                .size();
        return new Line("deleted").with("n", deleted).with("routes/s", watch.perSecond(deleted));
    }

    /** One of the host routes 20.x.y.z. */
    private Route route(int number) {
        return Route.to(IpPrefix.of(new Ipv4Address(20 << 24 | number), 32)).link(cable);
    }

    @Override
    public void close() {
        rtnl.links().delete("rt0");
        rtnl.close();
    }
}
