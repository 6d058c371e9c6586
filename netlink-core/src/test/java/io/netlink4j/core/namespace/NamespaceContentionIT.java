package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.CreateNames;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KernelTest
final class NamespaceContentionIT {
    private static final int THREADS = 50;

    @Test
    @NeedsCommand({"ip", "readlink"})
    void oneOfFiftyCreatorsOfANameWins(Namespaces namespaces) throws Exception {
        String name = namespaces.newName();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<Optional<NetworkNamespace>> attempt = () -> {
            start.await();
            try {
                return Optional.of(namespaces.keep(NetworkNamespace.create(name)));
            } catch (NetlinkException.AlreadyExists e) {
                return Optional.empty();
            }
        };
        List<NetworkNamespace> winners = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Optional<NetworkNamespace>> future : Stream.generate(() -> threads.submit(attempt))
                    .limit(THREADS)
                    .toList()) {
                future.get().ifPresent(winners::add);
            }
        }
        assertThat(winners).hasSize(1);
        assertThat(Command.runIn(name, "readlink", "/proc/self/ns/net").ok().strip())
                .isEqualTo(winners.getFirst().id().toString());
        assertThat(listedByIp(name)).hasSize(1);
    }

    @Test
    @NeedsCommand("ip")
    void oneOfTwoProgramsAndIpWinsEachName(Namespaces namespaces) throws Exception {
        List<String> names = Stream.generate(namespaces::newName).limit(25).toList();
        Callable<List<String>> child = () -> Command.run(Jvm.line(
                        List.of("--enable-native-access=ALL-UNNAMED"), CreateNames.class, names.toArray(String[]::new)))
                .ok()
                .lines()
                .toList();
        Callable<List<String>> ip = () -> names.stream()
                .filter(name -> Command.run("ip", "netns", "add", name).status() == 0)
                .toList();
        List<String> won = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<List<String>> winner : threads.invokeAll(List.of(child, ip, child))) {
                won.addAll(winner.get());
            }
        }
        assertThat(won).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(Command.runIn(name, "true").status()).isZero();
            NetworkNamespace.open(name).close();
        }
    }

    @Test
    void creatingAndDeletingAtOnceLeavesNothingUndeletable(Namespaces namespaces) throws Exception {
        String name = namespaces.newName();
        Callable<Boolean> churn = () -> {
            for (int i = 0; i < 40; i++) {
                try {
                    NetworkNamespace.create(name).close();
                } catch (NetlinkException.AlreadyExists | NetlinkException.NotFound e) {
                    // Another one made it, or deleted the file on which this one was to be mounted.
                }
                try {
                    NetworkNamespace.delete(name);
                } catch (NetlinkException.NotFound | NetlinkException.Busy e) {
                    // Another one deleted it, or mounted on it again and again.
                }
            }
            return true;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> future :
                    Stream.generate(() -> threads.submit(churn)).limit(8).toList()) {
                assertThat(future.get()).isTrue();
            }
        }
        if (NetworkNamespace.list().contains(name)) {
            NetworkNamespace.delete(name);
        }
        assertThat(NetworkNamespace.list()).doesNotContain(name);
        assertThat(mountsOf(name)).isEmpty();
        NetworkNamespace.create(name).close();
    }

    private static List<String> mountsOf(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return lines.filter(line -> line.split(" ")[4].endsWith("/" + name)).toList();
        }
    }

    private static List<String> listedByIp(String name) {
        return Command.run("ip", "netns", "list")
                .ok()
                .lines()
                .filter(line -> line.split(" ")[0].equals(name))
                .toList();
    }
}
