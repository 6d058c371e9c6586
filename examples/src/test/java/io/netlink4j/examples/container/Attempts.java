package io.netlink4j.examples.container;

import static io.netlink4j.core.address.IpFamily.IPV4;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.route.Route;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs inside of a container and tries all that may be refused there: a line for each, its name and what came of it. */
final class Attempts {
    private Attempts() {}

    private interface Attempt {
        void make();
    }

    public static void main(String[] arguments) {
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put("list links", () -> rtnl(rtnl -> rtnl.links().list()));
        attempts.put(
                "add link", () -> rtnl(rtnl -> rtnl.links().add(Link.named("b0").kind(Bridge.defaults()))));
        attempts.put("add address", () -> rtnl(rtnl -> rtnl.addresses().add("lo", "192.0.2.1/32")));
        attempts.put(
                "add route",
                () -> rtnl(rtnl ->
                        rtnl.routes().add(Route.toDefault(IPV4).link("lo").metric(9))));
        attempts.put("add table", () -> {
            try (Nft nft = Nft.open()) {
                nft.commit(tx -> tx.add(Table.ip("house")));
            }
        });
        attempts.put("new namespace", () -> NetworkNamespace.createUnnamed().close());
        attempts.put("named namespace", () -> NetworkNamespace.create("red").close());
        attempts.put("foreign process", () -> NetworkNamespace.ofProcess(1).close());
        attempts.put("enter", () -> own(namespace -> namespace.run(() -> {})));
        attempts.put("write sysctl", () -> own(namespace -> namespace.sysctl().write("net.ipv4.ip_forward", "1")));
        attempts.forEach((name, attempt) -> System.out.println(name + ": " + outcome(attempt)));
    }

    private static String outcome(Attempt attempt) {
        try {
            attempt.make();
            return "done";
        } catch (NetlinkException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private interface Use<T> {
        void use(T what);
    }

    private static void rtnl(Use<Rtnl> use) {
        try (Rtnl rtnl = Rtnl.open()) {
            use.use(rtnl);
        }
    }

    private static void own(Use<NetworkNamespace> use) {
        try (NetworkNamespace namespace = NetworkNamespace.current()) {
            use.use(namespace);
        }
    }
}
