package io.netlink4j.child;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.util.List;
import java.util.Set;

/** Resolves names inside a namespace, and prints the results and the threads that are new afterwards. */
public final class Resolve {
    private Resolve() {}

    /** {@code arguments} are the namespace's name and the names. */
    public static void main(String[] arguments) {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (NetworkNamespace namespace = NetworkNamespace.open(arguments[0])) {
            for (String name : List.of(arguments).subList(1, arguments.length)) {
                try {
                    System.out.println(namespace.resolver().resolve(name));
                } catch (NetlinkException e) {
                    System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
                }
            }
        }
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("netlink4j"))
                .forEach(name -> System.out.println("thread: " + name));
    }
}
