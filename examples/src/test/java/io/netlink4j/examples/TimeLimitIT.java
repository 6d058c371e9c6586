package io.netlink4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Each test has a time limit that ends it, by the parameters with which all tests run. */
final class TimeLimitIT {
    private static final String LIMIT = "junit.jupiter.execution.timeout.default";
    private static final CountDownLatch OVER = new CountDownLatch(1);

    @Test
    void aTestThatNeverEndsFailsAndTheOthersRun() throws IOException {
        Properties parameters = new Properties();
        parameters.load(new StringReader(System.getProperty("test.engine.parameters")));
        assertThat(parameters).containsKey(LIMIT);
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
        parameters.forEach((name, value) -> kit.configurationParameter(name.toString(), value.toString()));
        kit.configurationParameter(LIMIT, "1 s");

        var tests = kit.selectors(selectClass(Tests.class)).execute().testEvents();
        OVER.countDown();
        tests.assertStatistics(counts -> counts.succeeded(1).failed(1));
        assertThat(tests.failed().list())
                .extracting(TimeLimitIT::failure)
                .singleElement()
                .isInstanceOf(TimeoutException.class);
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    /** Run by the test above. */
    static final class Tests {
        @Test
        void ignoresInterrupts() {
            boolean over = false;
            while (!over) {
                try {
                    OVER.await();
                    over = true;
                } catch (InterruptedException e) {
                    // as a call that the kernel does not end
                }
            }
        }

        @Test
        void ends() {}
    }
}
