package io.netlink4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.examples.Readme;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's section on troubleshooting names the messages that the library prints, and no others. */
@KernelTest
@NeedsCommand({"mount", "setpriv", "sh", "unshare"})
final class TroubleshootingIT {
    private static final String ENABLED = "--enable-native-access=ALL-UNNAMED";
    private static final String NO_PRIVILEGE = "exec setpriv --bounding-set=-all --inh-caps=-all \"$@\"";
    private static final String AS_IN_A_CONTAINER =
            "mount -t tmpfs tmpfs /run && mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys &&"
                    + " exec \"$@\"";

    /** The first cell of a row: a message in which three dots stand for what varies. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`|]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void theReadmeExplainsTheMessages() throws IOException {
        List<String> printed = new ArrayList<>();
        printed.addAll(run(NO_PRIVILEGE, ENABLED));
        printed.addAll(run(AS_IN_A_CONTAINER, ENABLED));
        // The first option is for JDK 24 and later, the second for those before.
        printed.addAll(run(
                "exec \"$@\"",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--illegal-native-access=deny",
                "--enable-native-access=java.logging"));

        List<String> explained = explained();
        assertThat(explained).allSatisfy(pattern -> assertThat(printed).anyMatch(line -> line.matches(pattern)));
        assertThat(printed).allSatisfy(line -> assertThat(explained).anyMatch(line::matches));
    }

    private static List<String> explained() throws IOException {
        String text = Readme.text();
        String section = text.substring(text.indexOf("\n## Troubleshooting\n"));
        return ROW.matcher(section.substring(0, section.indexOf("\n## ", 1)))
                .results()
                .map(TroubleshootingIT::pattern)
                .toList();
    }

    private static String pattern(MatchResult row) {
        return Pattern.quote(row.group(1)).replace("...", "\\E.+\\Q");
    }

    /** What {@link Troubles} prints when {@code shell} starts it in a network namespace of its own, where {@code lo} is down. */
    private static List<String> run(String shell, String... options) {
        List<String> java = Jvm.line(List.of(options), Troubles.class);
        int path = java.indexOf("-cp") + 1;
        String libraries = Stream.of(Rtnl.class, Nft.class)
                .map(type -> File.pathSeparator + Jvm.home(type))
                .collect(Collectors.joining());
        java.set(path, java.get(path) + libraries);
        List<String> line = new ArrayList<>(List.of("unshare", "--net", "--mount", "sh", "-c", shell, "sh"));
        line.addAll(java);
        return Command.run(line).ok().lines().toList();
    }
}
