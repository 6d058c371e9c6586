package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory {@code /etc/netns/NAME} of one namespace, created for a test and removed at its end. Other tests and other processes use
 * {@code /etc/netns} at the same time. If a test of this JVM created it, the last test of this JVM that finds it empty removes it.
 */
public final class EtcNetns implements AutoCloseable {
    private static final Path PARENT = Path.of("/etc/netns");
    private static final int ATTEMPTS = 1000;

    private static final Set<Path> CREATED = new HashSet<>();

    private final Path directory;

    /** An empty one for a namespace that has a name; needs {@link NeedsEtcNetns}. */
    public EtcNetns(NetworkNamespace namespace) {
        this(PARENT.resolve(namespace.name().orElseThrow()));
    }

    EtcNetns(Path directory) {
        this.directory = directory;
        synchronized (CREATED) {
            try {
                create();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void create() throws IOException {
        for (int attempt = 1; ; attempt++) {
            if (Files.notExists(directory.getParent())) {
                CREATED.add(directory.getParent());
            }
            try {
                Files.createDirectories(directory);
                return;
            } catch (NoSuchFileException e) {
                // Another process removed the parent meanwhile.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
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
        synchronized (CREATED) {
            if (CREATED.contains(directory.getParent())) {
                try {
                    Files.deleteIfExists(directory.getParent());
                    CREATED.remove(directory.getParent());
                } catch (DirectoryNotEmptyException e) {
                    // Somebody else uses it.
                }
            }
        }
    }
}
