package io.netlink4j.rtnl.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.rtnl.testkit.NetworkTestWithoutPrivilege;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.TestAbortedException;

@KernelTest
@NeedsCommand("setpriv")
final class NetworkTestPrivilegesIT {
    private static final String REMEDY =
            "run the tests as root, in a privileged container, or start their JVM with 'unshare"
                    + " --user --map-root-user --net --mount'";

    @Test
    void aTestWithoutThePrivilegeFailsAndSaysWhatToDo() {
        assertThat(run())
                .startsWith("FAILED ")
                .contains("CAP_SYS_ADMIN", REMEDY, "-Dio.netlink4j.junit.withoutRights=skip");
    }

    @Test
    void aTestWithoutThePrivilegeIsSkippedIfThePropertySaysSo() {
        assertThat(run("-Dio.netlink4j.junit.withoutRights=skip"))
                .startsWith("ABORTED ")
                .contains(REMEDY)
                .doesNotContain("withoutRights");
    }

    private static String run(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--enable-native-access=ALL-UNNAMED");
        List<String> line = new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        line.addAll(Jvm.line(all, NetworkTestWithoutPrivilege.class));
        String more = Stream.of(
                        NetworkTest.class,
                        Test.class,
                        JupiterTestEngine.class,
                        AnnotationSupport.class,
                        TestEngine.class,
                        Launcher.class,
                        EngineTestKit.class,
                        Assertions.class,
                        TestAbortedException.class)
                .map(type -> File.pathSeparator + Jvm.home(type))
                .distinct()
                .collect(Collectors.joining());
        int path = line.indexOf("-cp") + 1;
        line.set(path, line.get(path) + more);
        return Command.run(line.toArray(new String[0])).ok();
    }
}
