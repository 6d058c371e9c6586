package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a namespace has of its own below {@code /etc}: the entries of {@code /etc/netns/NAME}. */
final class EtcNetns {
    static final Path ETC = Path.of("/etc");

    private EtcNetns() {}

    /** The entries, sorted; none without a name, or without a directory of that name. */
    static List<Path> entries(Optional<String> name) {
        if (name.isEmpty()) {
            return List.of();
        }
        Path directory = directory(name.get());
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(entries::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw new NetlinkException("cannot list " + directory, e.getCause());
        } catch (IOException e) {
            throw new NetlinkException("cannot list " + directory, e);
        }
        Collections.sort(entries);
        return List.copyOf(entries);
    }

    /** The file that a program inside would find as {@code /etc/FILE}. */
    static Path file(Optional<String> name, String file) {
        return name.map(EtcNetns::directory)
                .map(directory -> directory.resolve(file))
                .filter(Files::exists)
                .orElse(ETC.resolve(file));
    }

    private static Path directory(String name) {
        return ETC.resolve("netns").resolve(name);
    }
}
