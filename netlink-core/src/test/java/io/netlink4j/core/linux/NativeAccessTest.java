package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.ShowNamespace;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

final class NativeAccessTest {
    private static final String REFUSAL = "start it with --enable-native-access=";

    @Test
    void nothingIsInTheWayOnLinuxWithTheFlag() {
        assertThat(NativeAccess.obstacle("Linux", 8, true, "io.netlink4j.core")).isEmpty();
        assertThat(NativeAccess.obstacle()).isEmpty();
    }

    @Test
    void anotherOperatingSystemIsNamed() {
        assertThat(NativeAccess.obstacle("Mac OS X", 8, true, "io.netlink4j.core")
                        .orElseThrow())
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("this operating system is 'Mac OS X'");
    }

    @Test
    void a32BitJvmIsRefused() {
        assertThat(NativeAccess.obstacle("Linux", 4, true, "io.netlink4j.core").orElseThrow())
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("32 bits");
    }

    @Test
    void theMissingFlagIsNamed() {
        assertThat(NativeAccess.obstacle("Linux", 8, false, "io.netlink4j.core").orElseThrow())
                .isInstanceOf(NetlinkException.NotPermitted.class)
                .hasMessageEndingWith(REFUSAL + "io.netlink4j.core");
    }

    @Test
    void aJvmWithoutTheFlagSaysSoOnEveryCallAndWarnsOfNothing() {
        Command jvm = Command.run(Jvm.line(List.of(), ShowNamespace.class));
        assertThat(jvm.ok().lines()).hasSize(2).allMatch(line -> line.endsWith(REFUSAL + "ALL-UNNAMED"));
        assertThat(jvm.err()).doesNotContain("WARNING");
    }

    @Test
    void onTheModulePathTheFlagNamesTheModule() {
        List<String> options = modulePath();
        assertThat(Command.run(Jvm.line(options, ShowNamespace.class)).ok().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith(REFUSAL + "io.netlink4j.core"));
    }

    @Test
    void theFlagIsAllItTakesOnTheModulePath() {
        List<String> options = new ArrayList<>(modulePath());
        options.add("--enable-native-access=io.netlink4j.core");
        Command jvm = Command.run(Jvm.line(options, ShowNamespace.class));
        assertThat(jvm.ok().lines()).hasSize(2).allMatch(line -> line.startsWith("namespace net:["));
        assertThat(jvm.err()).doesNotContain("WARNING");
    }

    private static List<String> modulePath() {
        return List.of(
                "-p",
                Jvm.home(NetworkNamespace.class) + ":" + Jvm.home(Logger.class),
                "--add-modules",
                "io.netlink4j.core");
    }
}
