package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.UseFewDescriptors;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If no more files can be opened, the error says so, and everything works again when they can. */
@KernelTest
@NeedsCommand({"unshare", "sh", "true", "ip"})
final class FewDescriptorsIT {
    private static final String LIMITED = "ulimit -n 200 && ip link set lo up && exec \"$@\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current",
                "list",
                "open",
                "create",
                "watch",
                "call",
                "own call",
                "threads",
                "sockets",
                "sysctl",
                "pids",
                "exec"
            })
    void aShortageIsReportedAsEmfile(String use, Namespaces namespaces) {
        // A class in a directory takes a descriptor to be loaded; in an archive it does not.
        boolean isArchive = Files.isRegularFile(Jvm.home(NetworkNamespace.class));
        List<String> told = run(isArchive ? 0 : 1, use, namespaces.named(), "early");
        assertThat(told.getFirst()).isIn(isArchive ? List.of("EMFILE") : List.of("EMFILE", "done"));
        assertThat(told.subList(1, told.size())).containsExactly("done", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "own call", "threads", "sockets", "sysctl", "exec"})
    void aHandleWithTheLastDescriptorWorks(String use, Namespaces namespaces) {
        assertThat(run(1, use, namespaces.named(), "late")).containsExactly("EMFILE", "done", "done");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 9, 13})
    void theFirstCallBreaksNothing(int free, Namespaces namespaces) {
        assertThat(run(free, "call", namespaces.named(), "early"))
                .satisfiesExactly(
                        few -> assertThat(few).isIn("EMFILE", "done"),
                        many -> assertThat(many).isEqualTo("done"),
                        jdk -> assertThat(jdk).isEqualTo("done"));
    }

    @Test
    void theFirstProgramBreaksNothing(Namespaces namespaces) {
        assertThat(run(2, "exec", namespaces.named(), "early")).containsExactly("EMFILE", "done", "done");
    }

    @Test
    void theFirstWaitOfAVirtualThreadBreaksNothing(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        Command.runIn(red.name().orElseThrow(), "ip", "link", "set", "lo", "up").ok();
        assertThat(run(3, "virtual connect", red, "early")).containsExactly("EMFILE", "done", "done");
    }

    private static List<String> run(int free, String use, NetworkNamespace namespace, String opened) {
        List<String> line = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", LIMITED, "sh"));
        line.addAll(Jvm.line(
                List.of("--enable-native-access=ALL-UNNAMED"),
                UseFewDescriptors.class,
                Integer.toString(free),
                use,
                namespace.name().orElseThrow(),
                opened));
        return Command.run(line).ok().lines().toList();
    }
}
