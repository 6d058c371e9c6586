package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FreeDescriptors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the threads of the JVM's shared pools (the carriers of virtual threads and the workers of the common pool) out
 * of foreign namespaces.
 *
 * <p>A thread starts in the namespace of its creator. A pool that is not full starts a worker when it gets a task, on
 * the thread that submits the task. So a task submitted inside a namespace could leave a worker there that later runs
 * anybody's code. A full pool starts no workers. So before a user's code runs inside, both pools are filled from home.
 * This also starts the helper threads of the JDK, which could not be moved home later.
 *
 * <p>Idle workers end, the first after 30 seconds. So the pools are filled again before code runs inside if the last
 * time was {@link #FRESH} ago, and every {@link #PERIOD} while code runs inside: by the caller that waits for it, or by
 * the {@link SharedPoolsRefresher} if none waits. Filling a pool keeps its workers busy, replaces missing ones, and
 * moves home those that are elsewhere. While no code runs inside, nothing happens.
 *
 * <p>Two gaps remain. Setting the wall clock forward ends idle workers at once; until the pools are filled again, new
 * ones start where a task is submitted. And a parallelism that is raised while the JVM runs ({@code
 * VirtualThreadSchedulerMXBean}) is not noticed.
 */
public final class SharedPools {
    /** The system property that switches this off. */
    public static final String PROPERTY = "io.netlink4j.pools.keepHome";

    /** The time between two fillings while code runs inside. */
    static final Duration PERIOD = Duration.ofSeconds(20);

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);
    // A worker that waits for busy ones could run other tasks.
    private static final Duration PATIENCE = Duration.ofMillis(10);

    private static final int DESCRIPTORS = 6;

    static final boolean WANTED = !"false".equalsIgnoreCase(System.getProperty(PROPERTY));

    // Two fillings at once would each hold workers that the other needs. It is held for the patience of one filling,
    // and over no other // system call.
    private static final ReentrantLock TURN = new ReentrantLock();
    private static volatile boolean filled;
    private static volatile long filledAt;

    private SharedPools() {}

    /**
     * Fills the pools if necessary. Call it before a user's code runs in {@code target}.
     *
     * @param operation what the caller does, to be read after "cannot"
     */
    public static void keepHome(OpenNamespace target, String operation) {
        if (!WANTED || isFresh()) {
            return;
        }
        if (!filled) {
            // For class files: a class that could not be loaded once is lost for the life of the JVM.
            FreeDescriptors.require(DESCRIPTORS, operation);
            // A caller that may not enter gets the exception here, and needs no pools.
            target.inside(() -> true);
            fill();
        } else {
            refresh();
        }
    }

    /** Fills the pools if the last time is too long ago, and if that is possible now. */
    static void refresh() {
        if (!WANTED || isFresh()) {
            return;
        }
        try {
            fill();
        } catch (NetlinkException | OutOfMemoryError e) {
            // No thread could be started or file opened. Code that needs one gets the exception; the next filling may
            // succeed.
        }
    }

    private static boolean isFresh() {
        return filled && System.nanoTime() - filledAt < FRESH.toNanos();
    }

    private static void fill() {
        try {
            TURN.lockInterruptibly();
            try {
                if (!isFresh()) {
                    long now = System.nanoTime();
                    NamespaceTasks.atHome(SharedPools::begin).await();
                    filledAt = now;
                    filled = true;
                }
            } finally {
                TURN.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted("interrupted while the JVM's shared pools were filled");
        }
    }

    private static FillTasks begin() {
        if (!filled) {
            // The first such deadline starts the JDK's thread for them.
            new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, 0, TimeUnit.NANOSECONDS)
                    .join();
        }
        Duration patience = filled ? PATIENCE : FIRST_PATIENCE;
        FillTasks tasks = new FillTasks(
                new FillPoolTask(carriers(), patience),
                new FillPoolTask(ForkJoinPool.getCommonPoolParallelism(), patience));
        try {
            for (int i = 0; i < tasks.carriers.expected(); i++) {
                Thread.ofVirtual()
                        .name("netlink4j-fill")
                        .inheritInheritableThreadLocals(false)
                        .start(tasks.carriers);
            }
            for (int i = 0; i < tasks.workers.expected(); i++) {
                ForkJoinPool.commonPool().execute(tasks.workers);
            }
            return tasks;
        } catch (RuntimeException | Error e) {
            tasks.close();
            throw e;
        }
    }

    // As the JDK computes it (System properties of Thread's javadoc).
    private static int carriers() {
        int processors = Runtime.getRuntime().availableProcessors();
        int parallelism = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
        return Math.min(parallelism, Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", parallelism));
    }

    /** The tasks of both pools. They are closed if the caller gave up. */
    private record FillTasks(FillPoolTask carriers, FillPoolTask workers) implements AutoCloseable {
        void await() throws InterruptedException {
            try (this) {
                carriers.await();
                workers.await();
            }
        }

        @Override
        public void close() {
            carriers.close();
            workers.close();
        }
    }
}
