package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Leaks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@KernelTest
@Isolated // it counts the descriptors and threads of the JVM
final class TourIT {
    private static final String OURS =
            "netlink4j-tour-" + ProcessHandle.current().pid() + "-";

    @RepeatedTest(2)
    void allIsAsExpectedAndNothingIsLeft(@TempDir Path directory) throws Exception {
        Path picture = directory.resolve("deep").resolve("network.svg");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assumeThat(JdkIpv6.find())
                .as("IPv6 was there when this JVM looked for it")
                .isTrue();
        Leaks before = Leaks.snapshot();

        boolean asExpected;
        try (TourNetwork network = new TourNetwork();
                PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            asExpected = new Tour(network, out, picture).run();
        }

        String text = told.toString(StandardCharsets.UTF_8);
        assertThat(asExpected).as(text).isTrue();
        assertThat(text).contains("192.168.15.2 is 192.168.1.2 there", "192.168.1.2:80 is 192.168.15.2:80");
        assertThat(text).contains("All 40 observations were as expected").doesNotContain("✗");
        assertThat(Files.readString(picture)).contains(">red<", ">blue<", ">host<", ">internet<", ">C<");
        assertThat(NetworkNamespace.list()).noneMatch(name -> name.startsWith(OURS));
        assertThat(threads()).isEmpty();
        before.assertNone();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tour "))
                .toList();
    }
}
