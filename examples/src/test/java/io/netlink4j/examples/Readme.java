package io.netlink4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README's examples are parts of programs that are compiled and tested: what is between two lines {@code // readme}. */
public final class Readme {
    private Readme() {}

    /** The part of {@code source}, a path below the examples' packages, that the README shows. */
    public static String example(String source) throws IOException {
        String text = Files.readString(root().resolve("examples/src/main/java/io/netlink4j/examples/" + source));
        return text.split(" *// readme\n", -1)[1].stripTrailing();
    }

    /** The test in {@code source}, a path below the examples' tests, from its annotations on. */
    public static String test(String source) throws IOException {
        String text = Files.readString(root().resolve("examples/src/test/java/io/netlink4j/examples/" + source));
        return text.substring(text.indexOf("\n@") + 1).stripTrailing();
    }

    /** Fails unless the README has {@code example}, whatever its indentation is. */
    public static void assertShows(String example) throws IOException {
        assertThat(Files.readString(root().resolve("README.md")))
                .contains("```java\n" + example.stripIndent() + "\n```");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("examples")) ? here : here.getParent();
    }
}
