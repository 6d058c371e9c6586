package io.netlink4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.ExecFromCommonPool;
import io.netlink4j.child.ExecMany;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own threads come into being with the first process: here that is one inside a namespace. */
@KernelTest
@NeedsCommand("cat")
final class ExecThreadsIT {
    private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");

    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void noThreadOfTheJvmStaysInside(int programs) {
        Command jvm = Command.run(Jvm.line(OPTIONS, ExecMany.class, Integer.toString(programs)));
        assertThat(jvm.ok()).isEqualTo("all at home\n");
    }

    @Test
    void theCommonPoolIsNotWaitedFor() {
        List<String> options = List.of(OPTIONS.getFirst(), "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1");
        assertThat(Command.run(Jvm.line(options, ExecFromCommonPool.class)).ok())
                .isEqualTo("done\n");
    }
}
