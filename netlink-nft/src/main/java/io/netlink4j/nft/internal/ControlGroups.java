package io.netlink4j.nft.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The control groups of this system: their numbers, which are the inodes of their directories, and their paths. */
public final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private ControlGroups() {}

    /** The number of a group by its path below the root of the hierarchy; empty if there is none. */
    public static Optional<Long> number(String path) {
        try {
            Path group = ROOT.resolve(path).normalize();
            return group.startsWith(ROOT) && Files.isDirectory(group) ? Optional.of(inode(group)) : Optional.empty();
        } catch (InvalidPathException | IOException noGroup) {
            return Optional.empty();
        }
    }

    /** The path of a group below the root of the hierarchy; empty if no group that can be read has the number. */
    public static Optional<String> path(long number) {
        try (Stream<Path> groups = Files.find(
                ROOT, Integer.MAX_VALUE, (path, attributes) -> attributes.isDirectory() && isNumber(path, number))) {
            return groups.findFirst().map(group -> ROOT.relativize(group).toString());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(Path group, long number) {
        try {
            return inode(group) == number;
        } catch (IOException gone) {
            return false;
        }
    }

    private static long inode(Path directory) throws IOException {
        return (Long) Files.getAttribute(directory, "unix:ino");
    }
}
