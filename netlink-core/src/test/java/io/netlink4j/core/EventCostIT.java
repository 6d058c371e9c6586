package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.TellEvents;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
final class EventCostIT {
    @Test
    void theCostOfAnEventDoesNotDependOnOtherWaiters() {
        List<long[]> costs = Command.run(
                        Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), TellEvents.class, "1000"))
                .ok()
                .lines()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
        long[] one = costs.getFirst();
        long[] thousand = costs.getLast();
        assertThat(thousand[0]).as("naps of all threads").isLessThan(one[0] * 2);
        assertThat(thousand[1]).as("microseconds of the thread that waits").isLessThan(one[1] * 4);
    }
}
