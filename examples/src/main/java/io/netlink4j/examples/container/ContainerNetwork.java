package io.netlink4j.examples.container;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.route.RouteFilter;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints the links, addresses and routes of a running container, without a program inside of it: an image may well hold no {@code ip}. */
public final class ContainerNetwork {
    private ContainerNetwork() {}

    /** The names or ids of containers. */
    public static void main(String[] containers) {
        if (containers.length == 0) {
            System.err.println("which container? mvn -q -Pcontainer -Dcontainer.args=NAME");
            System.exit(2);
        }
        try {
            Engine engine = Engine.find();
            for (String container : containers) {
                print(engine.container(container), System.out);
            }
        } catch (EngineException | NetlinkException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void print(Container container, PrintStream out) throws EngineException {
        try (NetworkNamespace namespace = container.openNamespace();
                Rtnl rtnl = Rtnl.open(namespace)) {
            out.println(container + ", process " + container.pid() + ", " + namespace);
            Map<Integer, String> names = new TreeMap<>();
            List<Address> addresses = rtnl.addresses().list();
            for (Link link : rtnl.links().list()) {
                int ifindex = link.ifindex().orElseThrow();
                names.put(ifindex, link.name().orElseThrow());
                out.println(link);
                addresses.stream()
                        .filter(address ->
                                address.link().flatMap(LinkReference::ifindex).equals(link.ifindex()))
                        .forEach(address -> out.println("    " + address));
            }
            rtnl.routes()
                    .list(RouteFilter.main())
                    .forEach(route -> out.println(route.toString(link -> name(link, names))));
        }
    }

    private static String name(LinkReference link, Map<Integer, String> names) {
        int ifindex = link.ifindex().orElse(0);
        return names.getOrDefault(ifindex, "if" + ifindex);
    }
}
