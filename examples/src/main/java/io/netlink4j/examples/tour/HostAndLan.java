package io.netlink4j.examples.tour;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.route.Route;
import java.io.IOException;
import java.util.List;

/** The network around the namespaces of the next steps: a host, the LAN that it is on, and the internet behind that. */
final class HostAndLan implements Step {
    @Override
    public String title() {
        return "0  A host on a LAN";
    }

    @Override
    public String idea() {
        return "A host on a LAN with the internet behind it. They are namespaces, too: your machine is left alone.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        String[] nodes = {"host", "lan", "internet"};
        tell.act("three namespaces", TourNetwork.commands(nodes), () -> network.create(nodes));
        Node host = network.node("host");
        Node lan = network.node("lan");
        Node internet = network.node("internet");

        tell.act("the LAN: a bridge, which is its switch and its computer 192.168.1.3 at once", """
            ip -n lan link add lan0 up type bridge
            ip -n lan addr add 192.168.1.3/24 dev lan0
            """, () -> {
            lan.links().add(Link.named("lan0").up().kind(Bridge.defaults()));
            lan.addresses().add("lan0", "192.168.1.3/24");
        });
        tell.act("the host is plugged in", """
            ip -n lan link add to-host up master lan0 type veth peer name eth0 netns host
            ip -n host link set eth0 up
            ip -n host addr add 192.168.1.2/24 dev eth0
            """, () -> {
            Link eth0 = Link.named("eth0").up().in(host.namespace());
            lan.links().add(Link.named("to-host").up().master("lan0").kind(Veth.to(eth0)));
            host.addresses().add("eth0", "192.168.1.2/24");
        });
        tell.act("so is the internet, which has the address 8.8.8.8 inside", """
            ip -n lan link add to-internet up master lan0 type veth peer name eth0 netns internet
            ip -n internet link set eth0 up
            ip -n internet addr add 192.168.1.1/24 dev eth0
            ip -n internet addr add 8.8.8.8/32 dev lo
            """, () -> {
            Link eth0 = Link.named("eth0").up().in(internet.namespace());
            lan.links().add(Link.named("to-internet").up().master("lan0").kind(Veth.to(eth0)));
            internet.addresses().add("eth0", "192.168.1.1/24");
            internet.addresses().add("lo", "8.8.8.8/32");
        });
        tell.act(
                "the host's way to the internet",
                "ip -n host route add default via 192.168.1.1",
                () -> host.routes().add(Route.toDefault(IpFamily.IPV4).via("192.168.1.1")));
        // A new namespace takes these over from the machine, where they may be on.
        tell.act(
                "nobody forwards for others",
                """
                ip netns exec host sysctl -w net.ipv4.ip_forward=0
                ip netns exec lan sysctl -w net.ipv4.ip_forward=0
                ip netns exec internet sysctl -w net.ipv4.ip_forward=0
                """,
                () -> List.of(host, lan, internet).forEach(node -> node.sysctl().write("net.ipv4.ip_forward", "0")));

        host.await("eth0");
        internet.await("eth0");
        lan.await("to-host", "to-internet", "lan0");
        network.answer(lan, "192.168.1.3");
        network.answer(internet, "8.8.8.8");
        Caller caller = Caller.in(host);
        tell.expect("the host calls the LAN, 192.168.1.3", "hello 192.168.1.2", () -> caller.tcp("192.168.1.3"));
        tell.expect("the host calls the internet, 8.8.8.8", "hello 192.168.1.2", () -> caller.tcp("8.8.8.8"));
    }
}
