package io.netlink4j.child;

import io.netlink4j.core.namespace.NamespaceEvent;
import io.netlink4j.core.namespace.NamespaceWatch;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.time.Duration;

/** Creates a namespace with two names, removes the first and watches both; prints the remaining names. */
public final class NameOne {
    private NameOne() {}

    /** {@code arguments} are both names. */
    public static void main(String[] arguments) throws InterruptedException {
        try (NamespaceWatch watch = NetworkNamespace.watch();
                NetworkNamespace made = NetworkNamespace.create(arguments[0]);
                NetworkNamespace attached = NetworkNamespace.attach(arguments[1], made)) {
            NetworkNamespace.delete(arguments[0]);
            System.out.println(attached.id());
            System.out.println(attached.names() + " of " + NetworkNamespace.list());
            NamespaceEvent last = watch.next(Duration.ofSeconds(10)).orElseThrow();
            System.out.println(last);
        }
    }
}
