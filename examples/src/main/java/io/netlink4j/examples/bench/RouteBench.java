package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.rtnl.Link;
import io.netlink4j.rtnl.LinkReference;
import io.netlink4j.rtnl.Links;
import io.netlink4j.rtnl.Route;
import io.netlink4j.rtnl.RouteAttributes;
import io.netlink4j.rtnl.RouteFilter;
import io.netlink4j.rtnl.Rtnl;
import java.util.ArrayList;
import java.util.List;

/** The workloads that ask rtnetlink. */
final class RouteBench {
    private static final int LINK_ROUNDS = 25;
    private static final int ADD_ROUNDS = 10;
    private static final int DUMP_WARM_UP = 30;

    private RouteBench() {}

    static void linkget(int[] numbers) {
        try (Rtnl rtnl = Rtnl.open()) {
            Links links = rtnl.links();
            for (int round = 0; round < LINK_ROUNDS; round++) {
                Stopwatch watch = new Stopwatch(numbers[0]);
                for (int i = 0; i < numbers[0]; i++) {
                    linkget(links, watch);
                }
                System.out.println("linkget n=" + numbers[0] + " " + watch.laps());
            }
        }
    }

    /** Apart from the loop, for the JVM compiles a method that is called better than a loop that it is in the middle of. */
    private static void linkget(Links links, Stopwatch watch) {
        watch.lapBegins();
        links.index("lo");
        watch.lapEnds();
    }

    static void routeadd(int[] numbers) {
        try (Rtnl rtnl = Rtnl.open()) {
            Link cable = rtnl.links().get("vb0");
            for (int round = 0; round < ADD_ROUNDS; round++) {
                Stopwatch watch = new Stopwatch(numbers[0]);
                for (int i = 0; i < numbers[0]; i++) {
                    rtnl.routes().add(route(cable, i));
                }
                print("routeadd n=" + numbers[0], numbers[0], watch);
                clear(rtnl);
            }
        }
    }

    static void routeaddbatch(int[] numbers) {
        int batch = numbers.length > 1 ? numbers[1] : 256;
        try (Rtnl rtnl = Rtnl.open()) {
            Link cable = rtnl.links().get("vb0");
            for (int round = 0; round < ADD_ROUNDS; round++) {
                Stopwatch watch = new Stopwatch(numbers[0]);
                List<Route> routes = new ArrayList<>(batch);
                for (int i = 0; i < numbers[0]; i++) {
                    routes.add(route(cable, i));
                    if (routes.size() == batch || i == numbers[0] - 1) {
                        rtnl.routes().addAll(routes).orThrow();
                        routes.clear();
                    }
                }
                print("routeaddbatch n=" + numbers[0] + " batch=" + batch, numbers[0], watch);
                clear(rtnl);
            }
        }
    }

    static void routedump(int[] numbers) {
        try (Rtnl rtnl = Rtnl.open()) {
            for (int round = 0; round < numbers[0] + DUMP_WARM_UP; round++) {
                Stopwatch watch = new Stopwatch(0);
                Tally tally = new Tally();
                rtnl.routes().forEach(RouteFilter.allTables().family(IpFamily.IPV4), tally::count);
                long allocated = watch.allocatedBytes();
                System.out.println("routedump n=" + tally.routes + " routes/s=" + watch.perSecond(tally.routes)
                        + " B/route=" + allocated / Math.max(tally.routes, 1) + " sum=" + tally.sum);
            }
        }
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

    /** One of the host routes 20.x.y.z. */
    private static Route route(LinkReference out, int number) {
        return Route.to(IpPrefix.of(new Ipv4Address(20 << 24 | number), 32)).dev(out);
    }

    private static void clear(Rtnl rtnl) {
        List<Route> added = new ArrayList<>();
        rtnl.routes()
                .forEach(
                        RouteFilter.allTables().family(IpFamily.IPV4),
                        route -> route.destination().isHost() ? added.add(route) : true);
        rtnl.routes().deleteAll(added);
    }

    private static void print(String workload, int operations, Stopwatch watch) {
        System.out.println(workload + " ops/s=" + watch.perSecond(operations));
    }
}
