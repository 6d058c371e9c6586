package io.netlink4j.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;

/**
 * The kernel's hash tables of neighbours, one for ARP and one for IPv6. All namespaces share them. While such a table grows, a listing in
 * any namespace may miss entries, and no flag tells so. A table never shrinks.
 */
public final class NeighbourTables {
    private static final String FILL = """
        ip link add d0 type veth peer name e0
        ip link set d0 up
        for i in $(seq 0 31); do
            seq -f "neigh add 10.0.$i.%g lladdr 02:00:00:00:00:01 dev d0" 0 255
            seq -f "neigh add fd00::$i:%g lladdr 02:00:00:00:00:01 dev d0" 0 255
        done | ip -batch -
        """;

    private NeighbourTables() {}

    /** Makes both tables so large that no test lets them grow. Needs {@code ip}. */
    public static void grow() {
        Command.require("ip");
        Grown.once();
    }

    /** Initialized once in a JVM. */
    private static final class Grown {
        static {
            try (NetworkNamespace namespace = NetworkNamespace.createUnnamed()) {
                namespace.withFileDescriptor(descriptor -> Command.run(
                                "nsenter",
                                "--net=/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor,
                                "sh",
                                "-ec",
                                FILL)
                        .ok());
            }
        }

        private static void once() {
            // The initializer does the work.
        }
    }
}
