package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The directory {@code /etc/netns/NAME} of one namespace, created for a test and removed at its end. */
public final class EtcNetns implements AutoCloseable {
    private static final Path PARENT = Path.of("/etc/netns");

    private static int users;
    private static boolean parentIsOurs;

    private final Path directory;

    /** An empty one for a namespace that has a name; needs {@link NeedsEtcNetns}. */
    public EtcNetns(NetworkNamespace namespace) {
        this.directory = PARENT.resolve(namespace.name().orElseThrow());
        synchronized (EtcNetns.class) {
            try {
                if (users++ == 0) {
                    parentIsOurs = Files.notExists(PARENT);
                }
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return directory;
    }

    /** Writes a file, such as {@code resolv.conf}. */
    public Path write(String file, String... lines) {
        try {
            return Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        synchronized (EtcNetns.class) {
            if (--users == 0 && parentIsOurs) {
                Files.deleteIfExists(PARENT);
            }
        }
    }
}
