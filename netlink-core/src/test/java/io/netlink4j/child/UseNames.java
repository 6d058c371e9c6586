package io.netlink4j.child;

import io.netlink4j.core.namespace.NamespaceEvent;
import io.netlink4j.core.namespace.NamespaceWatch;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/** Uses names in a JVM whose locale may lack their characters. Prints the results in ASCII, one line for each use. */
public final class UseNames {
    private UseNames() {}

    /**
     * One line for each use.
     *
     * @param arguments of a namespace that is there, its name in hexadecimal UTF-8; that of its link; a directory of
     *     two, a file of the namespace and a cgroup, whose names begin with f and c
     */
    public static void main(String[] arguments) throws Exception {
        String name = text(arguments[0]);
        String link = text(arguments[1]);
        Path directory = Path.of(arguments[2]);
        try (NamespaceWatch watch = NetworkNamespace.watch();
                NetworkNamespace red = NetworkNamespace.open(name)) {
            print("list", () -> NetworkNamespace.list().contains(name));
            print("existing", () -> watch.existing().contains(name));
            print("names", red::names);
            print("toString", red::toString);
            red.sysctl().write(InterfaceSysctl.IPV4_FORWARDING.on(link), true);
            print("sysctl", () -> red.sysctl().read(InterfaceSysctl.IPV4_FORWARDING.on(link)));
            print(
                    "sysctl names",
                    () -> red.sysctl().names("net.ipv4.conf").stream()
                            .filter(parameter -> parameter.endsWith("forwarding") && parameter.contains(link))
                            .toList());
            print("hosts", () -> run(red, "cat", "/etc/hosts"));
            print("resolver", () -> red.resolver().resolve("only-in-red"));
            print("argument", () -> run(red, "echo", name));
            print("file", () -> sameAs(red, NetworkNamespace.open(entry(directory, "f*"))));
            print("cgroup", () -> sameAs(red, NetworkNamespace.ofCgroup(entry(directory, "c*"))));
            print("create", () -> {
                NetworkNamespace.create(name + "2").close();
                return watch.next(Duration.ofSeconds(10)).orElseThrow();
            });
            print("attach", () -> {
                NetworkNamespace.attach(name + "3", red).close();
                return List.of(red.names(), watch.next(Duration.ofSeconds(10)).orElseThrow());
            });
            for (int i = 2; i <= 3; i++) {
                String made = name + i;
                print("delete", () -> {
                    NetworkNamespace.delete(made);
                    NamespaceEvent event = watch.next(Duration.ofSeconds(10)).orElseThrow();
                    return List.of(event, NetworkNamespace.list().contains(made));
                });
            }
        }
    }

    private static boolean sameAs(NetworkNamespace red, NetworkNamespace other) {
        try (other) {
            return red.isSameAs(other);
        }
    }

    private static Path entry(Path directory, String glob) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            return entries.iterator().next();
        }
    }

    private static String run(NetworkNamespace red, String... program) throws IOException {
        Process process = red.exec(new ProcessBuilder(program));
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String text(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_8);
    }

    private static void print(String what, Callable<?> use) {
        String seen;
        try {
            seen = String.valueOf(use.call());
        } catch (Exception e) {
            seen = e.toString();
        }
        StringBuilder ascii = new StringBuilder(what).append(": ");
        seen.chars().forEach(c -> ascii.append(c < 0x80 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        System.out.println(ascii);
    }
}
