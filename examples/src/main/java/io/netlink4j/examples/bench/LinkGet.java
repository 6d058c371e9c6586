package io.netlink4j.examples.bench;

import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Links;
import java.util.List;

/** The index of a link by its name, one request after the other. */
final class LinkGet implements Workload {
    private final int count;
    private final Rtnl rtnl = Rtnl.open();
    private final Links links = rtnl.links();

    LinkGet(int[] numbers) {
        this.count = numbers[0];
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
        links.index("lo");
        watch.lapEnds();
    }

    @Override
    public void close() {
        rtnl.close();
    }
}
