package io.netlink4j.examples.bench;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Namespaces without a name, made and closed by 8 threads and by 64 threads, in turn. */
final class Namespaces implements Workload {
    private static final int[] THREADS = {8, 64};

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

    @Override
    public void close() {}
}
