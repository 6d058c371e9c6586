package io.netlink4j.core.program;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.thread.NamespaceTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps the JDK's "process reaper" threads out of foreign namespaces. {@link ProcessBuilder#start} hands each process
 * to a thread of a cached pool, which waits for the end of the process and then up to a minute for another one. A new
 * thread inherits the namespaces of the thread that starts it, and would keep them. So there must be idle reapers when
 * a program starts inside a namespace.
 *
 * <p>The pool is reachable only through {@link ProcessHandle#onExit}: called for a process that has ended, it is a task
 * that leaves an idle thread. A thread of this JVM can take the place of the process, since Linux has {@code /proc/TID}
 * for it.
 *
 * <p>A program may take any time to start, and others start meanwhile. Each has a {@link Claim} to one of the idle
 * reapers from before its start until its reaper works. New reapers are started by occupying all existing ones. So no
 * program is launched at that moment, and reapers are not started while a program is launched, unless the launch is
 * stuck.
 */
final class Reapers {
    /** The name of an idle reaper in all JDKs from 22 on. A working one has the pid of its process in its name, too. */
    static final String NAME = "process reaper";

    static final Reapers SHARED = new Reapers(NAME);

    // Other code of the JVM may start processes at the same moment, and each takes a reaper.
    private static final int SPARE = 3;
    private static final int ATTEMPTS = 4;
    private static final long WINK = 50_000;
    private static final int WINKS = 400;

    // A launch that takes longer is stuck and not waited for.
    private static final long LAUNCH = Duration.ofSeconds(1).toNanos();

    // The JDK ends a reaper that was idle for a minute.
    private static final long FRESH = Duration.ofSeconds(30).toNanos();

    private final String name;
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warned = new AtomicBoolean();
    // Two callers that start reapers at once would occupy each other's.
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicInteger raising = new AtomicInteger();
    private volatile boolean unseen;
    private volatile long raised = System.nanoTime() - FRESH;

    Reapers(String name) {
        this.name = name;
    }

    /**
     * Counts one more program. This does not make sure that there is an idle reaper for it.
     *
     * @param operation what the caller does, to be read after "cannot"
     */
    Claim claim(String operation) {
        Claim claim = new Claim(operation);
        claims.add(claim);
        return claim;
    }

    /** One program that starts. */
    final class Claim {
        private final String operation;
        private volatile long launched;
        private volatile boolean launching;
        private volatile @Nullable Process process;

        private Claim(String operation) {
            this.operation = operation;
        }

        /**
         * Makes sure that there are enough reapers, if that was not done for a while. Call it where threads may be
         * started.
         */
        void refresh() {
            if (!isFresh()) {
                raiseAtHome(operation);
            }
        }

        /** Makes sure that there are enough reapers. */
        void cover() {
            if (!isCovered()) {
                raiseAtHome(operation);
            }
        }

        /** Whether the program may be launched now. If so, no other program takes its reaper. */
        boolean tryLaunch() {
            launched = System.nanoTime();
            launching = true; // set before the others are read; they set theirs before they read this
            launching = raising.get() == 0 && isCovered();
            return launching;
        }

        /**
         * Waits until the program may be launched. If there are not enough reapers after a second, it is launched
         * without.
         */
        void launch() {
            long start = System.nanoTime();
            while (!tryLaunch() && (raising.get() > 0 || System.nanoTime() - start < LAUNCH)) {
                LockSupport.parkNanos(WINK);
            }
            launching = true;
        }

        /** The program has started. Its reaper may still look idle. */
        Process started(Process started) {
            process = started;
            if (unseen) {
                release();
            }
            return started;
        }

        /** No program will be started. */
        void release() {
            claims.remove(this);
        }

        private boolean isLaunching() {
            return launching && process == null && System.nanoTime() - launched < LAUNCH;
        }

        private boolean isOver(Set<String> names) {
            Process known = process;
            return known != null && (names.contains(atWork(known.pid())) || !known.isAlive());
        }
    }

    private boolean isCovered() {
        return isFresh() && (unseen || areEnough());
    }

    private boolean isFresh() {
        return System.nanoTime() - raised < FRESH;
    }

    private boolean areEnough() {
        Set<String> names = new HashSet<>();
        int idle = 0;
        for (Thread reaper : reapers()) {
            String current = reaper.getName();
            names.add(current);
            // A reaper that has a process but does not run yet looks like this, too. The claim of its program is not
            // over.
            if (current.equals(name) && reaper.getState() == Thread.State.TIMED_WAITING) {
                idle++;
            }
        }
        claims.removeIf(claim -> claim.isOver(names));
        return idle >= claims.size() + SPARE;
    }

    /** An interruption before the call does not stop this, since it takes almost no time. */
    private void raiseAtHome(String operation) {
        boolean interrupted = Thread.interrupted();
        try {
            raiseInTurn(operation, Deadlines.DEFAULT);
        } catch (InterruptedException e) {
            interrupted = true;
            throw new NetlinkException.Interrupted(
                    "cannot " + operation + ": interrupted while other threads started process reapers");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void raiseInTurn(String operation, Duration longest) throws InterruptedException {
        if (!turn.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new NetlinkException.TimedOut(
                    "cannot " + operation + ": other threads started process reapers for " + longest);
        }
        try {
            NamespaceTasks.<Boolean, RuntimeException>atHome(this::raise);
        } finally {
            turn.unlock();
        }
    }

    private boolean raise() {
        raising.incrementAndGet();
        try {
            return isCovered() || raiseAlone();
        } finally {
            raising.decrementAndGet();
        }
    }

    private boolean raiseAlone() {
        for (Claim claim : claims) {
            while (claim.isLaunching()) {
                LockSupport.parkNanos(WINK);
            }
        }
        boolean enough = false;
        for (int i = 0; i < ATTEMPTS && !enough; i++) {
            occupy(claims.size() + SPARE);
            enough = awaitEnough();
        }
        raised = System.nanoTime();
        unseen = !enough && reapers().isEmpty();
        if (unseen && !warned.getAndSet(true)) {
            LoggerFactory.getLogger(Reapers.class)
                    .warn(
                            "this JVM ({}) has no threads named '{}': its threads that wait for programs may start"
                                    + " inside the namespaces of the programs, and keep these namespaces alive",
                            Runtime.version(),
                            name);
        }
        return enough;
    }

    private boolean awaitEnough() {
        for (int i = 0; i < WINKS; i++) {
            if (areEnough()) {
                return true;
            }
            LockSupport.parkNanos(WINK);
        }
        return false;
    }

    /** Gives a task to {@code number} reapers at the same time, so that none takes two. */
    @SuppressWarnings("FutureReturnValueIgnored") // the futures need the common pool, whose threads may wait for this
    private void occupy(int number) {
        CountDownLatch end = new CountDownLatch(1);
        List<ProcessHandle> threads = new ArrayList<>();
        try {
            List<CompletableFuture<ProcessHandle>> starting = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                starting.add(startThread(end));
            }
            for (CompletableFuture<ProcessHandle> each : starting) {
                ProcessHandle thread = each.join();
                threads.add(thread);
                thread.onExit();
            }
        } finally {
            end.countDown();
        }
        Set<String> names = new HashSet<>();
        for (ProcessHandle thread : threads) {
            while (thread.isAlive()) {
                LockSupport.parkNanos(WINK);
            }
            names.add(atWork(thread.pid()));
        }
        // The JDK checks a process that is no child every 300 ms, and when the reaper is interrupted.
        for (Thread reaper : reapers()) {
            if (names.contains(reaper.getName())) {
                reaper.interrupt();
            }
        }
    }

    private String atWork(long pid) {
        return name + " (pid " + pid + ")";
    }

    private static CompletableFuture<ProcessHandle> startThread(CountDownLatch end) {
        CompletableFuture<ProcessHandle> handle = new CompletableFuture<>();
        Thread.ofPlatform().name("netlink4j, soon gone").daemon().start(() -> {
            try {
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                handle.complete(
                        ProcessHandle.of(Long.parseLong(self.getFileName().toString()))
                                .orElseThrow());
                end.await();
            } catch (IOException | InterruptedException | RuntimeException e) {
                handle.completeExceptionally(e);
            }
        });
        return handle;
    }

    private List<Thread> reapers() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() * 2];
        int count = group.enumerate(threads);
        List<Thread> reapers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith(name)) {
                reapers.add(threads[i]);
            }
        }
        return reapers;
    }
}
