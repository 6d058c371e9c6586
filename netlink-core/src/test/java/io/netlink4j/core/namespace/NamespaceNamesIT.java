package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.child.DeleteName;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsCommand({"ip", "unshare", "cat"})
final class NamespaceNamesIT {
    @Test
    void theNamespaceOfAProcessGetsAName(Namespaces namespaces) throws Exception {
        String name = namespaces.newName();
        try (ProcessInside process = ProcessInside.ofItsOwn();
                NetworkNamespace attached = NetworkNamespace.attach(name, process.pid());
                NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
            assertThat(attached.isSameAs(its)).isTrue();
            assertThat(attached.name()).contains(name);
            assertThat(NetworkNamespace.list()).contains(name);
            assertThat(its.names()).containsExactly(name).isEqualTo(identifiedByIp(process.pid()));
            assertThat(its.pids()).containsExactly(process.pid()).isEqualTo(pidsByIp(name));
        }
        try (NetworkNamespace without = NetworkNamespace.open(name)) {
            assertThat(without.pids()).isEmpty();
        }
    }

    /** As {@code ip netns} does, which locks the directory while it makes a mount of it. */
    @Test
    void waitingForTheLockDoesNotDelayOtherCalls(Namespaces namespaces) throws Exception {
        NetworkNamespace other = namespaces.named();
        String name = namespaces.newName();
        FutureTask<NetworkNamespace> creation = new FutureTask<>(() -> NetworkNamespace.create(name));
        Thread creator = new Thread(creation, "creator");
        try (OwnedFd _ = new OwnedFd(lockedDirectory(), "the directory")) {
            creator.start();
            while (!creation.isDone() && !Files.exists(NamespaceDirectory.path().resolve(name))) {
                Thread.onSpinWait();
            }
            other.sysctl().ipv4Forwarding();
            assertThat(creation.isDone()).isFalse();
        }
        try (NetworkNamespace created = creation.get(10, TimeUnit.SECONDS)) {
            assertThat(created.names()).containsExactly(name);
        }
    }

    private static int lockedDirectory() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment path = arena.allocateFrom(NamespaceDirectory.path().toString());
            int fd = Libc.open(errno, path, Linux.O_RDONLY | Linux.O_CLOEXEC, 0);
            assertThat(Libc.flock(errno, fd, Linux.LOCK_EX)).isZero();
            return fd;
        }
    }

    @Test
    void namesAttachedByIpAreFound(Namespaces namespaces) throws Exception {
        String first = namespaces.newName();
        String second = namespaces.newName();
        try (ProcessInside process = ProcessInside.ofItsOwn();
                NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
            Command.run("ip", "netns", "attach", first, Long.toString(process.pid()))
                    .ok();
            NetworkNamespace.attach(second, its).close();
            assertThat(its.names()).containsExactlyInAnyOrder(first, second).isSorted();
            // Of several names ip shows the last that it came upon.
            assertThat(identifiedByIp(process.pid())).hasSize(1).isSubsetOf(first, second);
            NetworkNamespace.delete(first);
            assertThat(its.names()).containsExactly(second);
        }
    }

    @Test
    void aThreadFindsTheNamesOfItsNamespace(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        List<String> names = red.call(() -> {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                return here.names();
            }
        });
        assertThat(names).containsExactlyElementsOf(red.name().stream().toList());
    }

    @Test
    void aNamespaceWithoutANameCanGetOne(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace.delete(red.name().orElseThrow());
        assertThat(red.names()).isEmpty();
        String name = namespaces.newName();
        try (NetworkNamespace again = NetworkNamespace.attach(name, red);
                NetworkNamespace opened = NetworkNamespace.open(name)) {
            assertThat(again.isSameAs(red)).isTrue();
            assertThat(opened.isSameAs(red)).isTrue();
        }
        assertThat(red.names()).containsExactly(name);
    }

    @Test
    void aTakenNameCannotBeAttached(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.unnamed();
        String name = red.name().orElseThrow();
        assertThatThrownBy(() -> NetworkNamespace.attach(name, blue))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot attach the name '" + name + "' to " + blue + ": the name is taken in "
                        + NamespaceDirectory.path() + " (EEXIST)");
        assertThat(red.names()).containsExactly(name);
        assertThat(blue.names()).isEmpty();
    }

    @Test
    void aFailedAttachLeavesNoName(Namespaces namespaces) {
        String name = namespaces.newName();
        assertThatThrownBy(() -> NetworkNamespace.attach(name, Long.MAX_VALUE))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such process");
        NetworkNamespace closed = namespaces.unnamed();
        closed.close();
        assertThatThrownBy(() -> NetworkNamespace.attach(name, closed)).isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(closed::names).isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(closed::pids).isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() ->
                        NetworkNamespace.attach("a/b", ProcessHandle.current().pid()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(NetworkNamespace.list()).doesNotContain(name);
    }

    @Test
    void aLeftoverFileDoesNotDisturbFindingNames(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        Files.createFile(NamespaceDirectory.path().resolve(namespaces.newName()));
        assertThat(red.names()).containsExactlyElementsOf(red.name().stream().toList());
    }

    @Test
    void aNameMountedTwiceIsDeletedAtOnce(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.unnamed();
        String name = red.name().orElseThrow();
        String file = NamespaceDirectory.file(name);
        blue.withFileDescriptor(fd -> {
            NamespaceDirectory.bind(fd, file, "mount it again");
            return fd;
        });
        assertThat(blue.names()).containsExactly(name);
        NetworkNamespace.delete(name);
        assertThat(NetworkNamespace.list()).doesNotContain(name);
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(name);
    }

    @Test
    @NeedsCommand({"unshare", "sh"})
    void aMountOfAMorePrivilegedMountNamespaceCannotBeDeleted(Namespaces namespaces) {
        String name = namespaces.named().name().orElseThrow();
        List<String> line = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
        line.addAll(Jvm.line(List.of("--enable-native-access=ALL-UNNAMED"), DeleteName.class, name));
        assertThat(Command.run(line).ok())
                .isEqualTo("Busy: cannot delete namespace '" + name + "': it is mounted by a mount namespace with"
                        + " more rights, and cannot be unmounted in this one (EBUSY)\n");
        NetworkNamespace.open(name).close();
    }

    private static List<String> identifiedByIp(long pid) {
        return Command.run("ip", "netns", "identify", Long.toString(pid))
                .ok()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<Long> pidsByIp(String name) {
        return Command.run("ip", "netns", "pids", name)
                .ok()
                .lines()
                .map(Long::valueOf)
                .toList();
    }
}
