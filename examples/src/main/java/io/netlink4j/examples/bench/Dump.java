package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.collection.ObjectReader;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.neighbour.NeighbourAttributes;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.route.RouteAttributes;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.rule.RoutingRuleFilter;
import io.netlink4j.rtnl.rule.RuleAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All IPv4 objects of one type that are there, several times. Two attributes of each are read. */
final class Dump<T extends NetlinkObject<T>, F extends ObjectFilter<T>> implements Workload {
    /** How many objects the JVM reads until it has compiled all that is worth it. */
    private static final long WARM_UP = 10_000_000;

    private final String name;
    private final String object;
    private final int count;
    private final Rtnl rtnl = Rtnl.open();
    private final ObjectReader<T, F> reader;
    private final F filter;
    private final Attribute<?> first;
    private final Attribute<?> second;

    private Dump(
            String name,
            String object,
            int count,
            Function<Rtnl, ObjectReader<T, F>> reader,
            F filter,
            Attribute<?> first,
            Attribute<?> second) {
        this.name = name;
        this.object = object;
        this.count = count;
        this.reader = reader.apply(rtnl);
        this.filter = filter;
        this.first = first;
        this.second = second;
    }

    static Workload routes(int[] numbers) {
        return new Dump<>(
                "routedump",
                "route",
                numbers[0],
                Rtnl::routes,
                RouteFilter.allTables().family(IpFamily.IPV4),
                RouteAttributes.DST,
                RouteAttributes.OIF);
    }

    static Workload rules(int[] numbers) {
        return new Dump<>(
                "ruledump",
                "rule",
                numbers[0],
                Rtnl::rules,
                RoutingRuleFilter.all().family(IpFamily.IPV4),
                RuleAttributes.PRIORITY,
                RuleAttributes.TABLE);
    }

    static Workload neighbours(int[] numbers) {
        return new Dump<>(
                "neighdump",
                "neighbour",
                numbers[0],
                Rtnl::neighbours,
                NeighbourFilter.all().family(IpFamily.IPV4),
                NeighbourAttributes.DST,
                NeighbourAttributes.LLADDR);
    }

    @Override
    public int warmUp() {
        return (int) (WARM_UP / Math.max(read(new Tally()) * count, 1)) + 1;
    }

    @Override
    public List<Line> round() {
        return Stream.generate(this::dump).limit(count).toList();
    }

    private Line dump() {
        Stopwatch watch = new Stopwatch(0);
        Tally tally = new Tally();
        read(tally);
        long allocated = watch.allocatedBytes();
        return new Line(name)
                .with("n", tally.objects)
                .with(object + "s/s", watch.perSecond(tally.objects))
                .with("B/" + object, allocated / Math.max(tally.objects, 1))
                .with("sum", tally.sum);
    }

    private long read(Tally tally) {
        reader.forEach(filter, tally::count);
        return tally.objects;
    }

    /** Reads of each object what the bare C program reads. */
    private final class Tally {
        private long objects;
        private long sum;

        boolean count(T object) {
            objects++;
            add(object.get(first));
            add(object.get(second));
            return true;
        }

        private void add(Optional<?> value) {
            if (value.isPresent()) {
                sum += value.get().hashCode();
            }
        }
    }

    @Override
    public void close() {
        rtnl.close();
    }
}
