package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A control group: a directory whose {@code cgroup.procs} lists its processes ({@code cgroups(7)}). */
final class Cgroup {
    private static final String MEMBERS = "cgroup.procs";

    private Cgroup() {}

    static NetworkNamespace namespace(Path directory) {
        String operation = "open the namespace of cgroup " + directory;
        Map<NamespaceId, Long> found = new LinkedHashMap<>();
        NetworkNamespace first = null;
        try {
            for (long pid : processes(directory, operation)) {
                Optional<NetworkNamespace> opened = open(pid);
                opened.ifPresent(namespace -> found.putIfAbsent(namespace.id(), pid));
                if (first == null) {
                    // Kept open, for then no other namespace can get its number.
                    first = opened.orElse(null);
                } else {
                    opened.ifPresent(NetworkNamespace::close);
                }
            }
            return single(first, found, operation);
        } catch (RuntimeException | Error e) {
            if (first != null) {
                first.close();
            }
            throw e;
        }
    }

    private static NetworkNamespace single(
            @Nullable NetworkNamespace first, Map<NamespaceId, Long> found, String operation) {
        if (first == null) {
            throw NetlinkException.refused(operation, Errno.ENOENT, "there is no process in it");
        }
        if (found.size() > 1) {
            String list = found.entrySet().stream()
                    .map(entry -> entry.getKey() + " has process " + entry.getValue())
                    .collect(Collectors.joining(", "));
            throw NetlinkException.refused(operation, Errno.EINVAL, "its processes are in several namespaces: " + list);
        }
        return first;
    }

    private static Optional<NetworkNamespace> open(long pid) {
        try {
            return Optional.of(NetworkNamespace.ofProcess(pid));
        } catch (NetlinkException.NotFound e) {
            return Optional.empty(); // it has ended, or lives outside this PID namespace and is listed as 0
        }
    }

    private static List<Long> processes(Path directory, String operation) {
        try {
            List<Long> own = members(directory);
            return own.isEmpty() ? below(directory) : own;
        } catch (NoSuchFileException e) {
            boolean directoryThere = Files.isDirectory(directory);
            throw NetlinkException.refused(
                    operation,
                    directoryThere ? Errno.EINVAL : Errno.ENOENT,
                    directoryThere ? "it has no " + MEMBERS + ", so it is no cgroup" : "there is no such directory");
        } catch (AccessDeniedException e) {
            throw NetlinkException.refused(
                    operation, Errno.EACCES, "reading " + e.getFile() + " needs the permissions of its owner");
        } catch (IOException e) {
            throw new NetlinkException("cannot " + operation + ": " + e.getMessage(), e);
        }
    }

    private static List<Long> below(Path directory) throws IOException {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path child : children) {
                try {
                    pids.addAll(members(child));
                    pids.addAll(below(child));
                } catch (IOException e) {
                    if (Files.exists(child)) {
                        throw e;
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return pids;
    }

    private static List<Long> members(Path directory) throws IOException {
        try (var lines = Files.lines(directory.resolve(MEMBERS))) {
            return lines.map(Long::valueOf).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
