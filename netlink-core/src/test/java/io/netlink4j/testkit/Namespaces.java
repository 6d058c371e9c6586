package io.netlink4j.testkit;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The namespaces of one test: each its own, all of them gone when the test ends. */
public final class Namespaces implements AutoCloseable {
    /** The prefix of all names, which distinguishes leftovers of this JVM from other namespaces. */
    public static final String PREFIX = "n4j-" + ProcessHandle.current().pid() + "-";

    private static final AtomicLong COUNT = new AtomicLong();

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final Optional<Path> programs;

    /** A new set; tests get theirs as a parameter. */
    public Namespaces() {
        this(Optional.empty());
    }

    /** The same; what {@link #sh} runs is looked for in that directory first. */
    Namespaces(Optional<Path> programs) {
        this.programs = programs;
    }

    /** Whether {@link #sh} runs the newest {@code ip} and {@code bridge} that are known, not the installed ones. */
    public boolean runsNewerIp() {
        return programs.isPresent();
    }

    /** Runs a line of the shell in the namespace of that name, with the {@code ip} and {@code bridge} of this test. */
    public Command sh(String namespace, String script) {
        String found =
                programs.map(directory -> "PATH=" + directory + ":$PATH\n").orElse("");
        return Command.runIn(namespace, "sh", "-c", found + script);
    }

    /**
     * A new unique name that is no part of another one. A namespace with this name is deleted at the end of the test.
     */
    public synchronized String newName() {
        String name = PREFIX + "%05d".formatted(COUNT.incrementAndGet());
        resources.push(() -> deleteIfPresent(name));
        return name;
    }

    /** A new namespace with a name. */
    public NetworkNamespace named() {
        return keep(NetworkNamespace.create(newName()));
    }

    /** A new namespace with a name, in which {@code lo} is up. */
    public NetworkNamespace withLoopback() {
        NetworkNamespace namespace = named();
        Command.run("ip", "-n", namespace.name().orElseThrow(), "link", "set", "lo", "up")
                .ok();
        return namespace;
    }

    /** A new namespace without a name. */
    public NetworkNamespace unnamed() {
        return keep(NetworkNamespace.createUnnamed());
    }

    /** Closes {@code resource} when the test ends, before everything that was made earlier. */
    public synchronized <T extends AutoCloseable> T keep(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() throws Exception {
        Exception first = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static void deleteIfPresent(String name) {
        try {
            NetworkNamespace.delete(name);
        } catch (NetlinkException.NotFound e) {
            // The test deleted it itself.
        }
    }
}
