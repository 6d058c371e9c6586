package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.CallFromManyThreads;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 64 callers in 32 namespaces, in a JVM of its own, all of whose threads are looked at. The system property {@code
 * stress.seconds} says for how long.
 */
@KernelTest
final class NamespaceStressIT {
    @Test
    void everyThreadEndsInItsFirstNamespace() {
        long seconds = Long.getLong("stress.seconds", 3);
        List<String> line = Jvm.line(
                List.of("--enable-native-access=ALL-UNNAMED"), CallFromManyThreads.class, Long.toString(seconds));
        List<String> counts = Command.run(Duration.ofSeconds(300 + seconds), line)
                .ok()
                .lines()
                .toList();
        counts.forEach(System.out::println);
        assertThat(counts).contains("0 wrong inside", "0 wrong after", "0 threads abroad", "0 descriptors more");
    }
}
