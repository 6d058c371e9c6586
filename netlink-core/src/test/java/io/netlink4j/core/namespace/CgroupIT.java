package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups as the kernel shows them: directories with {@code cgroup.procs}. */
@KernelTest
@NeedsCommand({"unshare", "cat"})
final class CgroupIT {
    private static final long GONE = Integer.MAX_VALUE;

    @TempDir
    private Path group;

    @Test
    void theNamespaceIsThatOfItsProcesses() throws Exception {
        try (ProcessInside process = ProcessInside.ofItsOwn();
                NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
            members(group, GONE, 0, process.pid());
            try (NetworkNamespace found = NetworkNamespace.ofCgroup(group)) {
                assertThat(found.isSameAs(its)).isTrue();
            }
        }
    }

    @Test
    void aGroupWithoutProcessesHasTheNamespaceOfThoseBelow() throws Exception {
        try (ProcessInside process = ProcessInside.ofItsOwn();
                NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
            members(group);
            members(group.resolve("empty"));
            members(group.resolve("below/init.scope"), process.pid());
            members(group.resolve("below"));
            try (NetworkNamespace found = NetworkNamespace.ofCgroup(group)) {
                assertThat(found.isSameAs(its)).isTrue();
            }
        }
    }

    @Test
    void severalNamespacesAreNamed() throws Exception {
        try (ProcessInside process = ProcessInside.ofItsOwn();
                NetworkNamespace its = NetworkNamespace.ofProcess(process.pid());
                NetworkNamespace here = NetworkNamespace.current()) {
            long self = ProcessHandle.current().pid();
            members(group, process.pid(), self);
            assertThatThrownBy(() -> NetworkNamespace.ofCgroup(group))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessage("cannot open the namespace of cgroup " + group
                            + ": its processes are in several namespaces: " + its.id() + " has process "
                            + process.pid() + ", " + here.id() + " has process " + self + " (EINVAL)");
        }
    }

    @Test
    void missingGroupsAndMissingProcessesAreDistinguished() throws IOException {
        assertThatThrownBy(() -> NetworkNamespace.ofCgroup(group))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("it has no cgroup.procs, so it is no cgroup");
        assertThatThrownBy(() -> NetworkNamespace.ofCgroup(group.resolve("none")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such directory");
        members(group, GONE);
        assertThatThrownBy(() -> NetworkNamespace.ofCgroup(group))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot open the namespace of cgroup " + group + ": there is no process in it (ENOENT)");
        members(group);
        assertThatThrownBy(() -> NetworkNamespace.ofCgroup(group)).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void aRealGroupIsRead() throws Exception {
        String mount = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(" - cgroup2 "))
                .map(line -> line.split(" ")[4])
                .findFirst()
                .orElse("/nowhere");
        assumeTrue(Files.isWritable(Path.of(mount)), "groups cannot be made in the cgroup2 hierarchy here");
        try (ProcessInside process = ProcessInside.ofItsOwn();
                NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
            Path real = Files.createDirectory(Path.of(mount, "n4j-" + process.pid()));
            try {
                assertThatThrownBy(() -> NetworkNamespace.ofCgroup(real)).isInstanceOf(NetlinkException.NotFound.class);
                Files.writeString(real.resolve("cgroup.procs"), Long.toString(process.pid()));
                try (NetworkNamespace found = NetworkNamespace.ofCgroup(real)) {
                    assertThat(found.isSameAs(its)).isTrue();
                }
                Files.writeString(Path.of(mount, "cgroup.procs"), Long.toString(process.pid()));
            } finally {
                process.close();
                Files.delete(real);
            }
        }
    }

    private static void members(Path directory, long... pids) throws IOException {
        String text = Arrays.stream(pids).mapToObj(pid -> pid + "\n").collect(Collectors.joining());
        Files.writeString(Files.createDirectories(directory).resolve("cgroup.procs"), text);
    }
}
