package io.netlink4j.rtnl.junit;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NamespaceReport;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.lab.LabNode;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** The state of all nodes when a test failed: links, addresses, routes, neighbours, and the reports of other modules. */
public final class NetworkState extends Exception {
    private static final long serialVersionUID = 1L;

    private NetworkState(String text) {
        super(text, null, false, false);
    }

    static NetworkState of(Lab lab) {
        StringBuilder text = new StringBuilder("the state of the network when the test failed:");
        for (LabNode node : lab.nodes()) {
            text.append("\n\n").append(node.name()).append(':');
            Rtnl rtnl = node.rtnl();
            append(text, "links", () -> rtnl.links().list());
            append(text, "addresses", () -> rtnl.addresses().list());
            append(text, "routes", () -> rtnl.routes().list());
            append(text, "neighbours", () -> rtnl.neighbours().list());
            for (NamespaceReport report :
                    ServiceLoader.load(NamespaceReport.class, NetworkState.class.getClassLoader())) {
                append(text, report.subject(), () -> report.lines(node.namespace()));
            }
        }
        return new NetworkState(text.toString());
    }

    private static void append(StringBuilder text, String subject, Supplier<List<?>> lines) {
        List<?> found;
        try {
            found = lines.get();
        } catch (NetlinkException e) {
            found = List.of(String.valueOf(e.getMessage()));
        }
        if (!found.isEmpty()) {
            text.append("\n  ").append(subject);
            found.forEach(
                    line -> text.append("\n    ").append(String.valueOf(line).replace("\n", "\n    ")));
        }
    }
}
