package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;

/** Deletes a namespace, and prints the result. */
public final class DeleteName {
    private DeleteName() {}

    /** {@code arguments} has the name. */
    public static void main(String[] arguments) {
        try {
            NetworkNamespace.delete(arguments[0]);
            System.out.println("deleted");
        } catch (NetlinkException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
