package io.netlink4j.examples.bench;

import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Links;
import java.util.List;

/** The index of a link by its name, one request after the other. */
final class LinkGet implements Workload {
    private final int count;
    private final Lookup lookup;

    /** Looks up the link {@code lo}. */
    interface Lookup extends AutoCloseable {
        int index();

        @Override
        void close();
    }

    private LinkGet(int[] numbers, Lookup lookup) {
        this.count = numbers[0];
        this.lookup = lookup;
    }

    /** By this library. */
    static Workload ours(int[] numbers) {
        Rtnl rtnl = Rtnl.open();
        Links links = rtnl.links();
        return new LinkGet(numbers, new Lookup() {
            @Override
            public int index() {
                return links.index("lo");
            }

            @Override
            public void close() {
                rtnl.close();
            }
        });
    }

    /** By two foreign calls. */
    static Workload bare(int[] numbers) {
        return new LinkGet(numbers, new BareLookup());
    }

    @Override
    public int warmUp() {
        return 30;
    }

    @Override
    public List<Line> round() {
        Stopwatch watch = new Stopwatch(count);
        for (int i = 0; i < count; i++) {
            get(watch);
        }
        return List.of(watch.line("linkget"));
    }

    /** Apart from the loop, for the JVM compiles a method that is called better than a loop that it is in the middle of. */
    private void get(Stopwatch watch) {
        watch.lapBegins();
        lookup.index();
        watch.lapEnds();
    }

    @Override
    public void close() {
        lookup.close();
    }
}
