package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.NamespaceThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the JDK's "process reaper" threads at home. {@link ProcessBuilder#start} hands each process to a thread of a cached
 * pool, which waits for its end and then for another process, a minute long. A thread is born in the namespaces of the one
 * that needs it, and would take this into its next life; so there have to be idle ones when a program starts inside a
 * namespace.
 *
 * <p>The pool has no door but this: {@link ProcessHandle#onExit} of something that has ended is a task that ends at once and
 * leaves an idle thread. A thread of our own is enough of a process for that, since Linux has {@code /proc/TID} for it.
 */
final class Reapers implements AutoCloseable {
    // Who else starts a process at this very moment may take one; several of them at once would have to do so.
    private static final int SPARE = 2;
    private static final int ATTEMPTS = 50;
    private static final String IDLE_NAME = "process reaper";
    private static final long WINK = 50_000;

    private static final AtomicInteger STARTING = new AtomicInteger();
    private static final ReentrantLock TURN = new ReentrantLock();

    private Reapers() {}

    /** To be called right before a process is started, and closed right afterwards. */
    static Reapers prepare() {
        TURN.lock();
        try {
            int wanted = STARTING.get() + 1 + SPARE;
            NamespaceThread.<Boolean, RuntimeException>atHome(() -> raise(wanted));
            STARTING.incrementAndGet();
            return new Reapers();
        } finally {
            TURN.unlock();
        }
    }

    @Override
    public void close() {
        STARTING.decrementAndGet();
    }

    // At least one task: the minute of all that are idle now may be over before the program has started.
    private static boolean raise(int wanted) {
        boolean enough = idle() >= wanted;
        occupy(1);
        for (int i = 0; i < ATTEMPTS && !enough; i++) {
            occupy(wanted);
            enough = idle() >= wanted;
        }
        return enough;
    }

    private static void occupy(int reapers) {
        List<ProcessHandle> ended = new ArrayList<>();
        for (int i = 0; i < reapers; i++) {
            ended.add(ended());
        }
        CompletableFuture.allOf(ended.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .join();
        LockSupport.parkNanos(WINK);
    }

    private static ProcessHandle ended() {
        CompletableFuture<ProcessHandle> handle = new CompletableFuture<>();
        Thread.ofPlatform().name("netlink4j, soon gone").daemon().start(() -> {
            try {
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                handle.complete(
                        ProcessHandle.of(Long.parseLong(self.getFileName().toString()))
                                .orElseThrow());
            } catch (IOException | RuntimeException e) {
                handle.completeExceptionally(e);
            }
        });
        ProcessHandle thread = handle.join();
        while (thread.isAlive()) {
            LockSupport.parkNanos(WINK);
        }
        return thread;
    }

    private static int idle() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() * 2];
        int count = group.enumerate(threads);
        return (int) Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().equals(IDLE_NAME))
                .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                .count();
    }
}
