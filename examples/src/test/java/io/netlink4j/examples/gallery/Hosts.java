package io.netlink4j.examples.gallery;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.ReversePathFilter;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** A router between an outer and an inner host. */
record Hosts(NetworkNamespace outer, NetworkNamespace router, NetworkNamespace inner) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The router has the address .1 in both networks, the others .2. */
    static Hosts around(Namespaces namespaces, String out, String outNetwork, String in, String inNetwork) {
        Hosts hosts = new Hosts(host(namespaces), host(namespaces), host(namespaces));
        cable(hosts.router, out, outNetwork + ".1/24", hosts.outer, "eth0", outNetwork + ".2/24");
        cable(hosts.router, in, inNetwork + ".1/24", hosts.inner, "eth0", inNetwork + ".2/24");
        run(hosts.outer, "ip", "route", "add", "default", "via", outNetwork + ".1")
                .ok();
        run(hosts.inner, "ip", "route", "add", "default", "via", inNetwork + ".1")
                .ok();
        hosts.router.sysctl().ipv4Forwarding(true);
        return hosts;
    }

    static void cable(
            NetworkNamespace first, String link, String address, NetworkNamespace second, String peer, String at) {
        run(
                        first,
                        "ip",
                        "link",
                        "add",
                        link,
                        "type",
                        "veth",
                        "peer",
                        "name",
                        peer,
                        "netns",
                        second.name().orElseThrow())
                .ok();
        run(first, "ip", "address", "add", address, "dev", link).ok();
        run(second, "ip", "address", "add", at, "dev", peer).ok();
        run(first, "ip", "link", "set", link, "up").ok();
        run(second, "ip", "link", "set", peer, "up").ok();
    }

    /** Whether a connection of the outer host to {@code address} arrives at that of the inner host. */
    boolean connects(String address, int port, String target, int targetPort) throws IOException {
        try (ServerSocketChannel server = inner.sockets().listen(target, targetPort);
                SocketChannel client = connect(outer, address, port);
                SocketChannel accepted = server.accept()) {
            return client.isConnected() && accepted.isConnected();
        }
    }

    /** Connects; a link of a new cable may have no carrier yet. */
    static SocketChannel connect(NetworkNamespace from, String address, int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return from.sockets().connect(address, port);
            } catch (NoRouteToHostException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
        }
    }

    static Command run(NetworkNamespace namespace, String... line) {
        return Command.runIn(namespace.name().orElseThrow(), line);
    }

    /** A namespace in which packets may come in where no answer leaves, whatever this machine's parameters are. */
    static NetworkNamespace host(Namespaces namespaces) {
        NetworkNamespace host = namespaces.withLoopback();
        for (String links : List.of("all", "default")) {
            host.sysctl().write(InterfaceSysctl.RP_FILTER.on(links), ReversePathFilter.OFF);
        }
        return host;
    }
}
