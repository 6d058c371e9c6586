package io.netlink4j.core.resolve;

import io.netlink4j.child.Resolve;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Jvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.xbill.DNS.Message;

/** The command line of a JVM that runs {@link Resolve}. */
final class ResolveJvm {
    static final Path CORE = Jvm.home(NetworkNamespace.class);
    static final Path SLF4J = Jvm.home(Logger.class);
    static final Path DNSJAVA = Jvm.home(Message.class);

    private ResolveJvm() {}

    /** With these on the class path, beside the program itself. */
    static List<String> line(
            List<String> options, Stream<Path> classPath, NetworkNamespace namespace, String... names) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.addAll(options);
        line.addAll(List.of("-cp", joined(Stream.concat(Stream.of(Jvm.home(Resolve.class)), classPath))));
        line.addAll(List.of(Resolve.class.getName(), namespace.name().orElseThrow()));
        line.addAll(List.of(names));
        return line;
    }

    static String joined(Stream<Path> paths) {
        return paths.map(Path::toString).distinct().collect(Collectors.joining(File.pathSeparator));
    }
}
