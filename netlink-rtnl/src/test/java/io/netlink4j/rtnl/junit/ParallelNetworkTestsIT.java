package io.netlink4j.rtnl.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.testkit.KernelTest;
import java.nio.ByteBuffer;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

@KernelTest
final class ParallelNetworkTestsIT {
    private static final int TESTS = 64;

    @Test
    void sixtyFourTestsUseTheSameAddressesAtOnce() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Together.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + TESTS)
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(TESTS).failed(0).aborted(0));
    }

    @NetworkTest
    @Cable(from = "red", to = "blue", network = "10.0.0.0/24")
    static final class Together {
        private static final CyclicBarrier ALL = new CyclicBarrier(TESTS);

        @RepeatedTest(TESTS)
        void talksToItsOwnServer(
                @In("red") NamespaceSockets red, @In("blue") NamespaceSockets blue, RepetitionInfo repetition)
                throws Exception {
            byte number = (byte) repetition.getCurrentRepetition();
            try (var server = blue.listen("10.0.0.2", 80)) {
                ALL.await(60, TimeUnit.SECONDS);
                try (var client = red.connect("10.0.0.2", 80);
                        var accepted = server.accept()) {
                    client.write(ByteBuffer.wrap(new byte[] {number}));
                    ByteBuffer read = ByteBuffer.allocate(1);
                    assertThat(accepted.read(read)).isEqualTo(1);
                    assertThat(read.get(0)).isEqualTo(number);
                }
            }
        }
    }
}
