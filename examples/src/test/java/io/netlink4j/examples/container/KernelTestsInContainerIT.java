package io.netlink4j.examples.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTests;
import io.netlink4j.testkit.Requirements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final List<String> NEWER = List.of("$NEWER_NFT", "$NEWER_IP");

    @ParameterizedTest
    @ValueSource(strings = {"netlink-core", "netlink-rtnl", "netlink-nft"})
    void pass(String module) throws Exception {
        List<Path> shared = new ArrayList<>(KernelTests.files(List.of(module)));
        List<String> line =
                new ArrayList<>(List.of("timeout", TIMEOUT_SECONDS + "s", "env", "CI=" + Requirements.areMandatory()));
        for (String newer : NEWER) {
            Command.find(newer).ifPresent(program -> {
                shared.add(Objects.requireNonNull(program.toAbsolutePath().getParent()));
                line.add(newer.substring(1) + "=" + Box.inside(program.toAbsolutePath()));
            });
        }
        try (Box box = Box.privileged(shared)) {
            line.addAll(KernelTests.line(List.of(module), Box::inside));
            var ran = box.execute(line);
            String told = ran.getStdout() + ran.getStderr();

            LOG.warn("{} in a container: {} tests ran{}", module, count(told, "successful"), skips(told));
            assertThat(ran.getExitCode())
                    .as(failures(told))
                    .isNotEqualTo(TIMED_OUT)
                    .isZero();
            assertThat(count(told, "failed")).as(failures(told)).isZero();
            assertThat(count(told, "successful")).as(told).isPositive();
        }
    }

    private static int count(String told, String outcome) {
        Matcher matcher =
                Pattern.compile("\\[ *(\\d+) tests " + outcome + " *]").matcher(told);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** The tests that failed, with the indented lines of their reasons. The report of a build has no room for the lines of all tests. */
    private static String failures(String told) {
        Matcher matcher = Pattern.compile("(?m)^.* :: FAILED\\R(?:\\s.*\\R)*").matcher(told);
        String failures = matcher.results().map(MatchResult::group).collect(Collectors.joining());
        return failures.isEmpty() ? told : failures;
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
