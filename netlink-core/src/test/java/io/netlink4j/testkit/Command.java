package io.netlink4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that ran to its end: the oracle of a test.
 *
 * @param line the program and its arguments
 * @param status its exit status
 * @param out what it wrote
 * @param err what it complained of
 */
public record Command(List<String> line, int status, String out, String err) {
    // Enough for a JVM on an emulated processor that it shares with other tests.
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(300);
    private static final String USUAL_PLACES = ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Runs a program, such as {@code run("ip", "-j", "link")}. */
    public static Command run(String... line) {
        return run(Arrays.asList(line));
    }

    /** Runs a program inside the namespace of that name, as {@code ip netns exec} does. */
    public static Command runIn(String namespace, String... line) {
        return run(Stream.concat(Stream.of("ip", "netns", "exec", namespace), Arrays.stream(line))
                .toList());
    }

    /** Where the program is; one that begins with a dollar sign is named by that environment variable. */
    public static Optional<Path> find(String program) {
        if (program.startsWith("$")) {
            return Optional.ofNullable(System.getenv(program.substring(1)))
                    .filter(named -> !named.isEmpty())
                    .flatMap(Command::find);
        }
        if (program.startsWith("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        String places = System.getenv().getOrDefault("PATH", "") + USUAL_PLACES;
        return Arrays.stream(places.split(":"))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The output. Fails if the exit status is not 0. */
    public String ok() {
        if (status != 0) {
            throw new AssertionError(String.join(" ", line) + " ended with status " + status + ": " + err + out);
        }
        return out;
    }

    /** A program that a test needs. Without it the test ends: it is skipped, or fails with {@code CI=true}. */
    public static Path require(String program) {
        return find(program).orElseThrow(() -> Requirements.absent(program + " is not installed"));
    }

    /** Runs a program with its arguments. */
    public static Command run(List<String> line) {
        return run(USUAL_PATIENCE, line);
    }

    /** The same for a program that may take as long as {@code patience}. */
    public static Command run(Duration patience, List<String> line) {
        String program = require(line.getFirst()).toString();
        List<String> full =
                Stream.concat(Stream.of(program), line.stream().skip(1)).toList();
        try {
            Process process = new ProcessBuilder(full).start();
            process.getOutputStream().close();
            CompletableFuture<String> out = readAll(process.getInputStream());
            CompletableFuture<String> err = readAll(process.getErrorStream());
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", line) + " did not end in " + patience);
            }
            return new Command(line, process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + String.join(" ", line) + " ran", e);
        }
    }

    private static CompletableFuture<String> readAll(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }
}
