package io.netlink4j.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of this process as the kernel sees it.
 *
 * @param id its number
 * @param name the first 15 bytes of its name
 * @param namespace its network namespace, as {@code ns/net} names it
 */
public record Task(String id, String name, String namespace) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** All threads of this process, Java's or not. */
    public static List<Task> all() throws IOException {
        List<Task> tasks = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path directory : directories) {
                read(directory).ifPresent(tasks::add);
            }
        }
        return tasks;
    }

    /** The threads of this process that are not in {@code home}; those that have ended for Java get a while to end for Linux. */
    public static List<Task> abroad(String home) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Task> abroad =
                    all().stream().filter(task -> !task.namespace.equals(home)).toList();
            if (abroad.stream().noneMatch(task -> task.name.startsWith("netlink4j"))
                    || System.nanoTime() - deadline > 0) {
                return abroad;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Waits until the library's own threads have ended, and with them what they hold: a second after their last work. */
    public static void awaitRest() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("netlink4j"))) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** The calling thread's network namespace. */
    public static String here() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    }

    private static Optional<Task> read(Path directory) {
        try {
            return Optional.of(new Task(
                    directory.getFileName().toString(),
                    Files.readString(directory.resolve("comm")).strip(),
                    Files.readSymbolicLink(directory.resolve("ns/net")).toString()));
        } catch (IOException e) {
            return Optional.empty(); // it ended since the directory was read
        }
    }
}
