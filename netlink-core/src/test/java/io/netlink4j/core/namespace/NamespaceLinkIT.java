package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name may be a symbolic link: what takes the name away leaves alone what the link leads to. */
@KernelTest
@NeedsCommand({"mount", "umount"})
final class NamespaceLinkIT {
    @Test
    void aLinkToAnotherNameIsDeletedAlone(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        String link = link(namespaces, Path.of(red.name().orElseThrow()));
        try (NetworkNamespace opened = NetworkNamespace.open(link)) {
            assertThat(opened.isSameAs(red)).isTrue();
        }
        assertThat(red.names()).containsExactlyInAnyOrder(red.name().orElseThrow(), link);
        List<String> mounts = mounts(red.name().orElseThrow());
        NetworkNamespace.delete(link);
        assertThat(file(link)).doesNotExist();
        assertThat(mounts(red.name().orElseThrow())).isEqualTo(mounts);
        assertThat(red.names()).containsExactly(red.name().orElseThrow());
        NetworkNamespace.open(red.name().orElseThrow()).close();
    }

    @Test
    void aLinkOutOfTheDirectoryIsDeletedAlone(Namespaces namespaces, @TempDir Path elsewhere) throws Exception {
        NetworkNamespace red = namespaces.unnamed();
        Path file = Files.createFile(elsewhere.resolve("file"));
        Path directory = Files.createDirectory(elsewhere.resolve("directory"));
        red.<Integer>withFileDescriptor(fd -> {
            NamespaceDirectory.bind(fd, file.toString(), "mount it elsewhere");
            return fd;
        });
        Command.run("mount", "-t", "tmpfs", "none", directory.toString()).ok();
        try {
            List<String> mounts = mounts(elsewhere);
            for (Path target : List.of(file, directory, Path.of("/proc"), Path.of("/proc/thread-self/ns/net"))) {
                String link = link(namespaces, target);
                NetworkNamespace.delete(link);
                assertThat(Files.exists(file(link), LinkOption.NOFOLLOW_LINKS)).isFalse();
                assertThat(mounts(elsewhere)).isEqualTo(mounts);
            }
        } finally {
            Command.run("umount", directory.toString(), file.toString()).ok();
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsDeleted(Namespaces namespaces) throws IOException {
        String dangling = link(namespaces, Path.of("/nowhere"));
        String loop = namespaces.newName();
        Files.createSymbolicLink(file(loop), Path.of(loop));
        for (String link : List.of(dangling, loop)) {
            NetworkNamespace.delete(link);
            assertThat(Files.exists(file(link), LinkOption.NOFOLLOW_LINKS)).isFalse();
        }
    }

    @Test
    void noNameIsCreatedThroughALink(Namespaces namespaces, @TempDir Path elsewhere) throws IOException {
        NetworkNamespace red = namespaces.named();
        Path file = elsewhere.resolve("file");
        String link = link(namespaces, file);
        List<String> mounts = mounts(red.name().orElseThrow());
        assertThatThrownBy(() -> NetworkNamespace.create(link)).isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThatThrownBy(() -> NetworkNamespace.attach(link, red)).isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThat(file).doesNotExist();
        assertThat(file(link)).isSymbolicLink();
        assertThat(mounts(red.name().orElseThrow())).isEqualTo(mounts);
    }

    @Test
    void undoingDoesNotFollowALink(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        String name = namespaces.newName();
        NameReservation reservation = new NameReservation(name, "make a name");
        reservation.reserve();
        Files.delete(file(name));
        Files.createSymbolicLink(file(name), Path.of(red.name().orElseThrow()));
        List<String> mounts = mounts(red.name().orElseThrow());
        reservation.rollBack(new IllegalStateException("something failed"));
        assertThat(Files.exists(file(name), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(mounts(red.name().orElseThrow())).isEqualTo(mounts);
    }

    @Test
    void aDirectoryIsRefusedAndStaysMounted(Namespaces namespaces) throws IOException {
        namespaces.named();
        Path directory = Files.createDirectory(file("n4j-directory-" + namespaces.newName()));
        Command.run("mount", "-t", "tmpfs", "none", directory.toString()).ok();
        try {
            List<String> mounts = mounts(directory);
            assertThatThrownBy(() ->
                            NetworkNamespace.delete(directory.getFileName().toString()))
                    .isInstanceOf(NetlinkException.class)
                    .hasMessage("cannot delete namespace '" + directory.getFileName() + "': " + directory
                            + " is a directory, and so no namespace (EISDIR)");
            assertThat(mounts(directory)).isEqualTo(mounts);
        } finally {
            Command.run("umount", directory.toString()).ok();
            Files.delete(directory);
        }
    }

    private static String link(Namespaces namespaces, Path target) throws IOException {
        String name = namespaces.newName();
        Files.createDirectories(NamespaceDirectory.path());
        Files.createSymbolicLink(file(name), target);
        return name;
    }

    private static Path file(String name) {
        return NamespaceDirectory.path().resolve(name);
    }

    /** The mounts whose place has {@code part} in its name; other tests make others meanwhile. */
    private static List<String> mounts(Object part) throws IOException {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.split(" ")[4].contains(part.toString()))
                .toList();
        assertThat(mounts).isNotEmpty();
        return mounts;
    }
}
