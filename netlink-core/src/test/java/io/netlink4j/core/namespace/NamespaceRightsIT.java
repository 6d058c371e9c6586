package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.child.TryEverything;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
final class NamespaceRightsIT {
    private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");

    @Test
    @NeedsCommand("setpriv")
    void withoutCapabilitiesEachRefusalNamesTheMissingOne(Namespaces namespaces) {
        String name = namespaces.newName();
        List<String> withoutRights = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
        String there = there(namespaces);
        List<String> told = run(withoutRights, name, there);
        String unshare = "NotPermitted: cannot create a network namespace: unshare needs CAP_SYS_ADMIN (EPERM)";
        assertThat(told)
                .contains("unnamed: " + unshare)
                // The second where another test has the lock of the directory, which is then prepared later.
                .containsAnyOf(
                        "named: NotPermitted: cannot prepare " + NamespaceDirectory.path()
                                + ": mounting needs CAP_SYS_ADMIN in this mount namespace (EPERM)",
                        "named: " + unshare)
                .contains("call: done", "threads: done", "device: done", "socket: done")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("mark: NotPermitted: cannot mark a socket in namespace ")
                        .endsWith("that needs CAP_NET_ADMIN in the user namespace that owns the network"
                                + " namespace (EPERM)"))
                .anyMatch(line -> line.startsWith("names: ") && !line.contains(name));
        // The device file may be missing, or not be for this user.
        if (Files.isWritable(Path.of("/dev/net/tun"))) {
            assertThat(told)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("tun: NotPermitted: cannot open tun device 'n4jtun%d' in ")
                            .contains(
                                    "that needs CAP_NET_ADMIN in the user namespace that owns the network namespace"));
        }
        String refusal =
                ": NotPermitted: cannot enter namespace '" + there + "': setns needs CAP_SYS_ADMIN, also in the"
                        + " user namespace that owns the network namespace (EPERM)";
        assertThat(told)
                .contains(
                        "call elsewhere" + refusal,
                        "threads elsewhere" + refusal,
                        "sockets elsewhere" + refusal,
                        "sysctl elsewhere" + refusal,
                        "program elsewhere" + refusal);
    }

    @Test
    @NeedsCommand({"unshare", "sh"})
    void aLateRefusalIsUndone(Namespaces namespaces) {
        String name = namespaces.newName();
        // The namespace of unshare itself is the one that is allowed.
        List<String> withALimit = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--net",
                "--mount",
                "sh",
                "-c",
                "echo 1 > /proc/sys/user/max_net_namespaces && exec \"$@\"",
                "sh");
        assertThat(run(withALimit, name, there(namespaces)))
                .contains(
                        "unnamed: NetlinkException: cannot create a network namespace: the limit"
                                + " /proc/sys/user/max_net_namespaces is reached (ENOSPC)",
                        "named: NetlinkException: cannot create a network namespace: the limit"
                                + " /proc/sys/user/max_net_namespaces is reached (ENOSPC)",
                        "call: done")
                .anyMatch(line -> line.startsWith("names: ") && !line.contains(name));
    }

    @Test
    @NeedsCommand("unshare")
    void everythingWorksInAUserNamespace(Namespaces namespaces) {
        String name = namespaces.newName();
        List<String> rootless = List.of("unshare", "--user", "--map-root-user", "--net", "--mount");
        assertThat(run(rootless, name, there(namespaces)))
                .contains("unnamed: done", "named: done", "call: done", "threads: done", "mark: done", "socket: done")
                .anyMatch(line -> line.startsWith("names: ") && line.contains(name));
    }

    @Test
    @NeedsCommand("unshare")
    void aThreadThatMayNotReturnIsReportedWithTheReason(Namespaces namespaces) {
        assertThat(run(
                        List.of("unshare", "--user", "--map-root-user", "--mount"),
                        namespaces.newName(),
                        there(namespaces)))
                .contains("unnamed: NotPermitted: cannot return from a new network namespace: the way back needs"
                        + " CAP_SYS_ADMIN in the user namespace that owns the network namespace of this process, so"
                        + " start it in one of its own (unshare --net); the thread that was there has ended, and its"
                        + " work is undone (EPERM)");
    }

    @Test
    @NeedsCommand({"setpriv", "unshare", "env", "true"})
    void theErrorOfAReadOnlyDirectoryNamesAnotherPlace(Namespaces namespaces, @TempDir Path directory) {
        List<String> rootOfOneself = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534"));
        rootOfOneself.addAll(List.of("--clear-groups", "unshare", "--user", "--map-root-user", "--net", "--mount"));
        List<String> attempt = new ArrayList<>(rootOfOneself);
        attempt.add("true");
        assumeThat(Command.run(attempt).status())
                .as("may another user make a user namespace here?")
                .isZero();
        String name = namespaces.newName();
        String there = there(namespaces);
        rootOfOneself.addAll(List.of("env", "--unset=XDG_RUNTIME_DIR"));
        rootOfOneself.addAll(Jvm.lineForAnybody(directory, OPTIONS, TryEverything.class, name, there));
        assertThat(Command.run(rootOfOneself).ok().lines())
                .contains(
                        "unnamed: done",
                        "named: NotPermitted: cannot create namespace '" + name + "': this user has no permission to"
                                + " write to " + NamespaceDirectory.path() + "; for another place set XDG_RUNTIME_DIR"
                                + " or the system property io.netlink4j.netns.directory (EACCES)");
    }

    private static String there(Namespaces namespaces) {
        return namespaces.named().name().orElseThrow();
    }

    private static List<String> run(List<String> before, String name, String there) {
        List<String> jvm = Jvm.line(OPTIONS, TryEverything.class, name, there);
        return Command.run(Stream.concat(before.stream(), jvm.stream()).toList())
                .ok()
                .lines()
                .toList();
    }
}
