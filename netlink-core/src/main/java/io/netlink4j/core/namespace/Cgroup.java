package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.KernelFile;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
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

    static NetworkNamespace namespace(Path path) {
        String directory = BytePath.text(path);
        String operation = "open the namespace of cgroup " + directory;
        Map<NamespaceId, Long> found = new LinkedHashMap<>();
        NetworkNamespace first = null;
        try {
            for (long pid : processes(directory, operation)) {
                Optional<NetworkNamespace> opened = open(pid);
                opened.ifPresent(namespace -> found.putIfAbsent(namespace.id(), pid));
                if (first == null) {
                    // Kept open, so that no other namespace can get its inode number.
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
            return Optional.empty(); // the process has ended, or is outside this PID namespace and listed as 0
        }
    }

    private static List<Long> processes(String directory, String operation) {
        List<Long> own = members(directory, operation);
        return own.isEmpty() ? below(directory, operation) : own;
    }

    private static List<Long> below(String directory, String operation) {
        List<Long> pids = new ArrayList<>();
        for (String name : DirectoryReader.in(directory, operation)) {
            String child = directory + "/" + name;
            try {
                if (FileId.isDirectory(child)) {
                    pids.addAll(members(child, operation));
                    pids.addAll(below(child, operation));
                }
            } catch (NetlinkException e) {
                if (FileId.isDirectory(child)) {
                    throw e;
                }
            }
        }
        return pids;
    }

    private static List<Long> members(String directory, String operation) {
        String path = directory + "/" + MEMBERS;
        int opened = KernelFile.open(path, Linux.O_RDONLY);
        if (opened == -Errno.ENOENT.number()) {
            boolean directoryThere = FileId.find(directory).isPresent();
            throw NetlinkException.refused(
                    operation,
                    directoryThere ? Errno.EINVAL : Errno.ENOENT,
                    directoryThere ? "it has no " + MEMBERS + ", so it is no cgroup" : "there is no such directory");
        }
        SystemCall.check(opened, operation, Errno.EACCES, "reading " + path + " needs the permissions of its owner");
        try (OwnedFd file = new OwnedFd(opened, path)) {
            return file.use(fd -> KernelFile.read(fd, operation))
                    .lines()
                    .map(Long::valueOf)
                    .toList();
        }
    }
}
