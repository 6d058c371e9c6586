package io.netlink4j.core.namespace;

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

/**
 * Waits for the lock of a directory of names while another process holds it. {@code flock(2)} cannot be interrupted. So
 * one thread for each directory blocks in it, and any number of callers wait for that thread.
 */
final class DirectoryLock {
    private static final Map<String, CompletableFuture<Result<Boolean>>> WAITING = new ConcurrentHashMap<>();

    private DirectoryLock() {}

    /**
     * Waits for the lock and prepares the directory.
     *
     * @throws NetlinkException.Interrupted if the calling thread is interrupted
     * @throws NetlinkException.TimedOut if another process does not release the lock in time
     */
    static void awaitPrepared(String directory) {
        try {
            WAITING.computeIfAbsent(directory, DirectoryLock::begin)
                    .get(Deadlines.nanos(Deadlines.DEFAULT), TimeUnit.NANOSECONDS)
                    .<RuntimeException>get();
        } catch (TimeoutException e) {
            throw new NetlinkException.TimedOut(
                    "another process had the lock of " + directory + " (flock) for " + Deadlines.DEFAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted(
                    "interrupted while another process had the lock of " + directory + " (flock)");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static CompletableFuture<Result<Boolean>> begin(String directory) {
        CompletableFuture<Result<Boolean>> prepared = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("netlink4j waits for " + directory)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(() -> {
                    Result<Boolean> outcome = Result.of(() -> {
                        // The thread starts in the namespace of its creator, which it would keep alive.
                        ThreadNamespace.goHome();
                        return NamespaceDirectory.prepareLocked(directory);
                    });
                    WAITING.remove(directory);
                    prepared.complete(outcome);
                });
        return prepared;
    }
}
