package io.netlink4j.examples.cni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;

/** Writes a script for each plugin, which starts this program with the Java and the modules that run now. */
final class Install {
    private Install() {}

    static void into(Path directory, Collection<String> plugins) throws IOException {
        Files.createDirectories(directory);
        String modules = System.getProperty("jdk.module.path", "");
        String program = modules.isEmpty()
                ? "--enable-native-access=ALL-UNNAMED -cp " + quoted(System.getProperty("java.class.path", "")) + " "
                        + Cni.class.getName()
                : "--enable-native-access=io.netlink4j.core,io.netlink4j.examples --module-path " + quoted(modules)
                        + " --add-modules=ALL-MODULE-PATH --module io.netlink4j.examples/" + Cni.class.getName();
        for (String plugin : plugins) {
            Path script = directory.resolve(plugin);
            Path written = directory.resolve("." + plugin + ".new");
            Files.writeString(written, """
                #!/bin/sh
                exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %s %s
                """.formatted(
                            quoted(Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString()),
                            program,
                            plugin));
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
            // A runtime may start the plugin at this moment, so it is replaced at once.
            Files.move(written, script, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
