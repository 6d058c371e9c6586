package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What tests may forget: file descriptors, namespaces, mounts and threads. Of the descriptors only those count that
 * this library or a test opens on purpose; a JVM opens class files, pipes and pollers when it likes.
 */
public final class Leaks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // The JDK makes these once, when it first needs them: eventfds for the pollers of virtual threads, a pair of
    // sockets to
    // close others with.
    private static final Map<String, Integer> TOLERATED = Map.of("eventfd", 16, "socket", 2);

    private final Map<String, Integer> descriptors = descriptors();
    private final List<String> others = others();

    private Leaks() {}

    /** A snapshot of the current state. */
    public static Leaks snapshot() {
        return new Leaks();
    }

    /** Fails unless all that came since the snapshot goes within some seconds: idle threads need one to end. */
    public void assertNone() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> found = found();
        while (!found.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            found = found();
        }
        if (!found.isEmpty()) {
            throw new AssertionError("the tests left behind: " + String.join("; ", found));
        }
    }

    /** The resources that are new since the snapshot. */
    public List<String> found() {
        List<String> found = new ArrayList<>();
        descriptors().forEach((kind, count) -> {
            int before = descriptors.getOrDefault(kind, 0);
            if (count > before + TOLERATED.getOrDefault(kind, 0)) {
                found.add(count - before + " file descriptors of kind " + kind);
            }
        });
        others().stream().filter(other -> !others.contains(other)).forEach(found::add);
        return found;
    }

    private static List<String> others() {
        List<String> others = new ArrayList<>();
        NetworkNamespace.list().stream()
                .filter(name -> name.startsWith(Namespaces.PREFIX))
                .forEach(name -> others.add("the namespace " + name));
        mounts().forEach(mount -> others.add("the mount " + mount));
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("netlink4j"))
                .forEach(thread -> others.add("the thread '" + thread.getName() + "' #" + thread.threadId()));
        return others;
    }

    private static List<String> mounts() {
        try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return lines.map(line -> line.split(" ")[4])
                    .filter(point -> point.contains("/" + Namespaces.PREFIX))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> descriptors() {
        Map<String, Integer> counts = new TreeMap<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : links) {
                String kind = kind(link);
                if (!kind.isEmpty()) {
                    counts.merge(kind, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    private static String kind(Path link) {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed since the directory was read
        }
        if (target.startsWith("net:") || target.startsWith("/run/netns")) {
            return "namespace";
        }
        if (target.contains("eventfd")) {
            return "eventfd";
        }
        return target.startsWith("socket:") ? "socket" : "";
    }
}
