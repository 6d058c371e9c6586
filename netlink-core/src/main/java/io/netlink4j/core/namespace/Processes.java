package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The processes that {@code /proc} shows. */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** Those in the namespace whose nsfs file is {@code namespace}; what ends meanwhile or may not be looked at is left out. */
    static List<Long> in(FileId namespace) {
        Optional<FileId> sought = Optional.of(namespace);
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (FileId.find(process + "/ns/net").equals(sought)) {
                    pids.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new NetlinkException("cannot list the processes in " + PROC, e);
        } catch (DirectoryIteratorException e) {
            throw new NetlinkException("cannot list the processes in " + PROC, e.getCause());
        }
        Collections.sort(pids);
        return List.copyOf(pids);
    }
}
