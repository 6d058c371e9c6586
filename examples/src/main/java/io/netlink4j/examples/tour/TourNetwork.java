package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.lab.Lab;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of one tour and their servers. Closing it removes all of them. */
final class TourNetwork implements AutoCloseable {
    private final NodeNames names = new NodeNames();
    private final List<Lab> labs = new ArrayList<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private boolean closed;

    /** What the namespaces are called in {@code ip netns}, with {@code *} for the node. */
    String pattern() {
        return names.of("*");
    }

    /** Makes nodes. In each {@code lo} is up, and duplicate address detection is off. */
    synchronized void create(String... created) {
        if (closed) {
            throw new IllegalStateException("the tour has ended");
        }
        Lab.Builder plan = Lab.builder().named(names.of(""));
        List.of(created).forEach(plan::node);
        Lab lab = plan.build();
        labs.add(lab);
        lab.nodes().forEach(node -> nodes.put(node.name(), new Node(node)));
    }

    /** The commands that make such nodes in a shell. */
    static String commands(String... created) {
        return """
            for node in %s; do \\
             ip netns add $node; ip -n $node link set lo up; \\
             ip netns exec $node sysctl -w net.ipv6.conf.default.accept_dad=0; done
            """.formatted(String.join(" ", created));
    }

    /** A node that was made before. */
    synchronized Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalStateException("there is no node " + name + " yet");
        }
        return node;
    }

    /** All nodes, in the order in which they were made. */
    synchronized List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Starts a {@link Responder} on an address of a node. It ends with the tour. */
    synchronized void answer(Node node, String address) throws IOException {
        closers.push(Responder.in(node, address)::close);
    }

    /** Starts a web server on an address of a node. It ends with the tour. */
    synchronized void serve(Node node, String address) throws IOException {
        closers.push(WebServer.in(node, address)::close);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            while (!closers.isEmpty()) {
                closers.pop().run();
            }
        } finally {
            labs.forEach(Lab::close);
            names.release();
        }
    }
}
