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
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsCommand({"ip", "readlink"})
final class NamespaceInteropIT {
    @Test
    void ipListsEntersAndDeletesNamespacesOfTheLibrary(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        assertThat(listedByIp()).contains(name);
        assertThat(Command.runIn(name, "readlink", "/proc/self/ns/net").ok().strip())
                .isEqualTo(red.id().toString());
        Command.run("ip", "netns", "delete", name).ok();
        assertThat(NetworkNamespace.list()).doesNotContain(name);
        assertThatThrownBy(() -> NetworkNamespace.open(name)).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void theLibraryListsEntersAndDeletesNamespacesOfIp(Namespaces namespaces) throws IOException {
        String name = namespaces.newName();
        Command.run("ip", "netns", "add", name).ok();
        assertThat(NetworkNamespace.list()).contains(name);
        try (NetworkNamespace opened = NetworkNamespace.open(name)) {
            String inside = opened.call(() ->
                    Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString());
            assertThat(inside)
                    .isEqualTo(Command.runIn(name, "readlink", "/proc/self/ns/net")
                            .ok()
                            .strip());
        }
        NetworkNamespace.delete(name);
        assertThat(listedByIp()).doesNotContain(name);
        assertThat(Command.run("ip", "netns", "add", name).status()).isZero();
    }

    @Test
    void aNameOfIpIsTaken(Namespaces namespaces) {
        String name = namespaces.newName();
        Command.run("ip", "netns", "add", name).ok();
        assertThatThrownBy(() -> NetworkNamespace.create(name)).isInstanceOf(NetlinkException.AlreadyExists.class);
        NetworkNamespace ours = namespaces.named();
        Command refused = Command.run("ip", "netns", "add", ours.name().orElseThrow());
        assertThat(refused.status()).isNotZero();
        assertThat(refused.err()).contains("File exists");
    }

    @Test
    void twoCreatorsAtOnceDoNotDisturbEachOther(Namespaces namespaces) throws InterruptedException {
        List<String> ours = Stream.generate(namespaces::newName).limit(10).toList();
        List<String> theirs = Stream.generate(namespaces::newName).limit(10).toList();
        Thread ip = Thread.ofPlatform().start(() -> theirs.forEach(name -> Command.run("ip", "netns", "add", name)));
        ours.forEach(name -> NetworkNamespace.create(name).close());
        ip.join();
        assertThat(NetworkNamespace.list()).containsAll(ours).containsAll(theirs);
        assertThat(listedByIp()).containsAll(ours).containsAll(theirs);
    }

    private static List<String> listedByIp() {
        return Command.run("ip", "netns", "list")
                .ok()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }
}
