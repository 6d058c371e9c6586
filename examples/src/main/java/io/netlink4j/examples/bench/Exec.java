package io.netlink4j.examples.bench;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The program {@code true} from its start to its end: inside a namespace, beside it, and inside by way of {@code ip netns exec}; in turn. */
final class Exec implements Workload {
    private static final String NAME = "bench-exec";

    private final int count;
    private final NetworkNamespace namespace = NetworkNamespace.create(NAME);

    Exec(int[] numbers) {
        this.count = numbers[0];
    }

    @Override
    public int warmUp() {
        return 5;
    }

    @Override
    public List<Line> round() {
        Stopwatch inside = new Stopwatch(count);
        Stopwatch plain = new Stopwatch(count);
        Stopwatch ip = new Stopwatch(count);
        for (int i = 0; i < count; i++) {
            lap(inside, namespace::exec, "true");
            lap(plain, ProcessBuilder::start, "true");
            lap(ip, ProcessBuilder::start, "ip", "netns", "exec", NAME, "true");
        }
        return List.of(inside.line("exec"), plain.line("processbuilder"), ip.line("ipnetnsexec"));
    }

    private static void lap(Stopwatch watch, Start start, String... program) {
        watch.lapBegins();
        try {
            if (start.of(new ProcessBuilder(program)).waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", program) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        watch.lapEnds();
    }

    @Override
    public void close() {
        namespace.close();
        NetworkNamespace.delete(NAME);
    }

    @FunctionalInterface
    private interface Start {
        Process of(ProcessBuilder program) throws IOException;
    }
}
