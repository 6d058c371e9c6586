package io.netlink4j.core.diag;

import io.netlink4j.core.error.Utf8;
import io.netlink4j.core.linux.DirectoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes that had sockets open at one moment, of all network namespaces, found in {@code /proc}. Processes of other pid namespaces, and
 * those that this process may not inspect ({@code ptrace(2)}, PTRACE_MODE_READ), are not found. Processes that end meanwhile may be missing.
 */
public final class SocketOwners {
    private static final String PROC = "/proc";
    private static final String PREFIX = "socket:[";

    private final Map<Long, List<SocketOwner>> byInode;

    private SocketOwners(Map<Long, List<SocketOwner>> byInode) {
        this.byInode = byInode;
    }

    /** Reads the open files of all processes once. */
    public static SocketOwners scan() {
        Map<Long, List<SocketOwner>> found = new HashMap<>();
        for (String pid : DirectoryReader.in(PROC, "list the processes in " + PROC)) {
            if (pid.chars().allMatch(Character::isDigit)) {
                scan(pid, found);
            }
        }
        found.values()
                .forEach(owners ->
                        owners.sort(Comparator.comparingLong(SocketOwner::pid).thenComparingInt(SocketOwner::fd)));
        return new SocketOwners(found);
    }

    private static void scan(String pid, Map<Long, List<SocketOwner>> found) {
        String directory = PROC + "/" + pid + "/fd";
        String name = null;
        for (String fd : DirectoryReader.ifAny(directory, "list the files in " + directory)) {
            long inode = socket(Path.of(directory, fd));
            if (inode != 0) {
                name = name == null ? name(pid) : name;
                found.computeIfAbsent(inode, key -> new ArrayList<>())
                        .add(new SocketOwner(Long.parseLong(pid), Integer.parseInt(fd), name));
            }
        }
    }

    /** The inode of an open socket; 0 if the file is something else, or closed meanwhile. */
    private static long socket(Path fd) {
        try {
            String target = Files.readSymbolicLink(fd).toString();
            return target.startsWith(PREFIX)
                    ? Long.parseLong(target.substring(PREFIX.length(), target.length() - 1))
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String name(String pid) {
        try {
            String name = Utf8.decode(Files.readAllBytes(Path.of(PROC, pid, "comm")));
            return name.endsWith("\n") ? name.substring(0, name.length() - 1) : name;
        } catch (IOException e) {
            return "";
        }
    }

    /** The owners of a socket, in the order of their pids; none if it belongs to no process that was found. */
    public List<SocketOwner> of(KernelSocket socket) {
        return of(socket.inode());
    }

    /**
     * The owners of the socket with an inode, in the order of their pids; none if it belongs to no process that was found. Files below
     * {@code /proc/net} have the inodes of sockets that this kernel has no module to describe.
     */
    public List<SocketOwner> of(long inode) {
        return inode == 0 ? List.of() : List.copyOf(byInode.getOrDefault(inode, List.of()));
    }
}
