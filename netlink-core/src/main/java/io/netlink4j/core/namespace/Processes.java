package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.FileId;
import java.util.List;
import java.util.Optional;

/** Finds processes in {@code /proc}. */
final class Processes {
    private static final String PROC = "/proc";

    private Processes() {}

    /**
     * The processes in a network namespace. Processes that end meanwhile or that this process may not inspect are left
     * out.
     */
    static List<Long> in(FileId namespace) {
        Optional<FileId> sought = Optional.of(namespace);
        return DirectoryReader.in(PROC, "list the processes in " + PROC).stream()
                .filter(name -> name.matches("[0-9]+"))
                .filter(pid -> FileId.find(PROC + "/" + pid + "/ns/net").equals(sought))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }
}
