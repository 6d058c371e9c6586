package io.netlink4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kernel holds a thread that starts a program, in {@code open(2)} of a FIFO without a writer. */
@KernelTest
@NeedsCommand({"mkfifo", "sleep", "true"})
@Timeout(120)
final class ExecWaitingIT {
    @TempDir
    private Path directory;

    @Test
    void anInterruptedCallerGivesUpAndItsProgramIsKilled(NetworkNamespace red) throws Exception {
        Path fifo = fifo();
        Attempt platform = Attempt.on(Thread.ofPlatform(), red, fifo);
        Attempt virtual = Attempt.on(Thread.ofVirtual(), red, fifo);
        awaitStarting(red, 2);
        for (Attempt attempt : List.of(platform, virtual)) {
            attempt.thread.interrupt();
            assertThat(attempt.thrown.get())
                    .isInstanceOf(NetlinkException.Interrupted.class)
                    .hasMessageContaining(red.toString());
            assertThat(attempt.flag.get()).isTrue();
        }
        try (RandomAccessFile _ = opened(fifo)) {
            awaitStarting(red, 0);
            while (!red.pids().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aCallerGivesUpAtTheTimeout(NetworkNamespace red) throws Exception {
        Path fifo = fifo();
        Attempt attempt = Attempt.on(Thread.ofVirtual(), red, fifo);
        awaitStarting(red, 1);
        assertThat(attempt.thrown.get())
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessage("the kernel did not start a program in " + red + " within " + Deadlines.DEFAULT
                        + "; if it still starts, it is killed");
        try (RandomAccessFile _ = opened(fifo)) {
            awaitStarting(red, 0);
            while (!red.pids().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void otherProgramsStartMeanwhileAndNoCarrierIsHeld(NetworkNamespace red, Namespaces namespaces) throws Exception {
        NetworkNamespace blue = namespaces.unnamed();
        Path fifo = fifo();
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
            attempts.add(Attempt.on(Thread.ofVirtual(), red, fifo));
        }
        awaitStarting(red, attempts.size());
        CompletableFuture<Integer> other = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                other.complete(blue.exec(new ProcessBuilder("true")).waitFor());
            } catch (IOException | InterruptedException e) {
                other.completeExceptionally(e);
            }
        });
        assertThat(other.get()).isZero();
        assertThat(red.exec(new ProcessBuilder("true")).waitFor()).isZero();
        attempts.forEach(attempt -> attempt.thread.interrupt());
        for (Attempt attempt : attempts) {
            assertThat(attempt.thrown.get()).isInstanceOf(NetlinkException.Interrupted.class);
        }
        try (RandomAccessFile _ = opened(fifo)) {
            awaitStarting(red, 0);
        }
    }

    private Path fifo() {
        Path fifo = directory.resolve("fifo");
        Command.run("mkfifo", fifo.toString()).ok();
        return fifo;
    }

    /** For both directions, which does not wait for a reader. */
    private static RandomAccessFile opened(Path fifo) throws IOException {
        return new RandomAccessFile(fifo.toFile(), "rw");
    }

    /** Waits until so many threads are held by the kernel inside. */
    private static void awaitStarting(NetworkNamespace namespace, long threads) {
        while (Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> thread.getKey().getName().equals("netlink4j in " + namespace))
                        .filter(thread -> Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("open0")))
                        .count()
                != threads) {
            Thread.onSpinWait();
        }
    }

    private record Attempt(Thread thread, CompletableFuture<Throwable> thrown, CompletableFuture<Boolean> flag) {
        static Attempt on(Thread.Builder builder, NetworkNamespace namespace, Path fifo) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread thread = builder.start(() -> {
                thrown.complete(catchThrowable(
                        () -> namespace.exec(new ProcessBuilder("sleep", "600").redirectInput(fifo.toFile()))));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            return new Attempt(thread, thrown, flag);
        }
    }
}
