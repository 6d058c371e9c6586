package io.netlink4j.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.BeIdle;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where nothing happens nothing wakes up: in a JVM of its own, with names and mounts of its own, so that no other test does anything that
 * it would be told of.
 */
@KernelTest
@NeedsCommand({"true", "ip", "unshare"})
final class IdleIT {
    @ParameterizedTest
    @ValueSource(strings = {"call", "call threads", "exec", "namespaces call threads exec sockets wait"})
    void noThreadWakesUp(String use, @TempDir Path directory) {
        List<String> options = List.of(
                "--enable-native-access=ALL-UNNAMED", "-Dio.netlink4j.netns.directory=" + directory.resolve("netns"));
        List<String> line = new ArrayList<>(List.of("unshare", "--mount"));
        line.addAll(Jvm.line(options, BeIdle.class, use.split(" ")));
        assertThat(Command.run(line).ok()).isEqualTo("0 threads woke up\n");
    }
}
