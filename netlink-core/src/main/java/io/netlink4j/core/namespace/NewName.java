package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;

/** A name on its way to a namespace: a file first, then a mount on it. If something fails meanwhile, nothing is left of it. */
final class NewName {
    private final String file;
    private final String operation;
    private boolean prepared;
    private boolean taken;

    /**
     * The name that {@code file} stands for.
     *
     * @param operation what it is taken for, to be read after "cannot"
     */
    NewName(String file, String operation) {
        this.file = file;
        this.operation = operation;
    }

    /** Makes sure that nobody else gets it; nothing here waits for another process. */
    void take() {
        prepared = NamespaceDirectory.tryPrepare();
        NamespaceDirectory.createFile(file, operation);
        taken = true;
    }

    /** Gives it to the namespace of an open descriptor. */
    void give(int namespaceFd) {
        if (!prepared) {
            NamespaceDirectory.prepare();
        }
        NamespaceDirectory.bind(namespaceFd, file, operation);
    }

    /** Undoes what was done, because of {@code failure}. */
    void giveUp(Throwable failure) {
        // Not found: somebody deleted the name meanwhile, so it is not ours to undo.
        if (taken && !(failure instanceof NetlinkException.NotFound)) {
            try {
                NamespaceDirectory.remove(file, "undo: " + operation);
            } catch (RuntimeException undo) {
                failure.addSuppressed(undo);
            }
        }
    }
}
