package io.netlink4j.child;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * 64 callers, every other one virtual, run code in 32 namespaces for some seconds. Each reads the {@code ns/net} of its
 * task.
 */
public final class CallFromManyThreads {
    private static final int ROOMS = 32;
    private static final int CALLERS = 64;

    private final List<NetworkNamespace> rooms = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong sockets = new AtomicLong();
    private final AtomicLong threads = new AtomicLong();
    private final AtomicLong wrongInside = new AtomicLong();
    private final AtomicLong wrongAfter = new AtomicLong();
    private final String home = Task.here();

    private CallFromManyThreads() throws IOException {}

    /** Prints what was counted; {@code arguments} has the seconds. */
    public static void main(String[] arguments) throws Exception {
        new CallFromManyThreads().run(Duration.ofSeconds(Long.parseLong(arguments[0])));
    }

    private void run(Duration time) throws Exception {
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(NetworkNamespace.createUnnamed());
        }
        callAll(Duration.ZERO);
        long before = descriptors();
        callAll(time);
        List<Task> abroad = Task.abroad(home);
        long after = descriptors();
        abroad.forEach(System.out::println);
        rooms.forEach(NetworkNamespace::close);
        System.out.println(calls + " calls, " + sockets + " sockets, " + threads + " threads");
        System.out.println(wrongInside + " wrong inside");
        System.out.println(wrongAfter + " wrong after");
        System.out.println(abroad.size() + " threads abroad");
        System.out.println(Math.max(0, after - before) + " descriptors more");
    }

    private void callAll(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            Thread.Builder kind = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            callers.add(kind.start(() -> callUntil(end, number)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private void callUntil(long end, int number) {
        int turn = number;
        do {
            NetworkNamespace room = rooms.get(turn % ROOMS);
            try {
                visit(room, turn++);
                check(home, Task.here(), wrongAfter);
            } catch (Exception e) {
                e.printStackTrace();
                wrongInside.incrementAndGet();
            }
        } while (System.nanoTime() - end < 0);
    }

    private void visit(NetworkNamespace room, int turn) throws Exception {
        String there = room.id().toString();
        switch (turn % 16) {
            case 0 -> {
                try (ExecutorService pool = Executors.newSingleThreadExecutor(room.threadFactory())) {
                    check(there, pool.submit(Task::here).get(), wrongInside);
                }
                threads.incrementAndGet();
            }
            case 1, 2, 3, 4 -> {
                room.sockets().openServerSocketChannel().close();
                sockets.incrementAndGet();
            }
            case 5 -> {
                NetworkNamespace other = rooms.get((turn + 1) % ROOMS);
                room.run(() -> {
                    check(other.id().toString(), other.call(Task::here), wrongInside);
                    check(there, Task.here(), wrongInside);
                });
                calls.addAndGet(2);
            }
            case 6 -> {
                room.run(() -> Thread.startVirtualThread(() -> {}).join());
                calls.incrementAndGet();
            }
            default -> {
                check(there, room.call(Task::here), wrongInside);
                calls.incrementAndGet();
            }
        }
    }

    private static void check(String expected, String found, AtomicLong wrong) {
        if (!expected.equals(found)) {
            wrong.incrementAndGet();
        }
    }

    private static long descriptors() throws IOException {
        Task.awaitRest();
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
