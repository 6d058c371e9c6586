package io.netlink4j.rtnl.lab;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network of namespaces that are connected by cables and bridges. It needs CAP_SYS_ADMIN and CAP_NET_ADMIN, like the creation of any
 * namespace. Root has them, also the root of a user namespace ({@code unshare --user --map-root-user}).
 *
 * {@snippet :
 * try (Lab lab = Lab.builder()
 *         .cable("client", "router", "10.0.1.0/24") // 10.0.1.1 and 10.0.1.2
 *         .cable("router", "server", "10.0.2.0/24")
 *         .forwarding("router")
 *         .route("client", "default", "10.0.1.2")
 *         .route("server", "default", "10.0.2.1")
 *         .build()) {
 *     var server = lab.node("server").sockets().listen("10.0.2.2", 80);
 *     var client = lab.node("client").sockets().connect("10.0.2.2", 80);
 * }
 * }
 *
 * <p>The namespaces have no names in the kernel, so labs can run in parallel, and nothing is left if the JVM is killed. {@link
 * Builder#named} gives them names.
 */
public final class Lab implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(10);

    private final Map<String, LabNode> nodes = new LinkedHashMap<>();

    private Lab() {}

    /** An empty plan. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The addresses that a cable or a bridge assigns to its nodes: the first host addresses of a network, in order.
     *
     * @throws IllegalArgumentException if the network has fewer than {@code count}
     */
    public static List<IpAddress> hostAddresses(IpPrefix network, int count) {
        return HostAddresses.of(network, count).stream()
                .map(IpInterface::address)
                .toList();
    }

    /**
     * The node with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public LabNode node(String name) {
        LabNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("the lab has no node '" + name + "', only " + nodes.keySet());
        }
        return node;
    }

    /** All nodes, in the order in which they were named. A bridge is a node, too. */
    public Collection<LabNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /**
     * Lists what keeps the namespaces alive besides the lab itself: threads and programs inside, open sockets and open handles. Empty lists
     * are omitted. Afterwards only {@link #close} may be called.
     *
     * @return descriptions of the holders, by the name of the node
     */
    public Map<String, List<String>> leftovers() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (LabNode node : nodes.values()) {
            List<String> holders = node.leftovers();
            if (!holders.isEmpty()) {
                found.put(node.name(), holders);
            }
        }
        return found;
    }

    /** Closes all handles. The kernel removes a namespace when no thread, program or socket is in it any more. Idempotent. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (LabNode node : nodes.values()) {
            try {
                node.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Makes nodes side by side: to create a namespace takes longer than anything else. */
    private void makeUnnamed(Collection<String> names) {
        Deque<NetworkNamespace> created = new ArrayDeque<>(NetworkNamespace.createUnnamed(names.size()));
        try {
            names.forEach(name -> nodes.put(name, LabNode.in(created.remove(), name)));
        } finally {
            created.forEach(NetworkNamespace::close);
        }
    }

    private void makeNamed(String prefix, Collection<String> names) {
        names.forEach(name -> nodes.put(name, LabNode.in(NetworkNamespace.create(prefix + name), name)));
    }

    /**
     * The plan of a lab. Nothing is made before {@link #build}. Nodes are made when they are first named.
     *
     * <p>Links are named after their destination: a link of a cable after the node at the other end, a link of a bridge after the bridge.
     */
    public static final class Builder {
        private Optional<String> prefix = Optional.empty();
        private final Set<String> names = new LinkedHashSet<>();
        private final List<Step> steps = new ArrayList<>();

        private Builder() {}

        /** One step of building the lab. */
        private interface Step {
            void on(Lab lab);
        }

        /**
         * Names the namespaces in the kernel, so that {@code ip netns exec} and other programs find them: {@code prefix} and the name of the
         * node. The lab deletes the names when it is closed; if the JVM is killed, they are left. By default namespaces have no names.
         */
        public Builder named(String prefix) {
            this.prefix = Optional.of(prefix);
            return this;
        }

        /** Adds a node. */
        public Builder node(String name) {
            names.add(name);
            return this;
        }

        /**
         * Connects two nodes by a veth pair. The first gets the first host address of {@code network}, the second the second.
         *
         * @param network such as {@code 10.0.0.0/24} or {@code 2001:db8::/64}
         * @throws IllegalArgumentException if {@code network} is no network or has fewer than two host addresses
         */
        public Builder cable(String first, String second, String network) {
            List<IpInterface> hosts = HostAddresses.of(IpPrefix.of(network), 2);
            String named = first.equals(second) ? second + "-2" : second;
            node(first).node(second);
            steps.add(lab -> {
                LabNode a = lab.node(first);
                LabNode b = lab.node(second);
                LabConnections.cable(a, named, b, first);
                a.add(named, hosts.get(0));
                b.add(first, hosts.get(1));
            });
            return this;
        }

        /**
         * Connects nodes to a bridge. The bridge is in a node of its own. The nodes get the host addresses of {@code network} in order.
         *
         * @throws IllegalArgumentException if {@code network} is no network, or has fewer host addresses than there are nodes
         */
        public Builder bridge(String name, String network, String... members) {
            List<IpInterface> hosts = HostAddresses.of(IpPrefix.of(network), members.length);
            List<String> all = List.of(members);
            node(name);
            all.forEach(this::node);
            steps.add(lab -> {
                LabNode bridge = lab.node(name);
                LabConnections.bridge(bridge, name);
                for (int i = 0; i < all.size(); i++) {
                    LabNode member = lab.node(all.get(i));
                    LabConnections.port(bridge, name, member);
                    member.add(name, hosts.get(i));
                }
            });
            return this;
        }

        /** Lets a node forward packets of IPv4 and IPv6 between its links. */
        public Builder forwarding(String node) {
            node(node);
            steps.add(lab -> LabConnections.forward(lab.node(node)));
            return this;
        }

        /**
         * Adds a route to a node.
         *
         * @param destination a network, or {@code default}
         * @param gateway an address of a neighbour
         */
        public Builder route(String node, String destination, String gateway) {
            node(node);
            steps.add(lab -> LabConnections.route(lab.node(node), destination, gateway));
            return this;
        }

        /**
         * Builds the lab. When this returns, all links are up and all addresses are usable. If it fails, nothing is left.
         *
         * @throws io.netlink4j.core.error.NetlinkException.NotPermitted without the privilege to create namespaces
         */
        public Lab build() {
            Lab lab = new Lab();
            try {
                prefix.ifPresentOrElse(given -> lab.makeNamed(given, names), () -> lab.makeUnnamed(names));
                steps.forEach(step -> step.on(lab));
                lab.nodes.values().forEach(node -> node.awaitReady(READY));
                return lab;
            } catch (RuntimeException | Error e) {
                lab.close();
                throw e;
            }
        }
    }
}
