package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import java.io.IOException;

/** A bridge joins any number of namespaces. */
final class Switch implements Step {
    @Override
    public String title() {
        return "3  A switch";
    }

    @Override
    public String idea() {
        return "A bridge is a switch in the host. With an address it is also the host's link to that network.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        Node host = network.node("host");
        Node red = network.node("red");
        Node blue = network.node("blue");

        tell.act(
                "the switch",
                "ip -n host link add v-net-0 up type bridge",
                () -> host.links().add(Link.named("v-net-0").up().kind(Bridge.defaults())));
        plugIn(red, "veth-red", "192.168.15.1/24", host, tell);
        plugIn(blue, "veth-blue", "192.168.15.2/24", host, tell);
        host.await("v-net-0");

        Caller caller = Caller.in(host);
        tell.expect("red calls blue", "hello 192.168.15.1", () -> Caller.in(red).tcp("192.168.15.2"));
        tell.expect(
                "blue calls red", "hello 192.168.15.2", () -> Caller.in(blue).tcp("192.168.15.1"));
        tell.expect(
                "the host calls red, and asks the internet",
                Caller.NO_ANSWER,
                () -> caller.hasty().tcp("192.168.15.1"));

        tell.act(
                "the host gets an address there",
                "ip -n host addr add 192.168.15.5/24 dev v-net-0",
                () -> host.addresses().add("v-net-0", "192.168.15.5/24"));
        tell.expect("the host calls red", "hello 192.168.15.5", () -> caller.tcp("192.168.15.1"));
        tell.expect("the host calls blue", "hello 192.168.15.5", () -> caller.tcp("192.168.15.2"));
    }

    private static void plugIn(Node node, String link, String address, Node host, Narrator tell) throws IOException {
        String port = link + "-br";
        tell.act(node + " is plugged in", """
            ip -n host link add %1$s up master v-net-0 type veth peer name %2$s netns %3$s
            ip -n %3$s link set %2$s up
            ip -n %3$s addr add %4$s dev %2$s
            """.formatted(port, link, node, address), () -> {
            Link end = Link.named(link).up().in(node.namespace());
            host.links().add(Link.named(port).up().master("v-net-0").kind(Veth.to(end)));
            node.addresses().add(link, address);
        });
        node.await(link);
        host.await(port);
    }
}
