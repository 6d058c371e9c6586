package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.NamespaceThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

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
    // One is for the program. Who else starts a process at this very moment may take another; that many would have to.
    private static final int IDLE = 4;
    private static final int ATTEMPTS = 50;
    private static final int PATIENCE = 10_000;
    private static final String IDLE_NAME = "process reaper";
    private static final long WINK = 50_000;
    private static final int WINKS = 20;
    private static final int GRACE = 50;

    private static final ReentrantLock TURN = new ReentrantLock();

    private Reapers() {}

    /** To be called right before a process is started, and closed when its reaper is at work: one at a time. */
    static Reapers prepare() {
        TURN.lock();
        try {
            NamespaceThread.<Boolean, RuntimeException>atHome(Reapers::raise);
            return new Reapers();
        } catch (RuntimeException | Error e) {
            TURN.unlock();
            throw e;
        }
    }

    /**
     * Waits until the process's reaper is at work. One that was called but did not run yet looks idle, and would be counted
     * upon for the next program.
     */
    Process atWork(Process process) {
        String name = IDLE_NAME + " (pid " + process.pid() + ")";
        for (int i = 0; i < PATIENCE && process.isAlive(); i++) {
            if (reapers().anyMatch(thread -> thread.getName().equals(name))) {
                break;
            }
            LockSupport.parkNanos(WINK);
        }
        return process;
    }

    @Override
    public void close() {
        TURN.unlock();
    }

    // At least one task: the minute of all that are idle now may be over before the program has started.
    private static boolean raise() {
        occupy(1);
        boolean enough = areIdle();
        for (int i = 0; i < ATTEMPTS && !enough; i++) {
            occupy(IDLE);
            enough = areIdle();
        }
        return enough;
    }

    private static boolean areIdle() {
        for (int i = 0; i < WINKS; i++) {
            if (idle() >= IDLE) {
                return true;
            }
            LockSupport.parkNanos(WINK);
        }
        return false;
    }

    private static void occupy(int reapers) {
        List<ProcessHandle> ended = new ArrayList<>();
        for (int i = 0; i < reapers; i++) {
            ended.add(ended());
        }
        // The threads are done before their futures, which need the common pool, and its threads may wait for us.
        try {
            CompletableFuture.allOf(ended.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(GRACE, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // By now they are done all the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        return (int) reapers()
                .filter(thread -> thread.getName().equals(IDLE_NAME))
                .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                .count();
    }

    private static Stream<Thread> reapers() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() * 2];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().startsWith(IDLE_NAME));
    }
}
