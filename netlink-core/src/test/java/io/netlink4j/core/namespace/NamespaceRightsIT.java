package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.TryEverything;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
final class NamespaceRightsIT {
    private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");

    @Test
    @NeedsCommand("setpriv")
    void withoutCapabilitiesEachRefusalNamesTheMissingOne(Namespaces namespaces) {
        String name = namespaces.newName();
        List<String> withoutRights = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
        assertThat(run(withoutRights, name))
                .contains(
                        "unnamed: NotPermitted: cannot create a network namespace: unshare needs CAP_SYS_ADMIN (EPERM)",
                        "named: NotPermitted: cannot prepare " + NamespaceDirectory.path()
                                + ": mounting needs CAP_SYS_ADMIN in this mount namespace (EPERM)")
                .anyMatch(line -> line.startsWith("threads: NotPermitted: cannot enter namespace net:["))
                .anyMatch(line -> line.matches("call: NotPermitted: cannot enter namespace net:\\[\\d+]: setns needs"
                        + " CAP_SYS_ADMIN, also in the user namespace that owns the network namespace \\(EPERM\\)"))
                .anyMatch(line -> line.startsWith("names: ") && !line.contains(name));
    }

    @Test
    @NeedsCommand({"unshare", "sh"})
    void whatTheKernelRefusesLateIsUndone(Namespaces namespaces) {
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
        assertThat(run(withALimit, name))
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
    void withoutRootButInAUserNamespaceEverythingWorks(Namespaces namespaces) {
        String name = namespaces.newName();
        List<String> rootless = List.of("unshare", "--user", "--map-root-user", "--net", "--mount");
        assertThat(run(rootless, name))
                .contains("unnamed: done", "named: done", "call: done", "threads: done", "socket: done")
                .anyMatch(line -> line.startsWith("names: ") && line.contains(name));
    }

    private static List<String> run(List<String> before, String name) {
        List<String> jvm = Jvm.line(OPTIONS, TryEverything.class, name);
        return Command.run(Stream.concat(before.stream(), jvm.stream()).toList())
                .ok()
                .lines()
                .toList();
    }
}
