package io.netlink4j.examples.bench;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Namespaces without a name, made and closed by 8 threads and by 64 threads, in turn. The time ends when the kernel has taken the last one
 * down: it does that later, and what it still has to do would slow those who come next.
 */
final class Namespaces implements Workload {
    private static final int[] THREADS = {8, 64};
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Rtnl host = Rtnl.open();
    private final int count;

    Namespaces(int[] numbers) {
        this.count = numbers[0];
    }

    @Override
    public int warmUp() {
        return 4;
    }

    @Override
    public List<Line> round() {
        List<Line> lines = new ArrayList<>();
        for (int threads : THREADS) {
            long start = System.nanoTime();
            make(threads);
            awaitTakenDown(host);
            double seconds = (System.nanoTime() - start) / 1e9;
            lines.add(new Line("namespaces")
                    .with("threads", threads)
                    .with("n", count)
                    .with("ops/s", String.format(Locale.ROOT, "%.0f", count / seconds)));
        }
        return lines;
    }

    private void make(int threads) {
        AtomicInteger left = new AtomicInteger(count);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        NetworkNamespace.createUnnamed().close();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the kernel has taken down all namespaces that nothing holds: the end of a cable in the last of them goes with it. */
    static void awaitTakenDown(Rtnl host) {
        try (NetworkNamespace last = NetworkNamespace.createUnnamed()) {
            host.links().add(Link.named("last").kind(Veth.to(Link.named("eth0").in(last))));
        }
        host.links().awaitGone("last", PATIENCE);
    }

    @Override
    public void close() {
        host.close();
    }
}
