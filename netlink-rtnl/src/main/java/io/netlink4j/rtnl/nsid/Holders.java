package io.netlink4j.rtnl.nsid;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NamespaceId;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who keeps a namespace alive, as far as that can be seen: its names, and the processes in it. */
final class Holders {
    private static final int SHOWN = 5;

    private final NamespaceId id;

    Holders(NetworkNamespace namespace) {
        this.id = namespace.id();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : NetworkNamespace.list()) {
            try (NetworkNamespace namespace = NetworkNamespace.open(name)) {
                if (namespace.id().equals(id)) {
                    names.add("its name '" + name + "'");
                }
            } catch (NetlinkException unreadable) {
                // Then it is not known to be the one.
            }
        }
        return names;
    }

    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> isInside(process.pid()))
                .limit(SHOWN)
                .map(process -> "process " + process.pid())
                .toList();
    }

    private boolean isInside(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net"))
                    .toString()
                    .equals(id.toString());
        } catch (IOException e) {
            return false; // it ended, or is somebody else's
        }
    }

    @Override
    public String toString() {
        List<String> holders = new ArrayList<>(names());
        holders.addAll(processes());
        return holders.isEmpty()
                ? "a socket, a handle or a process that is not to be seen"
                : String.join(" and ", holders);
    }
}
