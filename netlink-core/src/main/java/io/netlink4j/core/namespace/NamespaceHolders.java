package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.linux.DirectoryReader;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.thread.SocketNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the holders of a namespace: its names, other processes inside, and the threads, sockets and open handles of this process. */
final class NamespaceHolders {
    private static final String TASKS = "/proc/self/task";
    private static final String DESCRIPTORS = "/proc/self/fd";

    private final FileId namespace;
    private final int ownFd;

    /**
     * A search for the holders of {@code namespace}.
     *
     * @param ownFd a file descriptor to leave out, or a negative number
     */
    NamespaceHolders(FileId namespace, int ownFd) {
        this.namespace = namespace;
        this.ownFd = ownFd;
    }

    /** Describes each holder: {@code process 4711}. Holders that end meanwhile or that this process may not inspect are left out. */
    List<String> find() {
        List<String> found = new ArrayList<>();
        NamespaceDirectory.namesOf(namespace).forEach(name -> found.add("its name '" + Printable.of(name) + "'"));
        long self = ProcessHandle.current().pid();
        for (long pid : Processes.in(namespace)) {
            if (pid != self) {
                found.add("process " + pid);
            }
        }
        threads(found);
        descriptors(found);
        return found;
    }

    private void threads(List<String> found) {
        for (String task : DirectoryReader.in(TASKS, "list the threads in " + TASKS)) {
            if (FileId.find(TASKS + "/" + task + "/ns/net").equals(Optional.of(namespace))) {
                found.add("thread " + task + " '" + name(task) + "'");
            }
        }
    }

    private static String name(String task) {
        try {
            return Printable.of(Files.readString(Path.of(TASKS, task, "comm")).strip());
        } catch (IOException e) {
            return "?"; // it has ended
        }
    }

    private void descriptors(List<String> found) {
        for (String fd : DirectoryReader.in(DESCRIPTORS, "list the file descriptors in " + DESCRIPTORS)) {
            int number = Integer.parseInt(fd);
            String target = target(fd);
            boolean isSocket = target.startsWith("socket:");
            Optional<FileId> held = isSocket ? SocketNamespace.of(number) : FileId.find(DESCRIPTORS + "/" + fd);
            if (number != ownFd && held.equals(Optional.of(namespace))) {
                found.add((isSocket ? target : "an open handle") + ", file descriptor " + fd);
            }
        }
    }

    private static String target(String fd) {
        try {
            return Files.readSymbolicLink(Path.of(DESCRIPTORS, fd)).toString();
        } catch (IOException e) {
            return ""; // closed since the directory was read
        }
    }

    /** The holders of the namespace of {@code handle}, which may be closed. */
    static List<String> of(NetworkNamespace handle) {
        FileId id = new FileId(handle.id().device(), handle.id().inode());
        try {
            return handle.withFileDescriptor(fd -> new NamespaceHolders(id, fd).find());
        } catch (NetlinkException.Closed closed) {
            return new NamespaceHolders(id, -1).find();
        }
    }
}
