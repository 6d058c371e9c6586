package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.NamespaceThread;
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
 * So before the first user's code runs inside, both pools are filled from home, and with them come the helpers that the JDK
 * starts along the way, which nobody could send home later.
 *
 * <p>Idle workers end, the first after 30 seconds. So a virtual thread calls the roll every ten: that is work for each, replaces
 * who is missing, and sends home who is elsewhere. Two gaps remain. A wall clock that is set forward ends idle workers at once,
 * and until the next roll their successors are born where they are needed; and a parallelism that is raised while the
 * JVM runs ({@code VirtualThreadSchedulerMXBean}) is not noticed.
 */
final class SharedPools {
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    // Who waits here holds a processor that other virtual threads may want.
    private static final Duration PATIENCE = Duration.ofMillis(10);

    private static final int DESCRIPTORS = 4;

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static volatile boolean kept;

    private SharedPools() {}

    /**
     * Before the first user's code of this JVM goes to {@code target}: fills the pools, and sees to it that they stay full.
     *
     * @param operation what for, to be read after "cannot"
     */
    static void keepHome(NetworkNamespace target, String operation) {
        if (kept) {
            return;
        }
        // For classes, should they not be loaded yet: one that could not be is lost for good.
        FreeDescriptors.require(DESCRIPTORS, operation);
        LOCK.lock();
        try {
            if (!kept) {
                // Who may not go there is told so, and needs no pools.
                target.inside(() -> true);
                NamespaceThread.atHome(SharedPools::fill);
                kept = true;
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static boolean fill() {
        // The thread behind these deadlines is started by the first that sets one.
        new CompletableFuture<Boolean>()
                .completeOnTimeout(true, 0, TimeUnit.NANOSECONDS)
                .join();
        try {
            callRoll(FIRST_PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody knows this thread and could interrupt it", e);
        }
        virtual(SharedPools::callRollForEver);
        return true;
    }

    private static void callRollForEver() {
        while (true) {
            try {
                Thread.sleep(PERIOD);
                callRoll(PATIENCE);
            } catch (InterruptedException | RuntimeException | OutOfMemoryError e) {
                // No thread could be started, and whoever needs one will be told so; the next roll may find all of
                // them.
            }
        }
    }

    private static void callRoll(Duration patience) throws InterruptedException {
        Roll carriers = new Roll(carriers(), patience);
        Roll workers = new Roll(ForkJoinPool.getCommonPoolParallelism(), patience);
        for (int i = 0; i < carriers.expected(); i++) {
            virtual(carriers);
        }
        for (int i = 0; i < workers.expected(); i++) {
            ForkJoinPool.commonPool().execute(workers);
        }
        carriers.await();
        workers.await();
    }

    // As the JDK computes it (System properties of Thread's javadoc).
    private static int carriers() {
        int processors = Runtime.getRuntime().availableProcessors();
        int parallelism = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
        return Math.min(parallelism, Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", parallelism));
    }

    private static void virtual(Runnable body) {
        Thread.ofVirtual()
                .name("netlink4j-roll")
                .inheritInheritableThreadLocals(false)
                .start(body);
    }
}
