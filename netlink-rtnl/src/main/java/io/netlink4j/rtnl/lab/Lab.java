package io.netlink4j.rtnl.lab;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 * <p>The namespaces have no names in the kernel, so labs can run in parallel, and nothing is left if the JVM is killed.
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
        nodes.values().forEach(LabNode::close);
    }

    private LabNode make(String name) {
        LabNode node = nodes.get(name);
        if (node == null) {
            node = LabNode.create(name);
            nodes.put(name, node);
        }
        return node;
    }

    /**
     * The plan of a lab. Nothing is made before {@link #build}. Nodes are made when they are first named.
     *
     * <p>Links are named after their destination: a link of a cable after the node at the other end, a link of a bridge after the bridge.
     */
    public static final class Builder {
        private final List<Step> steps = new ArrayList<>();

        private Builder() {}

        /** One step of building the lab. */
        private interface Step {
            void on(Lab lab);
        }

        /** Adds a node. */
        public Builder node(String name) {
            steps.add(lab -> lab.make(name));
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
            steps.add(lab -> {
                LabNode a = lab.make(first);
                LabNode b = lab.make(second);
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
            steps.add(lab -> {
                LabNode bridge = lab.make(name);
                LabConnections.bridge(bridge, name);
                for (int i = 0; i < all.size(); i++) {
                    LabNode member = lab.make(all.get(i));
                    LabConnections.port(bridge, name, member);
                    member.add(name, hosts.get(i));
                }
            });
            return this;
        }

        /** Lets a node forward packets of IPv4 and IPv6 between its links. */
        public Builder forwarding(String node) {
            steps.add(lab -> LabConnections.forward(lab.make(node)));
            return this;
        }

        /**
         * Adds a route to a node.
         *
         * @param destination a network, or {@code default}
         * @param gateway an address of a neighbour
         */
        public Builder route(String node, String destination, String gateway) {
            steps.add(lab -> LabConnections.route(lab.make(node), destination, gateway));
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
