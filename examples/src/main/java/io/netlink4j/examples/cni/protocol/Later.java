package io.netlink4j.examples.cni.protocol;

import io.netlink4j.nft.Nft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What ends when a call has been answered, since the kernel takes longer for it than for the rest of the call: it ends the socket of a
 * transaction only when it has freed all deleted rules, and acknowledges the deletion of a link only when it has freed its memory.
 */
public final class Later {
    private static final ThreadLocal<Later> CALL = ThreadLocal.withInitial(Later::new);

    private Optional<Nft> nft = Optional.empty();
    private final Deque<Runnable> kept = new ArrayDeque<>();
    private final List<Thread> running = new ArrayList<>();

    private Later() {}

    /** The rules of the calling thread's namespace, until {@link #close}. */
    public static Nft nft() {
        Later call = CALL.get();
        Nft nft = call.nft.orElseGet(Nft::open);
        call.nft = Optional.of(nft);
        return nft;
    }

    /** Runs {@code end} at {@link #close}, before what was kept earlier. */
    public static void keep(Runnable end) {
        CALL.get().kept.push(end);
    }

    /**
     * Runs {@code slow}, and waits until it has ended or {@code enough} has returned: then only memory is left to be freed. Throws what
     * {@code slow} throws before. {@link #close} waits for both; {@code enough} is interrupted when {@code slow} ends.
     */
    public static void await(Runnable slow, Runnable enough) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread watcher = Thread.ofPlatform().name("watcher").unstarted(() -> {
            try {
                enough.run();
                done.complete(null);
            } catch (RuntimeException e) {
                // the end of the other thread tells
            }
        });
        Thread worker = Thread.ofPlatform().name("worker").unstarted(() -> {
            try {
                slow.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            } finally {
                watcher.interrupt();
            }
        });
        for (Thread thread : List.of(watcher, worker)) {
            thread.start();
            CALL.get().running.add(thread);
        }
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for what still runs, and closes what the calling thread's call has opened. */
    public static void close() {
        Later call = CALL.get();
        CALL.remove();
        boolean isInterrupted = false;
        for (Thread thread : call.running) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        call.kept.forEach(Runnable::run);
        call.nft.ifPresent(Nft::close);
    }
}
