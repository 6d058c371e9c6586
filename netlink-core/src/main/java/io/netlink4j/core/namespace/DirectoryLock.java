package io.netlink4j.core.namespace;

import static java.util.Objects.requireNonNull;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.ThreadNamespace;
import io.netlink4j.core.thread.Result;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the lock of a directory of names while another process holds it. {@code flock(2)} cannot be interrupted. So
 * one thread for each directory blocks in it, and any number of callers wait for that thread. If all of them have given
 * up when it gets the lock, it leaves the directory as it is.
 */
final class DirectoryLock {
    private static final Map<String, DirectoryLock> WAITING = new ConcurrentHashMap<>();

    private final CompletableFuture<Result<Boolean>> prepared = new CompletableFuture<>();
    // Changes only while this is in the map, in its atomic operations.
    private int callers;

    private DirectoryLock() {}

    /**
     * Waits for the lock and prepares the directory.
     *
     * @throws NetlinkException.Interrupted if the calling thread is interrupted
     * @throws NetlinkException.TimedOut if another process does not release the lock in time
     */
    static void awaitPrepared(String directory) {
        DirectoryLock lock = requireNonNull(WAITING.compute(directory, DirectoryLock::join));
        try {
            lock.prepared
                    .get(Deadlines.nanos(Deadlines.DEFAULT), TimeUnit.NANOSECONDS)
                    .<RuntimeException>get();
        } catch (TimeoutException e) {
            lock.giveUp(directory);
            throw new NetlinkException.TimedOut(
                    "another process had the lock of " + directory + " (flock) for " + Deadlines.DEFAULT);
        } catch (InterruptedException e) {
            lock.giveUp(directory);
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted(
                    "interrupted while another process had the lock of " + directory + " (flock)");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DirectoryLock join(String directory, @Nullable DirectoryLock waiting) {
        DirectoryLock joined = waiting == null ? new DirectoryLock() : waiting;
        if (waiting == null) {
            joined.start(directory);
        }
        joined.callers++;
        return joined;
    }

    private void giveUp(String directory) {
        WAITING.computeIfPresent(directory, (key, waiting) -> {
            if (waiting == this) {
                callers--;
            }
            return waiting;
        });
    }

    /** Ends the wait: who comes from now on has to wait for another. Returns whether a caller is still there. */
    private boolean isWanted(String directory) {
        WAITING.remove(directory);
        return callers > 0;
    }

    private void start(String directory) {
        Thread.ofPlatform()
                .name("netlink4j waits for " + directory)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(() -> {
                    Result<Boolean> outcome = Result.of(() -> {
                        // The thread starts in the namespace of its creator, which it would keep alive.
                        ThreadNamespace.goHome();
                        return NamespaceDirectory.prepareLocked(directory, () -> isWanted(directory));
                    });
                    // If that failed before it had the lock.
                    WAITING.remove(directory, this);
                    prepared.complete(outcome);
                });
    }
}
