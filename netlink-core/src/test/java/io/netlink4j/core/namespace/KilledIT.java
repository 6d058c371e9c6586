package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.child.UntilKilled;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A JVM is killed at any moment of its work: what it left can be used, or deleted and made again. */
@KernelTest
@NeedsCommand("ip")
final class KilledIT {
    private static final int COUNT = 100;

    @RepeatedTest(6)
    void killedWhileCreating(Namespaces namespaces) throws Exception {
        String base = namespaces.newName() + "-";
        killWhile("create", base);
        List<String> left = left(base);
        assertThat(left).isEqualTo(leftSaysIp(base));
        assertThat(left.stream().filter(name -> !opens(name))).hasSizeLessThanOrEqualTo(1);
        cleanUp(base, left);
    }

    @RepeatedTest(6)
    void killedWhileDeleting(Namespaces namespaces) throws Exception {
        String base = namespaces.newName() + "-";
        for (int i = 0; i < COUNT; i++) {
            NetworkNamespace.create(base + i).close();
        }
        killWhile("delete", base);
        List<String> left = left(base);
        assertThat(left).isEqualTo(leftSaysIp(base));
        assertThat(left.stream().filter(name -> !opens(name))).hasSizeLessThanOrEqualTo(1);
        cleanUp(base, left);
    }

    @Test
    void aLeftoverFileMustBeDeleted(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        String name = namespaces.newName();
        Path file = Files.createFile(NamespaceDirectory.path().resolve(name));
        assertThat(NetworkNamespace.list()).contains(name);
        assertThat(leftSaysIp(name)).contains(name);
        assertThatThrownBy(() -> NetworkNamespace.create(name))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("by a file that is no namespace");
        assertThatThrownBy(() -> NetworkNamespace.attach(name, red)).isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThatThrownBy(() -> NetworkNamespace.open(name)).isInstanceOf(NetlinkException.Invalid.class);
        assertThat(Command.run("ip", "netns", "add", name).err()).contains("File exists");
        NetworkNamespace.delete(name);
        assertThat(file).doesNotExist();
        Command.run("ip", "netns", "add", name).ok();
    }

    private static void killWhile(String work, String base) throws Exception {
        Process child = new ProcessBuilder(Jvm.line(
                        List.of("--enable-native-access=ALL-UNNAMED"),
                        UntilKilled.class,
                        work,
                        base,
                        Integer.toString(COUNT)))
                .redirectErrorStream(true)
                .start();
        assertThat(child.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
        child.destroyForcibly().waitFor();
    }

    private static void cleanUp(String base, List<String> left) throws Exception {
        for (String name : left) {
            NetworkNamespace.delete(name);
        }
        assertThat(left(base)).isEmpty();
        assertThat(leftSaysIp(base)).isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("/" + base);
        for (int i : new int[] {0, Math.max(0, left.size() - 1), left.size()}) {
            NetworkNamespace.create(base + i).close();
            Command.run("ip", "netns", "delete", base + i).ok();
        }
    }

    private static boolean opens(String name) {
        return NamespaceFile.isOne(NamespaceDirectory.file(name));
    }

    private static List<String> left(String base) {
        return NetworkNamespace.list().stream()
                .filter(name -> name.startsWith(base))
                .toList();
    }

    private static List<String> leftSaysIp(String base) {
        return Command.run("ip", "netns", "list")
                .ok()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(name -> name.startsWith(base))
                .sorted()
                .toList();
    }
}
