package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;

/** Creates namespaces, and prints the names that were not taken. */
public final class CreateNames {
    private CreateNames() {}

    /** {@code arguments} are the names. */
    public static void main(String[] arguments) {
        for (String name : arguments) {
            try {
                NetworkNamespace.create(name).close();
                System.out.println(name);
            } catch (NetlinkException.AlreadyExists e) {
                continue;
            }
        }
    }
}
