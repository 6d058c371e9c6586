package io.netlink4j.core.program;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import io.netlink4j.core.thread.CheckedSupplier;
import io.netlink4j.core.thread.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The start of one program, on a thread of its own. The thread enters the namespace and makes the mounts, and the
 * program inherits both.
 *
 * <p>The kernel may hold that thread for any time, for example to open a FIFO for the program. The caller gives up when
 * it is interrupted or after {@link Deadlines#DEFAULT}. A program that starts later is killed.
 */
final class ProgramStart implements Runnable, AutoCloseable {
    // A start takes milliseconds, so an interrupted caller still waits for it.
    private static final long GRACE_MILLIS = 1000;

    private final CheckedSupplier<Process, IOException> launch;
    private final Optional<String> namespace;
    private final OwnedFd namespaceFd;
    private final int number;
    private final String where;
    private final Reapers.Claim claim;

    /** Completed when the thread waits for the caller's approval, or when the start is over. */
    private final CompletableFuture<List<NetlinkException>> missing = new CompletableFuture<>();

    private final CompletableFuture<Boolean> approved = new CompletableFuture<>();
    private final CompletableFuture<Result<Process>> outcome = new CompletableFuture<>();

    private ProgramStart(
            CheckedSupplier<Process, IOException> launch,
            Optional<String> namespace,
            OwnedFd namespaceFd,
            String where) {
        this.launch = launch;
        this.namespace = namespace;
        this.namespaceFd = namespaceFd;
        this.number = namespaceFd.acquire();
        this.where = where;
        this.claim = Reapers.SHARED.claim("start a program in " + where);
    }

    /** Starts the thread. It uses the descriptor until it is inside. */
    static ProgramStart begin(
            CheckedSupplier<Process, IOException> launch,
            Optional<String> namespace,
            OwnedFd namespaceFd,
            String where) {
        ProgramStart start = new ProgramStart(launch, namespace, namespaceFd, where);
        try {
            Thread.ofPlatform().name("netlink4j in " + where).daemon().start(start);
            return start;
        } catch (RuntimeException | Error e) {
            namespaceFd.release();
            start.claim.release();
            throw e;
        }
    }

    @Override
    public void run() {
        Result<Process> result = Result.of(this::start);
        if (result.thrown().isPresent()) {
            claim.release();
        }
        if (!outcome.complete(result)) {
            undo(result);
        }
        missing.complete(List.of());
    }

    private Process start() throws IOException {
        List<NetlinkException> parts = new ArrayList<>();
        enter(parts);
        if (!parts.isEmpty() || !claim.tryLaunch()) {
            missing.complete(List.copyOf(parts));
            if (!approved.join()) {
                throw new CancellationException();
            }
            claim.launch();
        }
        return claim.started(launch.get());
    }

    private void enter(List<NetlinkException> parts) {
        boolean atHome;
        try {
            atHome = FileId.isOwnNamespace(number);
            ThreadNamespace.enter(number, where);
        } finally {
            namespaceFd.release();
        }
        PrivateMounts.make(namespace, atHome, parts::add);
    }

    private static void undo(Result<Process> result) {
        try {
            result.<IOException>get().destroyForcibly();
        } catch (IOException | RuntimeException | Error e) {
            // There is no process.
        }
    }

    /** Waits for the mounts and returns those that failed; empty also if the program has started already. */
    List<NetlinkException> awaitMissing() {
        // The thread makes the mounts meanwhile.
        claim.refresh();
        return await(missing);
    }

    /** Lets the program start. */
    void approve() {
        if (!outcome.isDone()) {
            claim.cover();
            approved.complete(true);
        }
    }

    /** Waits for the process. */
    Process await() throws IOException {
        return await(outcome).get();
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(Deadlines.nanos(Deadlines.DEFAULT), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return leave(
                    future,
                    new NetlinkException.TimedOut("the kernel did not start a program in " + where + " within "
                            + Deadlines.DEFAULT + "; if it still starts, it is killed"));
        } catch (InterruptedException e) {
            try {
                return future.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException | TimeoutException late) {
                return leave(
                        future,
                        new NetlinkException.Interrupted("interrupted while a program was started in " + where
                                + "; if it still starts, it is killed"));
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T leave(CompletableFuture<T> future, NetlinkException reason) {
        if (abandon()) {
            throw reason;
        }
        return future.join();
    }

    /** Gives up a program that has not started. */
    @Override
    public void close() {
        abandon();
        approved.complete(false);
    }

    private boolean abandon() {
        return outcome.complete(Result.failed(new CancellationException()));
    }
}
