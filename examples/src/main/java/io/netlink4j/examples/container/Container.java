package io.netlink4j.examples.container;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A container as its engine described it.
 *
 * @param id the full id, 64 hexadecimal digits
 * @param name the name
 * @param state {@code running}, {@code paused}, {@code exited} ...
 * @param pid its first process, as the engine numbers processes; 0 while there is none
 */
public record Container(String id, String name, String state, long pid) {
    /**
     * Opens its network namespace. A process id is only a number, which the next process may have by now and which counts in
     * the engine's own PID namespace: so the process has to be in a control group that bears the container's id.
     *
     * @throws EngineException if it does not run, or not where this process could see it
     * @throws NetlinkException.NotPermitted if a capability is missing
     */
    public NetworkNamespace openNamespace() throws EngineException {
        if (pid <= 0) {
            throw new EngineException(this + " is not running: it is " + state);
        }
        NetworkNamespace namespace = open();
        try {
            if (!controlGroups().contains(id)) {
                throw elsewhere();
            }
            return namespace;
        } catch (EngineException | RuntimeException e) {
            namespace.close();
            throw e;
        }
    }

    private NetworkNamespace open() throws EngineException {
        try {
            return NetworkNamespace.ofProcess(pid);
        } catch (NetlinkException.NotFound e) {
            throw elsewhere();
        }
    }

    private String controlGroups() throws EngineException {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cgroup"));
        } catch (NoSuchFileException e) {
            throw elsewhere();
        } catch (IOException e) {
            // The process ended between open and read, which the kernel calls ESRCH.
            throw new EngineException(this + " stopped meanwhile", e);
        }
    }

    private EngineException elsewhere() {
        return new EngineException(
                "process " + pid + " is not " + this + ": it stopped meanwhile, or the engine numbers processes in"
                        + " another PID namespace, as one in a virtual machine or outside"
                        + " of our own container does");
    }

    /** {@code container 'web'}. */
    @Override
    public String toString() {
        return "container '" + (name.isEmpty() ? id : name) + "'";
    }
}
