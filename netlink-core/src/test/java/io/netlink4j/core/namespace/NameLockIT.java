package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.WaitForNameLock;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the lock of the directory of names, as {@code ip netns add} does for a moment. */
@KernelTest
@NeedsCommand({"flock", "sh", "umount"})
final class NameLockIT {
    @Test
    void waitingHoldsNoCarrierAndCanBeInterrupted(@TempDir Path directory) {
        List<String> options = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.netlink4j.netns.directory=" + directory,
                "-XX:ActiveProcessorCount=2");
        try {
            assertThat(Command.run(Jvm.line(options, WaitForNameLock.class, directory.toString()))
                            .ok()
                            .lines())
                    .containsExactly(
                            "locked",
                            "a carrier is free",
                            "Interrupted true",
                            "Interrupted true",
                            "Interrupted true",
                            "[patient]",
                            "namespace 'patient'",
                            "[patient]");
        } finally {
            Command.run("umount", "--recursive", directory.toString()).ok();
        }
    }

    @Test
    void waitingEndsAtTheTimeoutOfTheProperty(@TempDir Path directory) {
        List<String> options = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.netlink4j.netns.directory=" + directory,
                "-Dio.netlink4j.timeout=PT0.1S");
        assertThat(Command.run(Jvm.line(options, WaitForNameLock.class, directory.toString(), "impatient"))
                        .ok()
                        .lines())
                .containsExactly("locked", "TimedOut false", "[]", "not prepared");
    }
}
