package io.netlink4j.examples.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.slf4j.Logger;

@KernelTest
@NeedsCommand("ip")
final class KilledMoveIT {
    private static final String LINK = "wanderer";

    @RepeatedTest(4)
    void theLinkIsInOneOfTheTwoAndMovesOn(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.named();
        try (Rtnl inRed = Rtnl.open(red);
                Rtnl inBlue = Rtnl.open(blue)) {
            inRed.links().add(Link.named(LINK).kind(Veth.to("peer")));
            killWhileItMoves(red, blue);

            boolean stayed = inRed.links().find(LINK).isPresent();
            assertThat(inBlue.links().find(LINK).isPresent()).isNotEqualTo(stayed);
            assertThat(isThere(red)).isEqualTo(stayed);
            assertThat(isThere(blue)).isNotEqualTo(stayed);
            assertThat(inRed.links().find("peer")).isPresent();

            (stayed ? inRed : inBlue).links().move(LINK, stayed ? blue : red);
            assertThat(isThere(stayed ? blue : red)).isTrue();
            (stayed ? inBlue : inRed).links().delete(LINK);
            assertThat(inRed.links().find("peer")).isEmpty();
        }
    }

    private static boolean isThere(NetworkNamespace namespace) {
        return Command.run("ip", "-n", namespace.name().orElseThrow(), "link", "show", LINK)
                        .status()
                == 0;
    }

    private static void killWhileItMoves(NetworkNamespace red, NetworkNamespace blue) throws Exception {
        String classPath = Stream.of(MoveUntilKilled.class, Rtnl.class, NetworkNamespace.class, Logger.class)
                .map(type -> Jvm.home(type).toString())
                .collect(Collectors.joining(File.pathSeparator));
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        MoveUntilKilled.class.getName(),
                        LINK,
                        red.name().orElseThrow(),
                        blue.name().orElseThrow()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(child.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(200_000_000));
        assertThat(child.isAlive()).isTrue();
        child.destroyForcibly().waitFor();
    }
}
