package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A JVM of its own, for what a test cannot do to the one it runs in. */
public final class Jvm {
    private Jvm() {}

    /**
     * The command line that runs {@code main}, which knows nothing but this library and the tests of its own module, on the
     * class path.
     *
     * @param options what stands before the class's name, such as {@code --enable-native-access=ALL-UNNAMED}
     */
    public static List<String> line(List<String> options, Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: the better compiler and a collector with threads of its own would not pay.
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
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
