package io.netlink4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The README's examples are parts of programs that are compiled and tested: their regions {@code readme}. */
public final class Readme {
    private static final String SOURCES = "examples/src/%s/java/io/netlink4j/examples/";

    private Readme() {}

    /** The part of {@code source}, a path below the examples' packages, that the README shows. */
    public static String example(String source) throws IOException {
        return parts("main", source).getFirst();
    }

    /** The parts of {@code source}, a path below the examples' tests, that the README shows. */
    public static List<String> testParts(String source) throws IOException {
        return parts("test", source);
    }

    /** The test in {@code source}, a path below the examples' tests, without its package. */
    public static String test(String source) throws IOException {
        String text = Files.readString(root().resolve(SOURCES.formatted("test") + source));
        return text.substring(text.indexOf("\nimport ") + 1).stripTrailing();
    }

    private static List<String> parts(String kind, String source) throws IOException {
        String[] parts = Files.readString(root().resolve(SOURCES.formatted(kind) + source))
                .split(" *// @(start|end) region=readme\n", -1);
        List<String> shown = new ArrayList<>();
        for (int i = 1; i < parts.length; i += 2) {
            shown.add(parts[i].stripTrailing());
        }
        return shown;
    }

    /** The text of the README. */
    public static String text() throws IOException {
        return Files.readString(root().resolve("README.md"));
    }

    /** The first block of Java code in the README that has the line {@code line}. */
    public static String block(String line) throws IOException {
        return Pattern.compile("(?ms)^```java\n(.*?)^```$")
                .matcher(text())
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.lines().anyMatch(line::equals))
                .findFirst()
                .orElseThrow(() -> new AssertionError("README.md has no block of Java code with the line " + line));
    }

    /** Fails unless the README has {@code example}, whatever its indentation is. */
    public static void assertShows(String example) throws IOException {
        assertThat(text()).contains("```java\n" + example.stripIndent() + "\n```");
    }

    /** Found from the compiled class, since the tests of other kernels run in another directory. */
    private static Path root() {
        Path directory = Jvm.home(Readme.class);
        while (!Files.exists(directory.resolve("README.md"))) {
            directory = Objects.requireNonNull(directory.getParent(), "no directory above the tests has a README.md");
        }
        return directory;
    }
}
