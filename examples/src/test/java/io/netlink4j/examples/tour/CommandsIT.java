package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The lines that the tour prints, executed by a shell, make the same network. */
@KernelTest
@NeedsCommand({"ip", "nft", "sh", "sysctl", "unshare"})
@ResourceLock("what a tour left") // every tour that begins removes it
final class CommandsIT {
    /** A line after the prompt and those that it goes on in. */
    private static final Pattern COMMAND = Pattern.compile("^ {7}\\$ ((?:.*\\\\\n)*.*)$", Pattern.MULTILINE);

    @Test
    void doTheSame(@TempDir Path directory) throws IOException {
        assumeThat(JdkIpv6.find())
                .as("IPv6 was there when this JVM looked for it")
                .isTrue();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        try (TourNetwork network = new TourNetwork()) {
            assertThat(new Tour(network, out, directory.resolve("picture.svg")).run())
                    .isTrue();
            String byTour = Command.run(
                            "sh", "-ec", report(network, network.pattern().replace("*", "")))
                    .ok();

            String commands = COMMAND.matcher(told.toString(StandardCharsets.UTF_8))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.joining("\n"));
            // A place for names that nobody else sees.
            String script = "mount -t tmpfs none /run/netns\n(" + commands + "\n) >&2\n" + report(network, "");
            String byShell =
                    Command.run("unshare", "--mount", "sh", "-ec", script).ok();

            assertThat(comparable(byShell)).isEqualTo(comparable(byTour));
            assertThat(byShell).contains("masquerade", "dnat to");
        }
    }

    private static String report(TourNetwork network, String prefix) {
        return network.nodes().stream().map(node -> """
            echo == %1$s
            ip -n %2$s%1$s -br -4 addr
            ip -n %2$s%1$s -br -6 addr show scope global
            ip -n %2$s%1$s route
            ip -n %2$s%1$s -6 route show scope global proto boot
            ip netns exec %2$s%1$s sysctl net.ipv4.ip_forward net.ipv6.conf.all.forwarding
            ip netns exec %2$s%1$s nft list ruleset
            """.formatted(node, prefix)).collect(Collectors.joining());
    }

    private static List<String> comparable(String report) {
        return report.lines()
                .map(line -> line.replaceAll("@\\S+", "").stripTrailing())
                .toList();
    }
}
