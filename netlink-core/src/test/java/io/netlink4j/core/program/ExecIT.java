package io.netlink4j.core.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
@NeedsCommand({"sh", "cat", "readlink", "sleep", "ls", "ip"})
final class ExecIT {
    private static String mountId(String mountinfo) {
        return mountinfo.substring(0, mountinfo.indexOf(' '));
    }

    private static final String NET = "/proc/self/ns/net";

    @Test
    void theProgramIsInsideWithTheDevicesOfTheNamespace(NetworkNamespace red) throws Exception {
        // Some kernels give more than lo to every namespace: by a name of its own it is known which one's it is.
        String script = "readlink " + NET + "; ip link set lo name red0; ls /sys/class/net";
        Process process = red.exec(new ProcessBuilder("sh", "-c", script), part -> {
            throw part;
        });
        assertThat(output(process).lines())
                .startsWith(red.id().toString())
                .contains("red0")
                .doesNotContain("lo");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void itsMountsAreItsOwn(NetworkNamespace red) throws Exception {
        String before = Files.readString(Path.of("/proc/self/mountinfo"));
        Process process = red.exec(new ProcessBuilder("sh", "-c", "cat /proc/self/mountinfo; read line"));
        String sysfs = "";
        for (String line = process.inputReader().readLine(); line != null && sysfs.isEmpty(); ) {
            sysfs = line.contains(" - sysfs sysfs ") ? line : "";
            line = process.inputReader().readLine();
        }
        String during = Files.readString(Path.of("/proc/self/mountinfo"));
        process.getOutputStream().close();
        process.waitFor();
        assertThat(sysfs).contains(" /sys ");
        assertThat(during.lines().map(ExecIT::mountId)).doesNotContain(mountId(sysfs));
        assertThat(occurrences(during, " /sys ")).isEqualTo(occurrences(before, " /sys "));
    }

    @Test
    void streamsStatusEnvironmentAndDirectoryAreThoseOfTheBuilder(NetworkNamespace red, @TempDir Path directory)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "cat; pwd; echo $COLOUR; echo complaint >&2; exit 7");
        builder.environment().put("COLOUR", "red");
        builder.directory(directory.toFile());
        Process process = red.exec(builder);
        try (var writer = process.outputWriter()) {
            writer.write("through the pipe\n");
        }
        assertThat(output(process).lines())
                .containsExactly("through the pipe", directory.toRealPath().toString(), "red");
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEqualTo("complaint\n");
        assertThat(process.onExit().get(10, TimeUnit.SECONDS).exitValue()).isEqualTo(7);
    }

    @Test
    void redirectsWork(NetworkNamespace red, @TempDir Path directory) throws Exception {
        Path in = Files.writeString(directory.resolve("in"), "from a file\n");
        Path out = directory.resolve("out");
        Process process = red.exec(new ProcessBuilder("sh", "-c", "cat; echo both >&2")
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile()));
        assertThat(process.waitFor()).isZero();
        assertThat(out).hasContent("from a file\nboth");
    }

    @Test
    void signalsReachTheProgram(NetworkNamespace red) throws Exception {
        Process terminated = red.exec(new ProcessBuilder("sleep", "600"));
        Process killed = red.exec(new ProcessBuilder("sleep", "600"));
        assertThat(terminated.isAlive()).isTrue();
        assertThat(terminated.toHandle().info().command())
                .hasValueSatisfying(c -> assertThat(c).contains("/"));
        terminated.destroy();
        killed.destroyForcibly();
        assertThat(terminated.waitFor()).isEqualTo(128 + 15);
        assertThat(killed.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void theProcessOutlivesTheHandleAndKeepsTheNamespace(NetworkNamespace red) throws Exception {
        Process process = red.exec(new ProcessBuilder("cat"));
        red.close();
        try (NetworkNamespace again = NetworkNamespace.ofProcess(process.pid())) {
            assertThat(again.id()).isEqualTo(red.id());
        } finally {
            process.destroy();
        }
        assertThatThrownBy(() -> red.exec(new ProcessBuilder("cat"))).isInstanceOf(NetlinkException.Closed.class);
    }

    @Test
    void aStartFailureIsThatOfTheBuilder(NetworkNamespace red, @TempDir Path directory) {
        assertThatThrownBy(() -> red.exec(new ProcessBuilder("no-such-program-anywhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-anywhere");
        ProcessBuilder nowhere =
                new ProcessBuilder("cat").directory(directory.resolve("none").toFile());
        assertThatThrownBy(() -> red.exec(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> red.exec(new ProcessBuilder())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void virtualThreadsCanExec(NetworkNamespace red) throws ExecutionException, InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> output(red.exec(new ProcessBuilder("readlink", NET))));
        Thread.ofVirtual().start(task);
        assertThat(task.get()).isEqualTo(red.id() + "\n");
    }

    @Test
    void anInterruptedCallerGetsItsProcessAndStaysInterrupted(NetworkNamespace red) throws Exception {
        Thread.currentThread().interrupt();
        Process process = red.exec(new ProcessBuilder("readlink", NET));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(output(process)).isEqualTo(red.id() + "\n");
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static int occurrences(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
