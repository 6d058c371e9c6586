package io.netlink4j.child;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Task;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts its first processes inside namespaces, from many threads at once. */
public final class ExecMany {
    private static final long PATIENCE = 2_000_000_000;

    private ExecMany() {}

    /**
     * Prints where a thread was found that is not at home, or that there was none; {@code arguments} has the number of
     * programs.
     */
    public static void main(String[] arguments) throws Exception {
        int programs = Integer.parseInt(arguments[0]);
        List<String> home = namespaces(Path.of("/proc/self"));
        List<Future<Process>> starts = new ArrayList<>();
        List<CompletableFuture<?>> ends = new ArrayList<>();
        try (NetworkNamespace red = NetworkNamespace.createUnnamed();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            expectAllAtHome(home, "before");
            // The library's next worker must not start with the mounts of a program.
            Task.awaitRest();
            for (int i = 0; i < programs; i++) {
                starts.add(threads.submit(() -> red.exec(new ProcessBuilder("cat"))));
            }
            // Started from inside, too: the caller's own thread is abroad, then.
            starts.add(threads.submit(() -> red.call(() -> red.exec(new ProcessBuilder("cat")))));
            for (Future<Process> start : starts) {
                Process process = start.get();
                ends.add(process.onExit().thenRunAsync(ExecMany::starting));
                ends.add(process.toHandle().onExit().thenRun(ExecMany::starting));
            }
            expectAllAtHome(home, "while they run");
            for (Future<Process> start : starts) {
                start.get().getOutputStream().close();
            }
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
            expectAllAtHome(home, "when they have ended");
        }
        System.out.println("all at home");
    }

    // A completion that needs a thread would start it where it runs.
    private static void starting() {
        Thread.startVirtualThread(() -> {});
        Thread.ofPlatform().daemon().start(() -> {});
    }

    // With patience: the system's thread ends a moment after Java's, and ours that go inside end for good.
    private static void expectAllAtHome(List<String> home, String when) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        List<String> abroad = abroad(home);
        while (!abroad.isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
            abroad = abroad(home);
        }
        abroad.forEach(thread -> System.out.println(when + ": " + thread));
    }

    private static List<String> abroad(List<String> home) throws IOException {
        List<String> abroad = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    List<String> there = namespaces(task);
                    if (!there.equals(home)) {
                        abroad.add(Files.readString(task.resolve("comm")).strip() + " is in " + there);
                    }
                } catch (IOException e) {
                    // That thread has ended.
                }
            }
        }
        return abroad;
    }

    private static List<String> namespaces(Path task) throws IOException {
        return List.of(
                Files.readSymbolicLink(task.resolve("ns/net")).toString(),
                Files.readSymbolicLink(task.resolve("ns/mnt")).toString());
    }
}
