package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.GrantLater;
import io.netlink4j.child.ShowNamespace;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

final class NativeAccessTest {
    private static final String REFUSAL = "start it with --enable-native-access=";

    @Test
    void nativeAccessIsPossibleOnLinuxWithTheFlag() {
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

    static Stream<Arguments> grants() {
        return Stream.of(
                Arguments.of("", true),
                Arguments.of("--illegal-native-access=warn", true),
                Arguments.of("--illegal-native-access=allow", false),
                Arguments.of("--enable-native-access=java.logging", true),
                Arguments.of("--enable-native-access=MINE", false),
                Arguments.of("--illegal-native-access=deny --enable-native-access=MINE", false));
    }

    @ParameterizedTest
    @MethodSource("grants")
    @DisabledForJreRange(max = JRE.JAVA_23, disabledReason = "--illegal-native-access came with JDK 24")
    void grantedAccessIsUsed(String flags, boolean warning) {
        for (Setup setup : Setup.values()) {
            Command jvm = setup.run(flags);
            assertThat(jvm.ok().lines()).hasSize(2).allMatch(line -> line.startsWith("namespace net:["));
            assertThat(jvm.err().contains("WARNING"))
                    .as("%s of %s: %s", flags, setup, jvm.err())
                    .isEqualTo(warning);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--illegal-native-access=deny",
                "--illegal-native-access=deny --enable-native-access=java.logging"
            })
    @DisabledForJreRange(max = JRE.JAVA_23, disabledReason = "--illegal-native-access came with JDK 24")
    void deniedAccessIsReportedAtEachCallWithTheFlag(String flags) {
        for (Setup setup : Setup.values()) {
            assertRefused(setup, flags);
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "a flag for others denies nothing since JDK 24")
    void beforeJdk24AFlagForOtherModulesDenies() {
        for (Setup setup : Setup.values()) {
            assertThat(setup.run("").ok().lines()).hasSize(2).allMatch(line -> line.startsWith("namespace net:["));
            assertRefused(setup, "--enable-native-access=java.logging");
        }
    }

    @Test
    @DisabledForJreRange(max = JRE.JAVA_23, disabledReason = "--illegal-native-access came with JDK 24")
    void accessGrantedToALayerLaterIsUsed() {
        List<String> options = List.of("--illegal-native-access=deny", "--enable-native-access=ALL-UNNAMED");
        Command jvm = Command.run(
                Jvm.line(options, GrantLater.class, Jvm.home(NetworkNamespace.class) + ":" + Jvm.home(Logger.class)));
        assertThat(jvm.ok().lines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(REFUSAL + "io.netlink4j.core"),
                        second -> assertThat(second).startsWith("namespace net:["));
    }

    private static void assertRefused(Setup setup, String flags) {
        Command jvm = setup.run(flags);
        assertThat(jvm.ok().lines()).hasSize(2).allMatch(line -> line.endsWith(REFUSAL + setup.module));
        assertThat(jvm.err()).doesNotContain("WARNING");
    }

    /** Where the library is. */
    private enum Setup {
        CLASS_PATH("ALL-UNNAMED", List.of()),
        MODULE_PATH(
                "io.netlink4j.core",
                List.of(
                        "-p",
                        Jvm.home(NetworkNamespace.class) + ":" + Jvm.home(Logger.class),
                        "--add-modules",
                        "io.netlink4j.core"));

        private final String module;
        private final List<String> options;

        Setup(String module, List<String> options) {
            this.module = module;
            this.options = options;
        }

        /** Runs {@link ShowNamespace} with {@code flags}, in which MINE stands for the module. */
        Command run(String flags) {
            Stream<String> own =
                    Stream.of(flags.replace("MINE", module).split(" ")).filter(flag -> !flag.isEmpty());
            return Command.run(Jvm.line(Stream.concat(options.stream(), own).toList(), ShowNamespace.class));
        }
    }
}
