package io.netlink4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The properties of the running JDK on which {@link Reapers} relies. */
@Timeout(60)
final class ReapersTest {
    static {
        // Tests live in the module that they test, and that one does not know logback.
        Module core = ReapersTest.class.getModule();
        Stream.of("ch.qos.logback.classic", "ch.qos.logback.core")
                .flatMap(name -> core.getLayer().findModule(name).stream())
                .forEach(logback -> core.addReads(logback));
    }

    @Test
    void theJdkNamesThemByTheirProcess() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        awaitThread("process reaper (pid " + process.pid() + ")");
        process.getOutputStream().close();
        process.waitFor();
        Thread idle = awaitThread(Reapers.NAME);
        while (idle.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void idleReapersAreStartedOnDemand() {
        Reapers.Claim claim = new Reapers(Reapers.NAME).claim("start a program");
        assertThat(claim.tryLaunch()).isFalse();
        do {
            // Other tests start programs meanwhile, which may take them.
            claim.cover();
        } while (!claim.tryLaunch());
        claim.release();
    }

    @Test
    void aJdkWithOtherThreadNamesIsReportedOnce() throws Exception {
        Reapers reapers = new Reapers("no such name");
        List<ILoggingEvent> lines = logged(() -> {
            for (int i = 0; i < 2; i++) {
                Reapers.Claim claim = reapers.claim("start a program");
                claim.cover();
                assertThat(claim.tryLaunch()).as("nothing more can be done").isTrue();
                claim.started(new ProcessBuilder("true").start()).waitFor();
            }
        });
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .contains("'no such name'", Runtime.version().toString());
        });
    }

    private static List<ILoggingEvent> logged(Step step) throws Exception {
        // Others may be initializing slf4j at this moment.
        while (!(LoggerFactory.getLogger(Reapers.class) instanceof Logger)) {
            Thread.onSpinWait();
        }
        Logger logger = (Logger) LoggerFactory.getLogger(Reapers.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            step.run();
            return lines.list;
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static Thread awaitThread(String name) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        while (true) {
            Thread[] threads = new Thread[group.activeCount() * 2];
            int count = group.enumerate(threads);
            for (Thread thread : Arrays.copyOf(threads, count)) {
                if (thread.getName().equals(name)) {
                    return thread;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
