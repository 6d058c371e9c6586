package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
final class NetworkNamespaceIT {
    @Test
    void aNamedNamespaceExistsUntilItIsDeleted(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        Path file = NamespaceDirectory.path().resolve(name);
        assertThat(NetworkNamespace.list()).contains(name).isSorted();
        assertThat(red).hasToString("namespace '" + name + "'");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(NamespaceDirectory.path())))
                .isEqualTo("rwxr-xr-x");
        assertThat(((Number) Files.getAttribute(file, "unix:ino")).longValue())
                .isEqualTo(red.id().inode());
        NetworkNamespace.delete(name);
        assertThat(NetworkNamespace.list()).doesNotContain(name);
        assertThat(Files.exists(file)).isFalse();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(name);
    }

    @Test
    void aHandleOutlivesItsName(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace.delete(red.name().orElseThrow());
        assertThat(red.call(() -> here())).isEqualTo(red.id().toString());
    }

    @Test
    void manyAreCreatedAtOnce(Namespaces namespaces) throws IOException {
        List<NetworkNamespace> many = NetworkNamespace.createUnnamed(20);
        many.forEach(namespaces::keep);
        assertThat(many).hasSize(20);
        assertThat(many).extracting(NetworkNamespace::id).doesNotHaveDuplicates();
        for (NetworkNamespace one : many) {
            assertThat(one.name()).isEmpty();
            assertThat(one.call(() -> here())).isEqualTo(one.id().toString());
        }
        assertThat(NetworkNamespace.createUnnamed(0)).isEmpty();
    }

    @Test
    void handlesOnOneNamespaceAreTheSame(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.unnamed();
        try (NetworkNamespace byName = NetworkNamespace.open(red.name().orElseThrow());
                NetworkNamespace byPath = NetworkNamespace.open(
                        NamespaceDirectory.path().resolve(red.name().orElseThrow()))) {
            assertThat(byName.isSameAs(red)).isTrue();
            assertThat(byName.name()).isEqualTo(red.name());
            assertThat(byPath.isSameAs(red)).isTrue();
            assertThat(byPath.name()).isEmpty();
            assertThat(byPath).hasToString("namespace net:[" + red.id().inode() + "]");
            assertThat(blue.isSameAs(red)).isFalse();
        }
    }

    @Test
    void theCurrentNamespaceIsThatOfTheThreadAndOfTheProcess() throws IOException {
        try (NetworkNamespace here = NetworkNamespace.current();
                NetworkNamespace ours =
                        NetworkNamespace.ofProcess(ProcessHandle.current().pid())) {
            assertThat(here.isSameAs(ours)).isTrue();
            assertThat(here.id()).hasToString(here());
        }
    }

    @Test
    void insideACallTheCurrentNamespaceIsThatOfTheHandle(NetworkNamespace red) {
        boolean same = red.call(() -> {
            try (NetworkNamespace inside = NetworkNamespace.current()) {
                return inside.isSameAs(red);
            }
        });
        assertThat(same).isTrue();
    }

    @Test
    void aTakenNameIsRefusedAndItsNamespaceStays(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        assertThatThrownBy(() -> NetworkNamespace.create(name))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot create namespace '" + name + "': the name is taken in " + NamespaceDirectory.path()
                        + " (EEXIST)");
        try (NetworkNamespace still = NetworkNamespace.open(name)) {
            assertThat(still.isSameAs(red)).isTrue();
        }
    }

    @Test
    void missingNamespacesAreNotFound(Namespaces namespaces) {
        String name = namespaces.newName();
        assertThatThrownBy(() -> NetworkNamespace.open(name))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot open namespace '" + name + "': there is no such name in "
                        + NamespaceDirectory.path() + " (ENOENT)");
        assertThatThrownBy(() -> NetworkNamespace.delete(name))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("delete namespace '" + name + "'");
        assertThatThrownBy(() -> NetworkNamespace.ofProcess(Long.MAX_VALUE))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such process");
    }

    @Test
    void aPathOfAnotherFileIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (Path path : List.of(file, directory, Path.of("/proc/self/ns/mnt"), Path.of("/dev/null"))) {
            assertThatThrownBy(() -> NetworkNamespace.open(path))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining(path + " is no network namespace");
        }
    }

    @Test
    void aLeftoverFileIsNoNamespaceButCanBeDeleted(Namespaces namespaces) throws IOException {
        namespaces.named();
        String name = namespaces.newName();
        Files.createFile(NamespaceDirectory.path().resolve(name));
        assertThatThrownBy(() -> NetworkNamespace.open(name)).hasMessageContaining("is no network namespace");
        NetworkNamespace.delete(name);
        assertThat(NetworkNamespace.list()).doesNotContain(name);
    }

    @Test
    void aClosedHandleKnowsOnlyItsId(NetworkNamespace red) {
        NamespaceId id = red.id();
        red.close();
        red.close();
        assertThat(red.id()).isEqualTo(id);
        assertThatThrownBy(() -> red.call(() -> true))
                .isInstanceOf(NetlinkException.Closed.class)
                .hasMessage("the handle of the namespace is closed");
        assertThatThrownBy(() -> red.withFileDescriptor(fd -> fd)).isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() -> red.sockets().openSocketChannel()).isInstanceOf(NetlinkException.Closed.class);
    }

    @Test
    void oneOfManyCreatorsOfANameWins(Namespaces namespaces) throws InterruptedException, ExecutionException {
        String name = namespaces.newName();
        List<Future<Boolean>> attempts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                attempts.add(threads.submit(() -> creates(name)));
            }
        }
        int winners = 0;
        for (Future<Boolean> attempt : attempts) {
            winners += attempt.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        NetworkNamespace.open(name).close();
    }

    private static boolean creates(String name) {
        try (NetworkNamespace _ = NetworkNamespace.create(name)) {
            return true;
        } catch (NetlinkException.AlreadyExists e) {
            return false;
        }
    }

    private static String here() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    }
}
