package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

@KernelTest
@ResourceLock("what a tour left") // every tour that begins removes it
final class KilledTourIT {

    @ParameterizedTest
    @ValueSource(strings = {"1  Two namespaces", "5  A forwarded port"})
    void whatAKilledTourLeftTheNextOneRemoves(String heading, @TempDir Path directory) throws Exception {
        Process tour = start(directory);
        readUntil(tour, heading);
        tour.destroyForcibly().waitFor();
        assertThat(namespacesOf(tour)).isNotEmpty();

        try (TourNetwork another = new TourNetwork()) {
            another.create("red");
            Node itsRoom = another.node("red");
            NodeNames.removeLeftovers();

            assertThat(namespacesOf(tour)).isEmpty();
            assertThat(NetworkNamespace.list())
                    .contains(itsRoom.namespace().name().orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0  A host on a LAN", "4  Masquerade"})
    void oneThatIsAskedToEndRemovesItsNamespacesItself(String heading, @TempDir Path directory) throws Exception {
        Process tour = start(directory);
        readUntil(tour, heading);
        tour.destroy();
        tour.waitFor();

        assertThat(namespacesOf(tour)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "2  A cable")
    void oneThatRunsIsLeftAlone(String heading, @TempDir Path directory) throws Exception {
        Process tour = start(directory);
        readUntil(tour, heading);

        NodeNames.removeLeftovers();

        assertThat(namespacesOf(tour)).isNotEmpty();
        String rest = tour.inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
        assertThat(tour.waitFor()).as(rest).isZero();
        assertThat(namespacesOf(tour)).isEmpty();
    }

    private static Process start(Path directory) throws Exception {
        String classPath = Stream.of(Tour.class, Nft.class, Rtnl.class, NetworkNamespace.class, Logger.class)
                .map(type -> Jvm.home(type).toString())
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        Tour.class.getName(),
                        directory.resolve("network.svg").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void readUntil(Process tour, String line) throws Exception {
        BufferedReader told = tour.inputReader(StandardCharsets.UTF_8);
        for (String next = told.readLine(); !line.equals(next); next = told.readLine()) {
            assertThat(next).as("the tour ended before '%s'", line).isNotNull();
        }
    }

    private static List<String> namespacesOf(Process tour) {
        return NetworkNamespace.list().stream()
                .filter(name -> name.startsWith("netlink4j-tour-" + tour.pid() + "-"))
                .toList();
    }
}
