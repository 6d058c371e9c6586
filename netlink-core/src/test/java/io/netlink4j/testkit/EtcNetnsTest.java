package io.netlink4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EtcNetnsTest {
    @Test
    void theParentIsRemovedWithTheLastDirectory(@TempDir Path directory) throws IOException {
        Path parent = directory.resolve("netns");
        EtcNetns red = new EtcNetns(parent.resolve("red"));
        EtcNetns blue = new EtcNetns(parent.resolve("blue"));
        red.write("hosts", "192.0.2.1 web");
        red.close();
        assertThat(parent).isDirectoryNotContaining("glob:**red").isNotEmptyDirectory();
        blue.close();
        assertThat(parent).doesNotExist();
    }

    @Test
    void theParentStaysIfItWasThereBefore(@TempDir Path parent) throws IOException {
        new EtcNetns(parent.resolve("red")).close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void theParentStaysIfAnotherProcessUsesIt(@TempDir Path directory) throws IOException {
        Path parent = directory.resolve("netns");
        EtcNetns red = new EtcNetns(parent.resolve("red"));
        Path other = Files.createDirectory(parent.resolve("other"));
        red.close();
        assertThat(other).exists();
        Files.delete(other);
        new EtcNetns(parent.resolve("blue")).close();
        assertThat(parent).doesNotExist();
    }

    @Test
    void anotherProcessMayRemoveTheParentAtAnyTime(@TempDir Path directory) throws Exception {
        Path parent = directory.resolve("netns");
        AtomicBoolean over = new AtomicBoolean();
        Callable<Integer> remove = () -> {
            int removed = 0;
            while (!over.get()) {
                try {
                    removed += Files.deleteIfExists(parent) ? 1 : 0;
                } catch (DirectoryNotEmptyException e) {
                    // in use
                }
            }
            return removed;
        };
        FutureTask<Integer> other = new FutureTask<>(remove);
        Thread.ofPlatform().start(other);
        try {
            for (int i = 0; i < 200; i++) {
                new EtcNetns(parent.resolve("red" + i)).close();
            }
        } finally {
            over.set(true);
        }
        assertThat(other.get()).isPositive();
    }
}
