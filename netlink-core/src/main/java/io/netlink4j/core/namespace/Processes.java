package io.netlink4j.core.namespace;

import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.FileId;
import java.util.List;
import java.util.Optional;

/** The processes that {@code /proc} shows. */
final class Processes {
    private static final String PROC = "/proc";

    private Processes() {}

    /** Those in the namespace whose nsfs file is {@code namespace}; what ends meanwhile or may not be looked at is left out. */
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
