package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.BeIdle;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing happens nothing wakes up: in a JVM of its own, where no other test does anything. */
@KernelTest
@NeedsCommand({"true", "ip"})
final class IdleIT {
    @ParameterizedTest
    @ValueSource(strings = {"call", "call threads", "exec", "namespaces call threads exec sockets wait"})
    void noThreadWakesUp(String use) {
        assertThat(Command.run(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), BeIdle.class, use.split(" ")))
                        .ok())
                .isEqualTo("0 threads woke up\n");
    }
}
