package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import org.jspecify.annotations.Nullable;

/**
 * Gives a name to a namespace in two steps: creates the file of the name, then mounts the namespace on it. A failed
 * attempt leaves no file.
 */
final class NameReservation {
    private final String name;
    private final String operation;
    private String directory = "";
    private boolean prepared;
    private @Nullable String file;

    /**
     * A name that is not reserved yet.
     *
     * @param operation what the caller does, to be read after "cannot"
     * @throws IllegalArgumentException if no namespace can have that name
     */
    NameReservation(String name, String operation) {
        NamespaceDirectory.checkName(name);
        this.name = name;
        this.operation = operation;
    }

    /** Reserves the name by creating its file. Does not wait for other processes. */
    void reserve() {
        directory = NamespaceDirectory.directory();
        prepared = NamespaceDirectory.tryPrepare(directory);
        String created = NamespaceDirectory.file(directory, name);
        NamespaceDirectory.createFile(created, operation);
        file = created;
    }

    /** Mounts the namespace of a descriptor on the reserved name. */
    void assign(int namespaceFd) {
        if (!prepared) {
            NamespaceDirectory.prepare(directory);
        }
        NamespaceDirectory.bind(namespaceFd, NamespaceDirectory.file(directory, name), operation);
    }

    /** Removes the name again because of {@code failure}. */
    void rollBack(Throwable failure) {
        // Not found: another process deleted the name meanwhile, so there is nothing to remove.
        if (file != null && !(failure instanceof NetlinkException.NotFound)) {
            try {
                NamespaceDirectory.remove(file, "undo: " + operation);
            } catch (RuntimeException undo) {
                failure.addSuppressed(undo);
            }
        }
    }
}
