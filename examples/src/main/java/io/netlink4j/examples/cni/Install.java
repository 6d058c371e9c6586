package io.netlink4j.examples.cni;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.Rtnl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Installs the plugins: a small client under each name, and below {@code .netlink4j} all that starts the JVM, for the server and without one.
 * Nothing there leads back to where the library was built.
 *
 * @param directory where container runtimes look for plugins
 * @param socket where the server listens
 * @param compilers the compilers of C to try
 */
record Install(Path directory, Path socket, List<String> compilers) {
    /** Where the server listens, unless another place was chosen. */
    static final Path SOCKET = Path.of("/run/netlink4j-cni.sock");

    private static final int AOT = 25;
    /** One class of each library. */
    private static final List<String> LIBRARIES = List.of(
            Cni.class.getName(),
            NetworkNamespace.class.getName(),
            Rtnl.class.getName(),
            Nft.class.getName(),
            JsonMapper.class.getName(),
            JsonParser.class.getName(),
            "com.fasterxml.jackson.annotation.JsonInclude",
            "org.slf4j.LoggerFactory");

    Install(Path directory, Path socket) {
        this(directory, socket, List.of("cc", "gcc", "clang"));
    }

    void run(Collection<String> plugins) throws IOException {
        Path home = Files.createDirectories(directory.resolve(".netlink4j"));
        String line = javaLine(jars(home));
        String options = train(home, line);
        program(home.resolve("jvm"), script(line + options + " " + Cni.class.getName() + " \"$1\""));
        program(
                home.resolve("server"),
                script(line + options + " " + Cni.class.getName() + " serve " + quoted(socket)));
        Files.writeString(home.resolve("netlink4j-cni.service"), """
            [Unit]
            Description=CNI plugins of netlink4j
            Before=podman.service docker.service containerd.service crio.service kubelet.service

            [Service]
            Type=exec
            ExecStart=%s
            Restart=always

            [Install]
            WantedBy=multi-user.target
            """.formatted(home.resolve("server")));
        Path client = client(home);
        for (String plugin : plugins) {
            program(directory.resolve(plugin), Files.readAllBytes(client));
        }
        System.err.println("To start the server: systemctl enable --now " + home.resolve("netlink4j-cni.service"));
    }

    /** The libraries as files that an archive of classes can be about. */
    private static Set<Path> jars(Path home) throws IOException {
        Set<Path> jars = new LinkedHashSet<>();
        for (String name : LIBRARIES) {
            Path source = source(name);
            Path partial = home.resolve(".new");
            Path jar = home.resolve(source.getFileName());
            if (Files.isDirectory(source)) {
                pack(source, partial);
                jar = home.resolve(name.substring(0, name.lastIndexOf('.')) + ".jar");
            } else {
                Files.copy(source, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(partial, jar, StandardCopyOption.ATOMIC_MOVE);
            jars.add(jar);
        }
        return jars;
    }

    /** The file or the directory that a class comes from. */
    private static Path source(String name) {
        try {
            return Path.of(Class.forName(name, false, Install.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new CniException(CniException.INTERNAL, "cannot find the library of " + name, e.toString());
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            Files.walkFileTree(classes, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                    zip.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                    Files.copy(each, zip);
                    zip.closeEntry();
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static String javaLine(Set<Path> jars) {
        String path = String.join(":", jars.stream().map(Path::toString).toList());
        return quoted(Path.of(System.getProperty("java.home"), "bin", "java"))
                + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Xlog:disable -Xlog:all=error:stderr"
                + " --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR -cp " + quoted(Path.of(path));
    }

    /** Makes the archive of classes that the JVM starts from, and answers the option for it; that takes root. */
    private static String train(Path home, String line) throws IOException {
        boolean isAot = Runtime.version().feature() >= AOT;
        Path archive = home.resolve(isAot ? "cni.aot" : "cni.jsa");
        Path partial = home.resolve(".new");
        Path data = Files.createTempDirectory("cni");
        Files.deleteIfExists(partial);
        String option = isAot ? " -XX:AOTCacheOutput=" : " -XX:ArchiveClassesAtExit=";
        execute(List.of(
                "sh", "-c", line + option + quoted(partial) + " " + Cni.class.getName() + " train " + quoted(data)));
        delete(data);
        if (!Files.exists(partial)) {
            System.err.println("without an archive of classes: each start of a JVM takes longer");
            return "";
        }
        Files.move(partial, archive, StandardCopyOption.ATOMIC_MOVE);
        return (isAot ? " -XX:AOTCache=" : " -XX:SharedArchiveFile=") + quoted(archive);
    }

    /** Deletes a directory and all that is in it. */
    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The client: compiled where there is a compiler, or for perl, or for nothing but a shell. */
    private Path client(Path home) throws IOException {
        Path source = home.resolve("client.c");
        Files.write(source, resource("client.c"));
        Path client = home.resolve("client");
        for (String compiler : compilers) {
            for (String linkage : List.of("-static", "-O2")) {
                if (execute(List.of(
                        compiler,
                        "-O2",
                        linkage,
                        "-DSOCKET=\"" + socket + "\"",
                        "-DFALLBACK=\"" + home.resolve("jvm") + "\"",
                        "-o",
                        client.toString(),
                        source.toString()))) {
                    return client;
                }
            }
        }
        if (execute(List.of("perl", "-MSocket", "-MPOSIX", "-e1"))) {
            String script = new String(resource("client.pl"), StandardCharsets.UTF_8)
                    .replace("@SOCKET@", socket.toString())
                    .replace("@FALLBACK@", home.resolve("jvm").toString());
            return Files.writeString(client, script);
        }
        return Files.write(client, script(quoted(home.resolve("jvm")) + " \"${0##*/}\""));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource =
                Optional.ofNullable(Install.class.getResourceAsStream(name)).orElseThrow()) {
            return resource.readAllBytes();
        }
    }

    /** Whether a program ran and succeeded. What it prints is not shown: another one may do. */
    private static boolean execute(List<String> line) {
        try {
            return new ProcessBuilder(line)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static byte[] script(String line) {
        return ("#!/bin/sh\nexec " + line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A runtime may start the program at this moment, so it is replaced at once. */
    private static void program(Path file, byte[] content) throws IOException {
        Path partial = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(partial, content);
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "'\\''") + "'";
    }
}
