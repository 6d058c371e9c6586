package io.netlink4j.core.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
@NeedsEtcNetns
@NeedsCommand({"sh", "cat", "ls"})
final class ExecEtcIT {
    @Test
    void filesOfTheNamespaceReplaceThoseOfEtc(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("hosts", "192.0.2.7 only-in-red");
        String before = Files.readString(Path.of("/etc/hosts"));
        assertThat(output(red, "cat /etc/hosts")).isEqualTo("192.0.2.7 only-in-red\n");
        assertThat(Path.of("/etc/hosts")).hasContent(before);
        try (NetworkNamespace nameless = NetworkNamespace.open(Path.of("/proc/self/ns/net"))) {
            assertThat(output(nameless, "cat /etc/hosts")).isEqualTo(before);
        }
        assertThat(output(namespaces.named(), "cat /etc/hosts")).isEqualTo(before);
    }

    @Test
    void directoriesAreReplacedAsAWhole(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        Files.writeString(Files.createDirectory(etc.path().resolve("profile.d")).resolve("red"), "here\n");
        assertThat(output(red, "ls /etc/profile.d; cat /etc/profile.d/red")).isEqualTo("red\nhere\n");
    }

    @Test
    void aFileThatReplacesNothingIsReported(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("hosts", "192.0.2.7 only-in-red");
        Path astray = etc.write("covers-nothing");
        List<NetlinkException> missing = new ArrayList<>();
        Process process = red.exec(new ProcessBuilder("cat", "/etc/hosts"), missing::add);
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("only-in-red");
        assertThat(missing)
                .satisfiesExactly(part -> assertThat(part)
                        .isInstanceOf(NetlinkException.NotFound.class)
                        .hasMessage("cannot bind " + astray
                                + " over /etc/covers-nothing: there is no /etc/covers-nothing to cover (ENOENT)"));
    }

    @Test
    void aCallerCanRefuseAPartialView(Namespaces namespaces, @TempDir Path directory) {
        NetworkNamespace red = namespaces.named();
        namespaces.keep(new EtcNetns(red)).write("covers-nothing");
        Path trace = directory.resolve("trace");
        assertThatThrownBy(() -> red.exec(new ProcessBuilder("sh", "-c", "echo started > " + trace), part -> {
                    throw part;
                }))
                .isInstanceOf(NetlinkException.NotFound.class);
        assertThat(trace).doesNotExist();
    }

    @Test
    @NeedsCommand("ip")
    void theViewEqualsThatOfIp(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("hosts", "192.0.2.7 only-in-red");
        etc.write("resolv.conf", "nameserver 192.0.2.53");
        String look = "readlink /proc/self/ns/net; ls -R /sys/class /sys/devices/virtual/net; cat /etc/hosts"
                + " /etc/resolv.conf; ls /etc; pwd; ls /sys/fs/cgroup; id; umask; cat"
                + " /proc/sys/net/ipv4/ip_forward";
        String ours;
        String theirs;
        do {
            theirs = viewOfIp(red, look);
            ours = output(red, look);
        } while (!viewOfIp(red, look).equals(theirs)); // the machine changed meanwhile
        assertThat(ours).isEqualTo(theirs);
    }

    private static String viewOfIp(NetworkNamespace namespace, String script) {
        return Command.runIn(namespace.name().orElseThrow(), "sh", "-c", script).ok();
    }

    private static String output(NetworkNamespace namespace, String script) throws IOException {
        Process process = namespace.exec(new ProcessBuilder("sh", "-c", script));
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
