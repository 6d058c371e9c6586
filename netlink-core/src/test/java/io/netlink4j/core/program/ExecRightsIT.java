package io.netlink4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.child.ExecOnce;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsCommand({"unshare", "sh", "ls", "mount", "ip"})
final class ExecRightsIT {
    private static final String ROOTLESS = "exec unshare --user --map-root-user --net --mount";

    @Test
    void theViewIsCompleteInAUserNamespace() {
        // An engine covers parts of a container's /sys, and what is covered may not be mounted anew without root.
        assumeThat(Command.run("sh", "-c", ROOTLESS + " mount -t sysfs none /sys")
                        .status())
                .as("may the owner of a user namespace mount a /sys here?")
                .isZero();
        // Some kernels give more than lo to every namespace: by a name of its own it is known which one's it is.
        String script = "ip link set lo name red0; ls /sys/class/net";
        assertThat(runBehind(ROOTLESS + " \"$@\"", "sh", "-c", script))
                .contains("red0")
                .doesNotContain("lo");
    }

    @Test
    void aProgramRunsWithTheOldSysIfItCannotBeMounted() {
        // A user namespace may not uncover a part of the /sys that it inherited.
        String partOfSysIsCovered =
                "exec unshare --user --map-root-user --mount sh -c 'mount -t tmpfs none /sys/kernel && " + ROOTLESS
                        + " \"$@\"' sh \"$@\"";
        assertThat(runBehind(partOfSysIsCovered, "sh", "-c", "ls -d /sys/class/net; ls /sys/kernel"))
                .containsExactly(
                        "missing: cannot mount the namespace's /sys: it needs CAP_SYS_ADMIN in the user namespace that"
                                + " owns the network namespace, and a visible /sys (EPERM)",
                        "/sys/class/net");
    }

    @Test
    void theErrorNamesTheLimitOfMountNamespaces() {
        String limited = "exec unshare --user --map-root-user --net --mount sh -c"
                + " 'echo 1 > /proc/sys/user/max_mnt_namespaces && exec \"$@\"' sh \"$@\"";
        assertThat(runBehind(limited, "ls"))
                .containsExactly("NetlinkException: cannot make a mount namespace: the limit"
                        + " /proc/sys/user/max_mnt_namespaces is reached (ENOSPC)");
    }

    private static List<String> runBehind(String script, String... program) {
        List<String> jvm = Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), ExecOnce.class, program);
        return Command.run(Stream.concat(Stream.of("sh", "-c", script, "sh"), jvm.stream())
                        .toList())
                .ok()
                .lines()
                .toList();
    }
}
