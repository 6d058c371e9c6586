package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.Appender;
import io.netlink4j.child.DropHandles;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unclosed objects in a JVM that looks for them. */
@KernelTest
@Timeout(120)
final class LeakDetectorIT {
    static {
        // Tests live in the module that they test, and that one does not know logback.
        Module core = LeakDetectorIT.class.getModule();
        Stream.of("ch.qos.logback.classic", "ch.qos.logback.core")
                .flatMap(name -> ModuleLayer.boot().findModule(name).stream())
                .forEach(logback -> core.addReads(logback));
    }

    @Test
    void itIsClosedAndReportedWithThePlaceWhereItWasOpened(Namespaces namespaces) throws Exception {
        String name = namespaces.named().name().orElseThrow();
        String consequence = " was dropped without close, and is closed now";
        List<String> expected = new ArrayList<>(Stream.of(
                        "WARN LeakDetector: the handle of namespace '" + name + "'",
                        "WARN LeakDetector: the netlink protocol 0 socket in namespace '" + name + "'",
                        "WARN LeakDetector: the subscription to netlink protocol 0 in namespace '" + name + "'",
                        "WARN LeakDetector: the watch of the namespaces in /run/netns")
                .map(report -> report + consequence)
                .toList());
        List<String> lines = new ArrayList<>();
        Process child = new ProcessBuilder(line(name)).redirectErrorStream(true).start();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            while (!expected.isEmpty()) {
                String line = Objects.requireNonNull(output.readLine(), () -> "ended after " + lines);
                lines.add(line);
                expected.removeIf(line::endsWith);
            }
            String next = output.readLine();
            while (!"ifindex of lo: 1".equals(next)) {
                lines.add(Objects.requireNonNull(next, () -> "ended after " + lines));
                next = output.readLine();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(lines.stream().filter(line -> line.contains("opened here by thread 'main'")))
                .hasSize(4);
        assertThat(lines).anyMatch(line -> line.contains("at io.netlink4j.child.DropHandles"));
        assertThat(lines.stream().filter(line -> line.contains("WARN")))
                .as("who waits holds what it waits for")
                .hasSize(4);
        assertThat(lines).noneMatch(line -> line.contains("Closed"));
    }

    private static List<String> line(String name) {
        List<String> line = Jvm.line(
                List.of("--enable-native-access=ALL-UNNAMED", "-Dio.netlink4j.leaks=true"), DropHandles.class, name);
        int classPath = line.indexOf("-cp") + 1;
        line.set(
                classPath,
                Stream.concat(
                                Stream.of(line.get(classPath)),
                                Stream.of(Logger.class, Appender.class)
                                        .map(Jvm::home)
                                        .map(Path::toString))
                        .collect(Collectors.joining(File.pathSeparator)));
        return line;
    }

    @Test
    void withoutThePropertyThereIsNoThread(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            assertThat(socket.ifindex("lo")).hasValue(1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("netlink4j-leaks"));
        }
    }
}
