package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A JVM of its own, for tests that cannot run in the JVM of the test run. */
public final class Jvm {
    private static final String TIMEOUT = "io.netlink4j.timeout";

    private Jvm() {}

    /**
     * The command line that runs {@code main}, which knows nothing but this library and the tests of its own module, on
     * the class path.
     *
     * @param options what stands before the class's name, such as {@code --enable-native-access=ALL-UNNAMED}
     */
    public static List<String> line(List<String> options, Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: the better compiler and a collector with threads of its own would not pay.
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        // On an emulated machine every call may take long, in that JVM as in this one.
        String timeout = System.getProperty(TIMEOUT);
        if (timeout != null) {
            line.add("-D" + TIMEOUT + "=" + timeout);
        }
        line.addAll(options);
        line.add("-cp");
        line.add(Stream.of(main, NetworkNamespace.class, Logger.class)
                .map(type -> home(type).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator)));
        line.add(main.getName());
        line.addAll(List.of(arguments));
        return line;
    }

    /**
     * The same for a user who may not read what this process reads, such as a local repository in root's home.
     *
     * @param directory where to put what the JVM reads; everybody can look into it afterwards
     */
    public static List<String> lineForAnybody(
            Path directory, List<String> options, Class<?> main, String... arguments) {
        List<String> line = line(options, main, arguments);
        int classPath = line.indexOf("-cp") + 1;
        List<String> copies = new ArrayList<>();
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (String home : line.get(classPath).split(File.pathSeparator)) {
                Path copy = directory.resolve(Integer.toString(copies.size()));
                copy(Path.of(home), copy);
                copies.add(copy.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.set(classPath, String.join(File.pathSeparator, copies));
        return line;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** The directory or archive that a class came from, also where it was patched into a module. */
    public static Path home(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URL place = Objects.requireNonNull(type.getResource("/" + file), file);
        String text = place.toString();
        String root = text.substring(0, text.length() - file.length());
        return Path.of(URI.create(
                root.startsWith("jar:") ? root.substring("jar:".length(), root.length() - "!/".length()) : root));
    }
}
