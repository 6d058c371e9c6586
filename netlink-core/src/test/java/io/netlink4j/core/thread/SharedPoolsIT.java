package io.netlink4j.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.StartPoolsInside;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shared threads of the JDK that code inside a namespace starts for the first time, in a JVM of its own. */
@KernelTest
final class SharedPoolsIT {
    @ParameterizedTest
    @CsvSource({
        "call, -Da=b",
        "thread, -Da=b",
        "call, -XX:ActiveProcessorCount=1",
        "call, -XX:ActiveProcessorCount=8",
        "thread, -XX:ActiveProcessorCount=8",
        "call, -Djdk.virtualThreadScheduler.parallelism=3",
        "call, -Djdk.virtualThreadScheduler.maxPoolSize=1",
        "call, -Djava.util.concurrent.ForkJoinPool.common.parallelism=5",
        "call, -Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
        "long call, -Da=b",
        "long thread, -Da=b",
    })
    void noSharedThreadStaysInside(String way, String option) {
        assertThat(lines(List.of(option), way)).last().asString().startsWith("0 of ");
    }

    @Test
    void withoutTheLibraryCarriersAndWorkersStayInside() {
        assertThat(names(lines(List.of(), "before"))).contains("ForkJoinPool-1-", "ForkJoinPool.co");
    }

    @Test
    void fillingThePoolsCanBeSwitchedOff() {
        assertThat(names(lines(List.of("-Dio.netlink4j.pools.keepHome=false"), "call")))
                .contains("ForkJoinPool-1-", "ForkJoinPool.co");
    }

    @Test
    void workersInsideAreMovedHome() {
        assertThat(names(lines(List.of(), "before", "care"))).noneMatch(name -> name.startsWith("ForkJoinPool"));
    }

    private static List<String> names(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("Task["))
                .map(line -> line.replaceFirst(".* name=(.*), namespace=.*", "$1"))
                .toList();
    }

    private static List<String> lines(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(options);
        all.add("--enable-native-access=ALL-UNNAMED");
        return Command.run(Jvm.line(all, StartPoolsInside.class, arguments))
                .ok()
                .lines()
                .toList();
    }
}
