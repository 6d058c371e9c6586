package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.child.ExecIn;
import io.netlink4j.child.UseOwnNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process may use the namespace that it is in without a privilege: nothing has to be entered. */
@KernelTest
@NeedsCommand({"nsenter", "setpriv", "true"})
final class OwnNamespaceIT {
    private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");
    private static final List<String> WITHOUT_CAPABILITIES =
            List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @Test
    void anyUserCanUseIt(Namespaces namespaces, @TempDir Path directory) {
        List<String> attempt = new ArrayList<>(NOBODY);
        attempt.add("true");
        assumeThat(Command.run(attempt).status())
                .as("may this process become another user?")
                .isZero();
        assertEverythingWorks(namespaces, NOBODY, Jvm.lineForAnybody(directory, OPTIONS, UseOwnNamespace.class));
    }

    @Test
    void rootWithoutCapabilitiesCanUseIt(Namespaces namespaces) {
        assertEverythingWorks(namespaces, WITHOUT_CAPABILITIES, Jvm.line(OPTIONS, UseOwnNamespace.class));
    }

    @Test
    @NeedsEtcNetns
    @NeedsCommand("cat")
    void aProgramRunsWithoutTheFilesThatCannotBeBound(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.named();
        Path hosts = namespaces.keep(new EtcNetns(red)).write("hosts", "192.0.2.7 only-in-red");
        String name = red.name().orElseThrow();
        List<String> line = entering(red, WITHOUT_CAPABILITIES);
        line.addAll(Jvm.line(OPTIONS, ExecIn.class, name, "cat", "/etc/hosts"));
        assertThat(Command.run(line).ok())
                .isEqualTo("missing: cannot bind " + hosts + " over /etc/hosts: it takes a mount namespace for the"
                        + " program, and so CAP_SYS_ADMIN (EPERM)\n" + Files.readString(Path.of("/etc/hosts")));
    }

    private static void assertEverythingWorks(Namespaces namespaces, List<String> before, List<String> jvm) {
        // The loopback link of the tests' own namespace may be down.
        List<String> line = entering(namespaces.withLoopback(), before);
        line.addAll(jvm);
        assertThat(Command.run(line).ok().lines()).hasSize(18).allMatch(told -> told.endsWith(": true"));
    }

    private static List<String> entering(NetworkNamespace namespace, List<String> before) {
        String file = NamespaceDirectory.file(namespace.name().orElseThrow());
        List<String> line = new ArrayList<>(List.of("nsenter", "--net=" + file));
        line.addAll(before);
        return line;
    }
}
