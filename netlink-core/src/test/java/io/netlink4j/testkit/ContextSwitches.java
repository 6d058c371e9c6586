package io.netlink4j.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often each thread of this process went to sleep so far ({@code voluntary_ctxt_switches}), and thus woke up; but for those of the JVM
 * itself that do so at times of their own.
 */
public final class ContextSwitches {
    private static final List<String> JVM = List.of(
            "VM Periodic Tas", // ticks every 50 ms
            "VM Thread", // looks every second whether a safepoint is due
            "Monitor Deflati", // looks every 250 ms
            "Service Thread", // looks every second
            "C1 CompilerThre", // compiles what was called often, and looks every few seconds whether it is needed
            "C2 CompilerThre",
            "Common-Cleaner"); // looks every minute

    private final Map<String, Long> counts = new TreeMap<>();

    private ContextSwitches() {}

    /** Those until now; without those of the calling thread, which asks. */
    public static ContextSwitches now() throws IOException {
        ContextSwitches now = new ContextSwitches();
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                if (!task.getFileName().equals(self)) {
                    now.read(task);
                }
            }
        }
        return now;
    }

    private void read(Path task) {
        try {
            String name = Files.readString(task.resolve("comm")).strip();
            Optional<String> count = Files.readString(task.resolve("status"))
                    .lines()
                    .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .findFirst();
            if (!JVM.contains(name) && count.isPresent()) {
                counts.put(
                        name + " " + task.getFileName(),
                        Long.valueOf(count.get().replaceAll("[^0-9]", "")));
            }
        } catch (IOException e) {
            // It ended since the directory was read.
        }
    }

    /** The threads, by name and number, that woke up since {@code before} or that are new, and how often. */
    public List<String> since(ContextSwitches before) {
        List<String> woken = new ArrayList<>();
        counts.forEach((thread, count) -> {
            long more = count - before.counts.getOrDefault(thread, -1L);
            if (more > 0) {
                woken.add(thread + ": " + more);
            }
        });
        return woken;
    }

    /** How often all of them went to sleep. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
