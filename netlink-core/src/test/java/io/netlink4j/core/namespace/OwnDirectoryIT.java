package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.NameOne;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user that may not write to the directory of {@code ip netns} has one of its own. */
@KernelTest
@NeedsCommand({"unshare", "mount", "sh", "ip", "nsenter", "readlink"})
final class OwnDirectoryIT {
    // Behind the program ip is shown the user's directory in the place of its own.
    private static final String SCRIPT = """
        mount --rbind /run/netns /run/netns && mount -o remount,ro,bind /run/netns || exit 1
        "$@" && mount --rbind $DIRECTORY /run/netns && ip netns list && nsenter --net=/run/netns/second \
            readlink /proc/self/ns/net
        """;

    @Test
    void namesAreInTheUsersDirectory(Namespaces namespaces, @TempDir Path directory) {
        namespaces.named();
        run("XDG_RUNTIME_DIR=" + directory + " DIRECTORY=" + directory.resolve("netns"), List.of());
    }

    @Test
    void namesAreInTheDirectoryOfTheProperty(Namespaces namespaces, @TempDir Path directory) {
        namespaces.named();
        run(
                "DIRECTORY=" + directory.resolve("rooms"),
                List.of("-Dio.netlink4j.netns.directory=" + directory.resolve("rooms")));
    }

    private static void run(String environment, List<String> moreOptions) {
        List<String> line = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--net", "--mount"));
        line.addAll(List.of("env"));
        line.addAll(List.of(environment.split(" ")));
        line.addAll(List.of("sh", "-c", SCRIPT, "sh"));
        List<String> options = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
        options.addAll(moreOptions);
        line.addAll(Jvm.line(options, NameOne.class, "first", "second"));
        List<String> told = Command.run(line).ok().lines().toList();
        assertThat(told.getFirst()).startsWith("net:[");
        assertThat(told.get(1)).isEqualTo("[second] of [second]");
        assertThat(told.get(2)).isEqualTo("Created[name=second]");
        assertThat(told.get(3)).startsWith("second");
        assertThat(told.getLast()).isEqualTo(told.getFirst());
    }
}
