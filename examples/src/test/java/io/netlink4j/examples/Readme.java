package io.netlink4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The README's examples are parts of programs that are compiled and tested: what is between two lines {@code // readme}. */
public final class Readme {
    private Readme() {}

    /** The part of {@code source}, a path below the examples' packages, that the README shows. */
    public static String example(String source) throws IOException {
        String text = Files.readString(root().resolve("examples/src/main/java/io/netlink4j/examples/" + source));
        return text.split(" *// readme\n", -1)[1].stripTrailing();
    }

    /** Fails unless the README has {@code example}, without the indentation of methods. */
    public static void assertShows(String example) throws IOException {
        String shown = example.lines()
                .map(line -> line.isBlank() ? "" : line.substring(8))
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(root().resolve("README.md"))).contains("```java\n" + shown + "\n```");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("examples")) ? here : here.getParent();
    }
}
