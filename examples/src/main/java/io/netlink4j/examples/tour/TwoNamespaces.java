package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.neighbour.Neighbour;
import java.io.IOException;

/** What is in one namespace is not seen in another. */
final class TwoNamespaces implements Step {
    @Override
    public String title() {
        return "1  Two namespaces";
    }

    @Override
    public String idea() {
        return "Links, routes and neighbours belong to one namespace; no other sees them.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        String[] nodes = {"red", "blue"};
        tell.act("red and blue", TourNetwork.commands(nodes), () -> network.create(nodes));
        Node host = network.node("host");
        Node red = network.node("red");
        Node blue = network.node("blue");

        tell.expect("red's links, routes, neighbours", "lo, none, none", () -> tables(red));
        tell.expect("blue's", "lo, none, none", () -> tables(blue));

        tell.act("red gets a link, a route and a neighbour", """
            ip -n red link add attic up type bridge
            ip -n red addr add 10.0.0.1/24 dev attic
            ip -n red neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev attic
            """, () -> {
            red.links().add(Link.named("attic").up().kind(Bridge.defaults()));
            red.addresses().add("attic", "10.0.0.1/24");
            red.neighbours()
                    .add(Neighbour.of("10.0.0.2").at("02:00:00:00:00:02").link("attic"));
        });
        tell.expect("red's", "lo attic, 10.0.0.0/24, 10.0.0.2", () -> tables(red));
        tell.expect("blue's", "lo, none, none", () -> tables(blue));
        tell.expect("the host's", "lo eth0, default 192.168.1.0/24, 192.168.1.1 192.168.1.3", () -> tables(host));

        tell.act(
                "red gives it back",
                "ip -n red link delete attic",
                () -> red.links().delete("attic"));
        tell.expect("red's", "lo, none, none", () -> tables(red));
    }

    private static String tables(Node node) {
        return node.linkNames() + ", " + node.destinations() + ", " + node.neighbourAddresses();
    }
}
