package io.netlink4j.examples.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Means;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel tests of the libraries, run once more where many of their users are: inside a container. */
@NeedsEngine
class KernelTestsInContainerIT {
    private static final Logger LOG = LoggerFactory.getLogger(KernelTestsInContainerIT.class);
    private static final int TIMEOUT_SECONDS = 600;
    private static final int TIMED_OUT = 124;

    @ParameterizedTest
    @ValueSource(strings = {"netlink-core", "netlink-rtnl", "netlink-nft"})
    void pass(String module) throws Exception {
        Path tests = Path.of("..", module, "target", "test-classes").toRealPath();
        List<Path> classPath = new ArrayList<>(List.of(tests));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .forEach(classPath::add);
        Path jdk = Path.of(System.getProperty("java.home")).toRealPath();

        try (Box box = Box.privileged(
                Stream.concat(Stream.of(jdk), classPath.stream()).distinct().toList())) {
            var ran = box.execute(line(jdk, tests, classPath));
            String told = ran.getStdout() + ran.getStderr();

            LOG.warn("{} in a container: {} tests ran{}", module, count(told, "successful"), skips(told));
            assertThat(ran.getExitCode()).as(told).isNotEqualTo(TIMED_OUT).isZero();
            assertThat(count(told, "failed")).as(told).isZero();
            assertThat(count(told, "successful")).as(told).isPositive();
        }
    }

    private static List<String> line(Path jdk, Path tests, List<Path> classPath) throws IOException {
        List<String> line = new ArrayList<>(List.of("timeout", String.valueOf(TIMEOUT_SECONDS)));
        line.addAll(List.of("env", "CI=" + Means.areMandatory()));
        line.add(Box.inside(jdk.resolve("bin/java")));
        line.addAll(List.of("--illegal-native-access=deny", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of(
                "-cp", String.join(":", classPath.stream().map(Box::inside).toList())));
        line.addAll(List.of("org.junit.platform.console.ConsoleLauncher", "execute", "--fail-if-no-tests"));
        line.addAll(List.of("--disable-banner", "--disable-ansi-colors", "--details=testfeed"));
        line.addAll(List.of("--scan-classpath=" + Box.inside(tests), "--include-classname=.*IT"));
        Properties parameters = new Properties();
        parameters.load(new StringReader(System.getProperty("test.engine.parameters")));
        parameters.forEach((name, value) -> line.add("--config=" + name + "=" + value));
        return line;
    }

    private static int count(String told, String outcome) {
        Matcher matcher =
                Pattern.compile("\\[ *(\\d+) tests " + outcome + " *]").matcher(told);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String skips(String told) {
        Matcher matcher =
                Pattern.compile("(?m)^(.*) :: SKIPPED\\s+Reason: (.*)$").matcher(told);
        StringBuilder skips = new StringBuilder();
        matcher.results()
                .forEach(skip -> skips.append("\n  skipped: ")
                        .append(skip.group(1))
                        .append(": ")
                        .append(skip.group(2)));
        return skips.toString();
    }
}
