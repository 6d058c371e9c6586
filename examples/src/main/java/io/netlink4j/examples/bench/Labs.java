package io.netlink4j.examples.bench;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labs from nothing until all addresses are usable: two nodes with a cable, and ten nodes on a bridge. Between two of them the kernel takes the
 * first one down, which would slow the next one; neither this nor the call to close is timed.
 */
final class Labs implements Workload {
    private static final String NETWORK = "10.0.0.0/24";
    private static final String[] TEN =
            IntStream.range(0, 10).mapToObj(number -> "node" + number).toArray(String[]::new);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int count;
    private final Rtnl host = Rtnl.open();

    Labs(int[] numbers) {
        this.count = numbers[0];
    }

    @Override
    public int warmUp() {
        return 400 / count + 1;
    }

    @Override
    public List<Line> round() {
        return List.of(
                build("cable", Lab.builder().cable("red", "blue", NETWORK)),
                build("bridge", Lab.builder().bridge("lan", NETWORK, TEN)));
    }

    private Line build(String name, Lab.Builder plan) {
        Stopwatch watch = new Stopwatch(count);
        for (int i = 0; i < count; i++) {
            watch.lapBegins();
            Lab lab = plan.build();
            watch.lapEnds();
            NetworkNamespace last = lab.nodes().iterator().next().namespace();
            host.links().add(Link.named("last").kind(Veth.to(Link.named("last").in(last))));
            lab.close();
            host.links().awaitGone("last", PATIENCE);
        }
        return watch.line(name);
    }

    @Override
    public void close() {
        host.close();
    }
}
