package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FreeDescriptors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the threads that all code of a JVM shares out of foreign namespaces.
 *
 * <p>A thread is born in the namespace of the one that starts it. The carriers of virtual threads and the workers of the common
 * pool are started by whoever hands these pools a task while they are not full, so a task from inside could leave one there,
 * and that would run anybody's code. Nothing can keep a body from it, and afterwards is too late; but a full pool starts nobody.
 * So before user's code runs inside, both pools are filled from home, and with them come the helpers that the JDK
 * starts along the way, which nobody could send home later.
 *
 * <p>Idle workers end, the first after 30 seconds. So the roll is called when code goes inside and the last one was {@link #FRESH} ago,
 * and every {@link #PERIOD} while code is inside: by the caller that waits for it, or by the {@link SharedPoolsRefresher} where nobody waits.
 * The roll is work for each worker, replaces who is missing, and sends home who is elsewhere. While no code is inside, nothing
 * happens.
 *
 * <p>Two gaps remain. A wall clock that is set forward ends idle workers at once,
 * and until the next roll their successors are born where they are needed; and a parallelism that is raised while the
 * JVM runs ({@code VirtualThreadSchedulerMXBean}) is not noticed.
 */
public final class SharedPools {
    /** The system property that switches this off, so that a program may do it in its own way. */
    public static final String PROPERTY = "io.netlink4j.pools.keepHome";

    /** The time between two rolls while code is inside. */
    static final Duration PERIOD = Duration.ofSeconds(20);

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);
    // Who is held until then by others, being busy, could run other tasks.
    private static final Duration PATIENCE = Duration.ofMillis(10);

    private static final int DESCRIPTORS = 6;

    static final boolean WANTED = !"false".equalsIgnoreCase(System.getProperty(PROPERTY));

    // Two rolls at once would hold workers of whom each needs more. Held for the patience of one, and by no system call
    // longer.
    private static final ReentrantLock TURN = new ReentrantLock();
    private static volatile boolean filled;
    private static volatile long called;

    private SharedPools() {}

    /**
     * Before user's code goes to {@code target}: sees to it that the pools are full.
     *
     * @param operation what for, to be read after "cannot"
     */
    public static void keepHome(OpenNamespace target, String operation) {
        if (!WANTED || isFresh()) {
            return;
        }
        if (!filled) {
            // For classes, should they not be loaded yet: one that could not be is lost for good.
            FreeDescriptors.require(DESCRIPTORS, operation);
            // Who may not go there is told so, and needs no pools.
            target.inside(() -> true);
            callRoll();
        } else {
            refresh();
        }
    }

    /** Calls the roll if the last one is too long ago and if it can be. */
    static void refresh() {
        if (!WANTED || isFresh()) {
            return;
        }
        try {
            callRoll();
        } catch (NetlinkException | OutOfMemoryError e) {
            // No thread could be started or file opened, and whoever needs one is told so; the next roll may succeed.
        }
    }

    private static boolean isFresh() {
        return filled && System.nanoTime() - called < FRESH.toNanos();
    }

    private static void callRoll() {
        try {
            TURN.lockInterruptibly();
            try {
                if (!isFresh()) {
                    long now = System.nanoTime();
                    NamespaceTasks.atHome(SharedPools::begin).await();
                    called = now;
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

    private static Rolls begin() {
        if (!filled) {
            // The thread behind these deadlines is started by the first that sets one.
            new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, 0, TimeUnit.NANOSECONDS)
                    .join();
        }
        Duration patience = filled ? PATIENCE : FIRST_PATIENCE;
        Rolls rolls = new Rolls(
                new FillPoolTask(carriers(), patience),
                new FillPoolTask(ForkJoinPool.getCommonPoolParallelism(), patience));
        try {
            for (int i = 0; i < rolls.carriers.expected(); i++) {
                Thread.ofVirtual()
                        .name("netlink4j-roll")
                        .inheritInheritableThreadLocals(false)
                        .start(rolls.carriers);
            }
            for (int i = 0; i < rolls.workers.expected(); i++) {
                ForkJoinPool.commonPool().execute(rolls.workers);
            }
            return rolls;
        } catch (RuntimeException | Error e) {
            rolls.close();
            throw e;
        }
    }

    // As the JDK computes it (System properties of Thread's javadoc).
    private static int carriers() {
        int processors = Runtime.getRuntime().availableProcessors();
        int parallelism = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
        return Math.min(parallelism, Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", parallelism));
    }

    /** Those of both pools; a visit that nobody waits for any more closes them. */
    private record Rolls(FillPoolTask carriers, FillPoolTask workers) implements AutoCloseable {
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
