package io.netlink4j.child;

import io.netlink4j.core.linux.ThreadNamespace;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Starts the JVM's first virtual thread and first common-pool task inside a namespace, and checks all its threads. */
public final class StartPoolsInside {
    // The JDK's 30 seconds, and some for the last of them.
    private static final Duration IDLE_CARRIERS = Duration.ofSeconds(33);

    private StartPoolsInside() {}

    /** Prints each thread that is not where the process began, and how many there are. */
    public static void main(String[] arguments) throws Exception {
        String home = Task.here();
        try (NetworkNamespace room = NetworkNamespace.createUnnamed()) {
            switch (arguments[0]) {
                case "call" -> room.run(StartPoolsInside::useEverything);
                case "thread" -> onThreadOf(room, StartPoolsInside::useEverything);
                case "long call" -> room.run(StartPoolsInside::useEverythingLater);
                case "long thread" -> onThreadOf(room, StartPoolsInside::useEverythingLater);
                case "before" -> {
                    Thread outsider = Thread.ofPlatform().start(() -> startPools(room));
                    outsider.join();
                    if (arguments.length > 1) {
                        room.run(() -> {});
                    }
                }
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
        List<Task> abroad = Task.abroad(home);
        abroad.forEach(System.out::println);
        System.out.println(abroad.size() + " of " + Task.all().size() + " threads abroad");
    }

    private static void onThreadOf(NetworkNamespace room, NetworkNamespace.Action<Exception> body) throws Exception {
        try (ExecutorService pool = Executors.newSingleThreadExecutor(room.threadFactory())) {
            pool.submit(() -> {
                        body.run();
                        return null;
                    })
                    .get();
        }
    }

    /** When idle carriers would have ended. */
    private static void useEverythingLater() throws Exception {
        Thread.sleep(IDLE_CARRIERS);
        useEverything();
    }

    /** On a thread that entered the namespace without the library. */
    private static void startPools(NetworkNamespace room) {
        room.<Boolean>withFileDescriptor(fd -> {
            ThreadNamespace.enter(fd, "there");
            return true;
        });
        try {
            Thread.startVirtualThread(() -> {}).join();
            ForkJoinPool.commonPool().submit(() -> 1).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that makes the JDK start a thread that others use later. */
    private static void useEverything() throws Exception {
        new CompletableFuture<Integer>()
                .completeOnTimeout(1, 1, TimeUnit.MILLISECONDS)
                .join();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(StartPoolsInside::sleepAndTalk));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        ForkJoinPool.commonPool().submit(() -> 1).get();
        IntStream.range(0, 100_000).parallel().forEach(i -> Thread.onSpinWait());
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                .join();
    }

    // Through a pipe, since what runs outside may find lo down there.
    private static void sleepAndTalk() {
        try {
            Pipe pipe = Pipe.open();
            try (Pipe.SourceChannel source = pipe.source()) {
                Thread talker = Thread.startVirtualThread(() -> talk(pipe.sink()));
                source.read(ByteBuffer.allocate(1));
                talker.join();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void talk(Pipe.SinkChannel sink) {
        try (sink) {
            Thread.sleep(1);
            sink.write(ByteBuffer.allocate(1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
