package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import org.jspecify.annotations.Nullable;

/** A name on its way to a namespace: a file first, then a mount on it. If something fails meanwhile, nothing is left of it. */
final class NameReservation {
    private final String name;
    private final String operation;
    private String directory = "";
    private boolean prepared;
    private @Nullable String file;

    /**
     * A name that is to be given.
     *
     * @param operation what for, to be read after "cannot"
     * @throws IllegalArgumentException if no namespace can have that name
     */
    NameReservation(String name, String operation) {
        NamespaceDirectory.checkName(name);
        this.name = name;
        this.operation = operation;
    }

    /** Makes sure that nobody else gets it; nothing here waits for another process. */
    void take() {
        directory = NamespaceDirectory.directory();
        prepared = NamespaceDirectory.tryPrepare(directory);
        String taken = NamespaceDirectory.file(directory, name);
        NamespaceDirectory.createFile(taken, operation);
        file = taken;
    }

    /** Gives it to the namespace of an open descriptor, once it is taken. */
    void give(int namespaceFd) {
        if (!prepared) {
            NamespaceDirectory.prepare(directory);
        }
        NamespaceDirectory.bind(namespaceFd, NamespaceDirectory.file(directory, name), operation);
    }

    /** Undoes what was done, because of {@code failure}. */
    void giveUp(Throwable failure) {
        // Not found: somebody deleted the name meanwhile, so it is not ours to undo.
        if (file != null && !(failure instanceof NetlinkException.NotFound)) {
            try {
                NamespaceDirectory.remove(file, "undo: " + operation);
            } catch (RuntimeException undo) {
                failure.addSuppressed(undo);
            }
        }
    }
}
