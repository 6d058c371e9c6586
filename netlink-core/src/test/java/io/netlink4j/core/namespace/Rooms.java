package io.netlink4j.core.namespace;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;

/** Namespaces in which something can be said to 127.0.0.1. */
final class Rooms {
    private Rooms() {}

    static NetworkNamespace up(Namespaces namespaces) {
        NetworkNamespace namespace = namespaces.named();
        Command.run("ip", "-n", namespace.name().orElseThrow(), "link", "set", "lo", "up")
                .ok();
        return namespace;
    }
}
